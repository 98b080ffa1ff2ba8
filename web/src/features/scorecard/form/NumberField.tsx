import { NumberInput, type NumberInputProps } from "@mantine/core";
import { useState } from "react";

type Base = Omit<NumberInputProps, "value" | "onChange" | "defaultValue">;
type Props =
  | (Base & { optional?: false; value: number; change: (next: number) => void })
  | (Base & { optional: true; value: number | null; change: (next: number | null) => void });

/** A number. What is half typed is kept here, and only numbers go on. */
export function NumberField({ value, change, optional, onBlur, ...rest }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  // The value changed by other means than typing here.
  const isOld = typed !== null && isNumber(typed) && Number(typed) !== value;
  return (
    <NumberInput
      hideControls
      {...rest}
      value={(isOld ? value : (typed ?? value)) ?? ""}
      onChange={(next) => {
        setTyped(String(next));
        if (isNumber(String(next))) change(Number(next));
        else if (next === "" && optional) (change as (next: number | null) => void)(null);
      }}
      onBlur={(event) => {
        setTyped(null);
        onBlur?.(event);
      }}
    />
  );
}

function isNumber(text: string): boolean {
  return text !== "" && Number.isFinite(Number(text));
}
