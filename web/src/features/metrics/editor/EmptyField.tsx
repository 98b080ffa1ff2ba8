import { Input, NativeSelect, NumberInput } from "@mantine/core";
import type { Draft, EmptyKind } from "./draft";
import classes from "./Editor.module.css";
import { countsNothingAsZero } from "./folds";

/** What a day without any of them means. */
export function EmptyField({
  draft,
  error,
  change,
}: {
  draft: Draft;
  error: string | undefined;
  change: (next: Partial<Draft>) => void;
}) {
  const zero = countsNothingAsZero(draft.fold);
  const kinds: { value: EmptyKind; label: string }[] = [
    { value: "usual", label: zero ? "0 (as usual)" : "no value (as usual)" },
    ...(zero ? [{ value: "none" as const, label: "no value" }] : []),
    { value: "zero_after_first", label: "0, but no value before the first ever" },
    { value: "number", label: "a number" },
  ];
  const kind = !zero && draft.emptyKind === "none" ? "usual" : draft.emptyKind;
  return (
    <Input.Wrapper label="Where there is none" error={error} labelElement="div">
      <div className={classes.row}>
        <NativeSelect
          aria-label="Where there is none"
          data={kinds}
          value={kind}
          onChange={(event) => change({ emptyKind: event.currentTarget.value as EmptyKind })}
        />
        {draft.emptyKind === "number" && (
          <NumberInput
            className={classes.days}
            aria-label="Where there is none: number"
            hideControls
            value={draft.emptyNumber}
            onChange={(next) => change({ emptyNumber: typeof next === "number" ? next : "" })}
          />
        )}
      </div>
    </Input.Wrapper>
  );
}
