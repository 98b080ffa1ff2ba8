import { Button, Code, Popover } from "@mantine/core";
import { IconHelp } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { api, ok } from "~/api/client";
import { FunctionList } from "~/features/language/FunctionList";
import classes from "./ConditionHelp.module.css";

const ATTRIBUTES = ["name", "tier", "stage", "owner_email", "score", "band"];

const OPERATORS = [
  "and or not",
  "= <> < <= > >=",
  "in (a, b)",
  "between a and b",
  "is null",
  "like 'a%'",
  "ilike 'a%'",
  "+ - * / %",
  "||",
  "case when a then b else c end",
];

/** What a condition is made of: columns, operators, and every function with its meaning. */
export function ConditionHelp({
  example,
  use,
}: {
  example: string;
  use: (example: string) => void;
}) {
  const [open, setOpen] = useState(false);
  return (
    <Popover width={560} position="bottom-end" opened={open} onChange={setOpen} trapFocus>
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconHelp size={15} aria-hidden />}
          onClick={() => setOpen(!open)}
        >
          Help
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.help}>
        <p>
          Written like a condition in SQL, for example{" "}
          <button
            type="button"
            className={classes.example}
            onClick={() => {
              use(example);
              setOpen(false);
            }}
          >
            <Code>{example}</Code>
          </button>
        </p>
        {open && <Parts />}
      </Popover.Dropdown>
    </Popover>
  );
}

function Parts() {
  const metrics = useQuery({
    queryKey: ["metrics"],
    queryFn: () => ok(api.GET("/api/metrics")),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <>
      <Part title="Columns">
        <Words words={[...ATTRIBUTES, ...(metrics.data?.rows.map(({ key }) => key) ?? [])]} />
        {metrics.isError && <p role="alert">The metrics could not be loaded.</p>}
      </Part>
      <Part title="Operators">
        <Words words={OPERATORS} />
      </Part>
      <Part title="Functions">
        <FunctionList ofPeers={false} />
      </Part>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Words({ words }: { words: string[] }) {
  return (
    <p className={classes.words}>
      {words.map((word) => (
        <Code key={word}>{word}</Code>
      ))}
    </p>
  );
}
