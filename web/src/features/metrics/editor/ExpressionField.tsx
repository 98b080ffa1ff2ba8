import { Textarea } from "@mantine/core";
import { type ReactNode, useRef } from "react";
import classes from "./Editor.module.css";
import { FieldError } from "./FieldError";

/** A condition or formula, with words to put in by a click. */
export function ExpressionField({
  label,
  description,
  value,
  error,
  placeholder,
  words = [],
  children,
  onChange,
}: {
  label: string;
  description?: ReactNode;
  value: string;
  error: string | undefined;
  placeholder?: string;
  words?: string[];
  /** Other ways to put something in; called with the function that does it. */
  children?: (insert: (word: string) => void) => ReactNode;
  onChange: (next: string) => void;
}) {
  const field = useRef<HTMLTextAreaElement>(null);

  function insert(word: string) {
    const { selectionStart: start = value.length, selectionEnd: end = value.length } =
      field.current ?? {};
    const before = value.slice(0, start);
    const gap = before === "" || /[\s(]$/.test(before) ? "" : " ";
    onChange(`${before}${gap}${word.replace("…", "")}${value.slice(end)}`);
    field.current?.focus();
  }

  return (
    <div className={classes.expression}>
      <Textarea
        ref={field}
        label={label}
        description={description}
        autosize
        minRows={1}
        maxRows={10}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        classNames={{ input: classes.code }}
        value={value}
        error={error && <FieldError detail={error} source={value} use={onChange} />}
        errorProps={{ component: "div" }}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {children?.(insert)}
      {words.length > 0 && (
        <div className={classes.words} role="group" aria-label={`Columns for ${label}`}>
          {words.map((word) => (
            <button key={word} type="button" className={classes.word} onClick={() => insert(word)}>
              {word}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
