import { Button, Code, Popover, TextInput } from "@mantine/core";
import { IconBookmark, IconHelp } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { api, ok } from "~/api/client";
import { useMay } from "~/app/session";
import { ConditionError } from "./ConditionError";
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
        <Help use={(example) => use(example)} />
        {may && value !== "" && !error && (
          <Button
            size="compact-sm"
            variant="subtle"
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

function Help({ use }: { use: (example: string) => void }) {
  const metrics = useQuery({
    queryKey: ["metrics"],
    queryFn: () => ok(api.GET("/api/metrics")),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Popover width={380} position="bottom-end">
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconHelp size={15} aria-hidden />}
        >
          Help
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <p>
          Written like a condition in SQL, for example{" "}
          <button
            type="button"
            className="link"
            style={{ all: "unset", cursor: "pointer" }}
            onClick={() => use(EXAMPLE)}
          >
            <Code>{EXAMPLE}</Code>
          </button>
          . Columns:
        </p>
        <p style={{ marginTop: 8, display: "flex", flexWrap: "wrap", gap: 4 }}>
          {[
            "name",
            "tier",
            "stage",
            "owner_email",
            "score",
            "band",
            ...(metrics.data?.rows.map((metric) => metric.key) ?? []),
          ].map((word) => (
            <Code key={word}>{word}</Code>
          ))}
        </p>
      </Popover.Dropdown>
    </Popover>
  );
}
