import { ActionIcon, NativeSelect, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { BAND_KEYS, bandLook } from "~/lib/bands";
import { Card } from "~/ui/Card";
import { removed, withBand } from "../edit";
import { keyOfLook, newBand } from "../fresh";
import { asSentence } from "../problem";
import type { Band } from "../types";
import { AddNamed } from "./AddNamed";
import { BandColour } from "./BandColour";
import { useForm, useProblemAt } from "./context";
import classes from "./Form.module.css";
import { NumberField } from "./NumberField";

const PLAIN = "plain";

/** The named ranges of the score. */
export function Bands() {
  const { card, problem, readOnly, change } = useForm();
  const itself = problem?.key === "bands" ? asSentence(problem.detail) : undefined;
  return (
    <Card title="Bands" hint="each goes up to where the next begins; one begins at 0">
      {itself && (
        <p className={classes.problem} role="alert">
          {itself}
        </p>
      )}
      <fieldset className={classes.plain} disabled={readOnly}>
        <ul className={classes.bands}>
          {card.bands.map((band, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a band's key changes with its look
            <BandFields key={at} band={band} at={at} />
          ))}
        </ul>
      </fieldset>
      {!readOnly && (
        <AddNamed
          what="band"
          add={(name) => change({ ...card, bands: [...card.bands, newBand(name, card.bands)] })}
        />
      )}
    </Card>
  );
}

function BandFields({ band, at }: { band: Band; at: number }) {
  const { card, readOnly, change } = useForm();
  const itself = useProblemAt(`bands.${band.key}`);
  const colour = useProblemAt(`bands.${band.key}.colour`);
  const set = (next: Partial<Band>) => change(withBand(card, at, next));
  const others = removed(card.bands, at);
  return (
    <li className={classes.band}>
      <BandColour band={band} error={colour} change={(next) => set({ colour: next })} />
      <TextInput
        size="xs"
        aria-label={`Band ${at + 1}: name`}
        value={band.name}
        onChange={({ currentTarget }) => set({ name: currentTarget.value })}
      />
      <NumberField
        size="xs"
        aria-label={`${band.name} begins at`}
        leftSection={<span className={classes.unit}>from</span>}
        leftSectionWidth={42}
        min={0}
        max={100}
        value={band.from}
        error={colour ? undefined : itself}
        change={(from) => set({ from })}
      />
      <NativeSelect
        size="xs"
        aria-label={`Look of ${band.name}`}
        title="A look belongs to a band's key; conditions and rules that name the key follow it"
        data={[
          ...BAND_KEYS.map((look) => ({
            value: look,
            label: `Looks as ${bandLook(look).name.toLowerCase()}`,
            disabled: others.some(({ key }) => key === look),
          })),
          { value: PLAIN, label: "A plain ring" },
        ]}
        value={BAND_KEYS.find((look) => look === band.key) ?? PLAIN}
        onChange={({ currentTarget }) =>
          set({ key: keyOfLook(currentTarget.value, band.name, others) })
        }
      />
      {!readOnly && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={`Remove ${band.name}`}
          disabled={card.bands.length < 2}
          onClick={() => change({ ...card, bands: others })}
        >
          <IconX size={14} aria-hidden />
        </ActionIcon>
      )}
    </li>
  );
}
