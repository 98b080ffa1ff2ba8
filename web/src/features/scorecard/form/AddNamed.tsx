import { Button, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import classes from "./Form.module.css";

/** Adds something that begins with its name. */
export function AddNamed({ what, add }: { what: string; add: (name: string) => void }) {
  const [name, setName] = useState<string | null>(null);
  if (name === null) {
    return (
      <Button
        className={classes.add}
        variant="subtle"
        color="gray"
        size="compact-sm"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => setName("")}
      >
        Add a {what}
      </Button>
    );
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    if (name?.trim()) add(name.trim());
    setName(null);
  }
  return (
    <form className={classes.adding} onSubmit={submit}>
      <TextInput
        size="xs"
        aria-label={`Name of the new ${what}`}
        placeholder={`Name of the new ${what}`}
        autoFocus
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        onKeyDown={({ key }) => key === "Escape" && setName(null)}
      />
      <Button type="submit" size="xs" variant="default" disabled={!name.trim()}>
        Add
      </Button>
    </form>
  );
}
