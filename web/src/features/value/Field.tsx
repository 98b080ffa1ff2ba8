import { NumberInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useEffect, useState } from "react";

const TYPING_MS = 450;

/** A number of the form. It counts once typing pauses, or the field is left. */
export function Field({
  label,
  hint,
  value,
  percent = false,
  error,
  commit,
}: {
  label: string;
  hint: string;
  value: number | undefined;
  /** It is a share, written as a percent. */
  percent?: boolean;
  error?: string | undefined;
  /** Nothing for an empty field. */
  commit: (next: number | undefined) => void;
}) {
  const shown = value === undefined ? "" : percent ? shifted(value, 100) : value;
  const [typed, setTyped] = useState<number | string>(shown);
  useEffect(() => setTyped(shown), [shown]);

  function finish(next: number | string) {
    const number = next === "" ? undefined : Number(next);
    const share = number !== undefined && percent ? shifted(number, 0.01) : number;
    if (share !== value && (share === undefined || Number.isFinite(share))) commit(share);
  }
  const later = useDebouncedCallback(finish, { delay: TYPING_MS, flushOnUnmount: false });

  return (
    <NumberInput
      size="xs"
      label={label}
      title={hint}
      hideControls
      thousandSeparator=","
      {...(percent && { suffix: " %" })}
      value={typed}
      error={error}
      onChange={(next) => {
        setTyped(next);
        later(next);
      }}
      onBlur={() => finish(typed)}
      onKeyDown={(event) => event.key === "Enter" && finish(typed)}
    />
  );
}

/** Times a factor, without what binary fractions add. */
function shifted(value: number, factor: number): number {
  return Math.round(value * factor * 1e8) / 1e8;
}
