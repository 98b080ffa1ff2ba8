import { Input, NativeSelect, NumberInput } from "@mantine/core";
import type { ReactNode } from "react";
import type { Typed } from "./draft";
import classes from "./Editor.module.css";

/** A kind of time and, where it has one, its number of days. */
export function DaysField({
  label,
  description,
  kinds,
  kind = "days",
  counted = kind === "days",
  days,
  error,
  onKind,
  onDays,
  children,
}: {
  label: string;
  description?: string;
  kinds?: { value: string; label: string }[];
  kind?: string;
  /** Whether this kind has a number of days. */
  counted?: boolean;
  days: Typed;
  error: string | undefined;
  onKind?: (kind: string) => void;
  onDays: (days: Typed) => void;
  children?: ReactNode;
}) {
  return (
    <Input.Wrapper label={label} description={description} error={error} labelElement="div">
      <div className={classes.row}>
        {kinds && kinds.length > 1 && (
          <NativeSelect
            aria-label={`${label}: kind`}
            data={kinds}
            value={kind}
            onChange={(event) => onKind?.(event.currentTarget.value)}
          />
        )}
        {counted && (
          <NumberInput
            className={classes.days}
            aria-label={`${label}: days`}
            min={1}
            allowDecimal={false}
            allowNegative={false}
            hideControls
            rightSection={<span className={classes.unit}>days</span>}
            rightSectionWidth={44}
            value={days}
            error={Boolean(error)}
            onChange={(next) => onDays(typeof next === "number" ? next : "")}
          />
        )}
        {children}
      </div>
    </Input.Wrapper>
  );
}
