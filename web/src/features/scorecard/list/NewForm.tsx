import { Button, Modal, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useAsOf } from "~/app/session";
import { Builder, type Draft } from "~/features/segments/builder/Builder";
import { columnsQuery } from "~/features/segments/queries";
import { slug } from "~/features/segments/slug";
import { Trouble } from "~/features/segments/Trouble";
import { Loaded, RowSkeletons } from "~/ui/States";
import classes from "../applies/Applies.module.css";
import { useWhom } from "../applies/useWhom";
import { Whom } from "../applies/Whom";
import type { Row } from "../types";
import { keysOf } from "./order";
import { useMake } from "./useMake";

const KEY = /^[a-z][a-z0-9_]*$/;

/** Name, key and condition of a new scorecard, which starts as a copy. */
export function NewForm({
  from,
  rows,
  close,
  made,
}: {
  from: string;
  rows: Row[];
  close: () => void;
  made: (key: string) => void;
}) {
  const columns = useQuery(columnsQuery(useAsOf()));
  const [name, setName] = useState("");
  const [typedKey, setTypedKey] = useState<string | null>(null);
  const [condition, setCondition] = useState<Draft>({ text: "", unfinished: 0 });
  const whom = useWhom(condition.text);
  const make = useMake(from, keysOf(rows), made);
  const key = typedKey ?? slug(name);
  const wrongKey = key === "" ? undefined : problemOf(key, rows);
  const copied = rows.find((row) => row.key === from)?.name ?? from;
  const text = condition.text.trim();
  const isReady =
    name.trim() !== "" &&
    key !== "" &&
    !wrongKey &&
    text !== "" &&
    condition.unfinished === 0 &&
    !whom.query.isError;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (isReady) make.mutate({ key, name: name.trim(), applies_to: text });
  }
  return (
    <Modal opened onClose={close} title="New scorecard" centered size="xl">
      <form className={classes.new} onSubmit={submit}>
        <div className={classes.names}>
          <TextInput
            label="Name"
            placeholder="Large customers"
            maxLength={120}
            data-autofocus
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <TextInput
            label="Key"
            placeholder="large_customers"
            title="Names the scorecard in addresses, scripts and files"
            maxLength={64}
            value={key}
            error={wrongKey}
            onChange={({ currentTarget }) => setTypedKey(currentTarget.value || null)}
          />
        </div>
        <section aria-label="Which accounts it scores">
          <p className={classes.legend}>Scores the accounts</p>
          <Loaded query={columns} skeleton={<RowSkeletons rows={3} />}>
            {(known) => <Builder draft={condition} columns={known.rows} change={setCondition} />}
          </Loaded>
          {text !== "" && (
            <Whom of={whom} use={(better) => setCondition({ text: better, unfinished: 0 })} />
          )}
        </section>
        <Trouble error={make.error} />
        <div className={classes.foot}>
          <p>
            It starts as a copy of “{copied}” as published, and scores these accounts at once,
            before every other.
          </p>
          <Button variant="default" size="xs" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" size="xs" disabled={!isReady} loading={make.isPending}>
            Make it
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function problemOf(key: string, rows: Row[]): string | undefined {
  if (!KEY.test(key)) return "Small letters, digits and _, a letter first.";
  return rows.some((row) => row.key === key) ? "There is one with this key." : undefined;
}
