import { TextInput } from "@mantine/core";
import { useRef } from "react";
import { inserted, type Placeholder, saysProblem } from "../says";
import classes from "./Form.module.css";

/** A sentence of one's own, with what stands for a number in it. */
export function SaysField({
  value,
  example,
  placeholders,
  error,
  change,
}: {
  value: string | null;
  /** How one could read. */
  example: string;
  placeholders: Placeholder[];
  error: string | undefined;
  change: (says: string | null) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const says = value ?? "";
  function insert({ text }: Placeholder) {
    const at = input.current?.selectionStart ?? says.length;
    change(inserted(says, at, text));
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(at + text.length, at + text.length);
    });
  }
  return (
    <div className={classes.wide}>
      <TextInput
        ref={input}
        size="xs"
        label="Own sentence"
        placeholder={example}
        title="Part of a sentence, without a full stop; without one, the program finds the words"
        maxLength={300}
        value={says}
        error={error ?? saysProblem(says, placeholders)}
        onChange={({ currentTarget }) => change(currentTarget.value || null)}
      />
      <p className={classes.placeholders}>
        {placeholders.map((one) => (
          <span key={one.text}>
            <button type="button" title="Put it in" onClick={() => insert(one)}>
              {one.text}
            </button>{" "}
            {one.meaning}
          </span>
        ))}
      </p>
    </div>
  );
}
