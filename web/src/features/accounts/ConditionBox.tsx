import { Button, TextInput } from "@mantine/core";
import { IconBookmark } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useMay } from "~/app/session";
import { useLocked } from "~/features/past/useLocked";
import { ConditionError } from "./ConditionError";
import { ConditionHelp } from "./ConditionHelp";
import classes from "./Toolbar.module.css";

const EXAMPLE = "arr > 50000 and active_contacts_28d < 5";

/** A filter in the expression language. Applied with Enter or on leaving the field. */
export function ConditionBox({
  value,
  error,
  apply,
}: {
  value: string;
  error: unknown;
  apply: (where: string) => void;
}) {
  const may = useMay("manage_data");
  const locked = useLocked();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => field.current?.focus(), []);

  function use(next: string) {
    setText(next);
    apply(next.trim());
  }

  return (
    <div className={classes.condition}>
      <div className={classes.conditionLine}>
        <TextInput
          ref={field}
          className={classes.conditionField}
          size="xs"
          aria-label="Condition"
          placeholder={EXAMPLE}
          spellCheck={false}
          autoComplete="off"
          error={Boolean(error)}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => event.key === "Enter" && use(text)}
          onBlur={() => text.trim() !== value && use(text)}
        />
        <ConditionHelp example={EXAMPLE} use={use} />
        {may && value !== "" && !error && (
          <Button
            size="compact-sm"
            variant="subtle"
            {...locked}
            leftSection={<IconBookmark size={15} aria-hidden />}
            renderRoot={(props) => <Link to="/segments/new" search={{ where: value }} {...props} />}
          >
            Save as segment
          </Button>
        )}
      </div>
      {Boolean(error) && <ConditionError source={value} error={error} use={use} />}
    </div>
  );
}
