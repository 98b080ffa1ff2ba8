import { Popover, TextInput, UnstyledButton } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useState } from "react";
import { BandIcon } from "~/ui/BandIcon";
import { faintWords, hexOf, SWATCHES } from "../colours";
import type { Band } from "../types";
import { useForm } from "./context";
import classes from "./Form.module.css";

/** The colour of a band: the app's own, a swatch, or any other. */
export function BandColour({
  band,
  error,
  change,
}: {
  band: Band;
  error: string | undefined;
  change: (colour: string | null) => void;
}) {
  const { readOnly } = useForm();
  const { key, name, colour } = band;
  const swatch = SWATCHES.find(({ hex }) => hex === colour);
  const said = colour === null ? "automatic" : (swatch?.name.toLowerCase() ?? colour);
  return (
    <Popover width={232} position="bottom-start" trapFocus returnFocus disabled={readOnly}>
      <Popover.Target>
        <UnstyledButton
          className={classes.colour}
          aria-label={`Colour of ${name}: ${said}`}
          title={error ?? `Colour: ${said}`}
          data-wrong={error ? true : undefined}
          aria-invalid={error ? true : undefined}
        >
          <BandIcon band={key} size={12} colour={colour} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={classes.swatches} role="group" aria-label={`Colour of ${name}`}>
          <UnstyledButton
            className={classes.automatic}
            aria-pressed={colour === null}
            onClick={() => change(null)}
          >
            Automatic
          </UnstyledButton>
          {SWATCHES.map((one) => (
            <UnstyledButton
              key={one.hex}
              className={classes.swatch}
              style={{ background: one.hex }}
              aria-label={one.name}
              title={one.name}
              aria-pressed={colour === one.hex}
              onClick={() => change(one.hex)}
            >
              {colour === one.hex && <IconCheck size={14} stroke={3} aria-hidden />}
            </UnstyledButton>
          ))}
        </div>
        <Hex colour={colour} error={error} change={change} />
      </Popover.Dropdown>
    </Popover>
  );
}

/** Any colour as #rrggbb. What is half typed is kept here. */
function Hex({
  colour,
  error,
  change,
}: {
  colour: string | null;
  error: string | undefined;
  change: (colour: string | null) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? colour ?? "";
  const isColour = text === "" || hexOf(text) !== null;
  return (
    <TextInput
      size="xs"
      label="Another"
      placeholder="#2f7fc4"
      maxLength={7}
      value={text}
      description={colour ? faintWords(colour) : undefined}
      error={isColour ? error : "Write # and six digits, 0 to 9 and a to f."}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        const hex = hexOf(currentTarget.value);
        if (hex || currentTarget.value === "") change(hex);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
