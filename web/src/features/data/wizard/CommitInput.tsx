import { TextInput } from "@mantine/core";
import { useEffect, useState } from "react";

/** A text that counts once it's finished: on Enter, or when the field is left. */
export function CommitInput({
  label,
  value,
  placeholder,
  commit,
}: {
  label: string;
  value: string;
  placeholder?: string;
  commit: (value: string) => void;
}) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const finish = () => text !== value && commit(text);
  return (
    <TextInput
      aria-label={label}
      size="xs"
      w={230}
      placeholder={placeholder}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event) => event.key === "Enter" && finish()}
    />
  );
}
