import { ActionIcon, Button, Modal, Select, Textarea } from "@mantine/core";
import { useDebouncedValue, useDisclosure } from "@mantine/hooks";
import { IconClipboardText, IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, ok } from "~/api/client";
import { plural } from "~/lib/format";
import classes from "./Form.module.css";

const TYPING_MS = 120;
const FOUND = 12;

export interface Listed {
  /** An id, or an alias that was pasted. */
  id: string;
  name: string;
  /** Not on the saved list yet. */
  isNew: boolean;
}

/** Who is on a list: found by name, or pasted as ids. */
export function ListEditor({
  listed,
  hidden,
  change,
}: {
  listed: Listed[];
  /** How many more are on the list than are shown. */
  hidden: number;
  change: (listed: Listed[]) => void;
}) {
  const add = (more: Listed[]) => {
    const fresh = more.filter(({ id }) => !listed.some((one) => one.id === id));
    change([...fresh, ...listed]);
  };
  return (
    <div>
      <div className={classes.find}>
        <FindAccount add={(one) => add([one])} />
        <PasteIds add={add} />
      </div>
      <ul className={classes.listed} aria-label="Accounts on the list">
        {listed.map((one) => (
          <li key={one.id} className={classes.chip} data-new={one.isNew || undefined}>
            {one.name}
            <ActionIcon
              size="xs"
              variant="transparent"
              color="gray"
              aria-label={`Take ${one.name} off the list`}
              onClick={() => change(listed.filter(({ id }) => id !== one.id))}
            >
              <IconX size={12} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      {listed.length === 0 && <p className={classes.hint}>Nobody is on the list.</p>}
      {hidden > 0 && (
        <p className={classes.hint}>
          {plural(hidden, "more account")} are on the list and not shown here; they stay on it.
        </p>
      )}
    </div>
  );
}

function FindAccount({ add }: { add: (one: Listed) => void }) {
  const [typed, setTyped] = useState("");
  const [q] = useDebouncedValue(typed, TYPING_MS);
  const found = useQuery({
    queryKey: ["account-finder", q],
    queryFn: ({ signal }) =>
      ok(
        api.GET("/api/accounts", {
          params: { query: { q, sort: "name", dir: "asc", limit: FOUND } },
          signal,
        }),
      ),
  });
  const rows = found.data?.rows ?? [];
  return (
    <Select
      size="xs"
      aria-label="Add an account"
      placeholder="Find an account by name, domain or id"
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      nothingFoundMessage={found.isFetching ? "Looking…" : "No such account"}
      filter={({ options }) => options}
      data={rows.map((row) => ({ value: row.account_id, label: row.name }))}
      value={null}
      onChange={(id) => {
        const row = rows.find((one) => one.account_id === id);
        if (row) add({ id: row.account_id, name: row.name, isNew: true });
        setTyped("");
      }}
    />
  );
}

function PasteIds({ add }: { add: (more: Listed[]) => void }) {
  const [opened, { open, close }] = useDisclosure(false);
  const [text, setText] = useState("");
  const ids = [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconClipboardText size={14} aria-hidden />}
        onClick={open}
      >
        Paste ids
      </Button>
      <Modal opened={opened} onClose={close} title="Paste ids" centered>
        <Textarea
          aria-label="Ids of accounts"
          description="Ids or aliases, one per line or with commas between."
          autosize
          minRows={8}
          maxRows={16}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          data-autofocus
        />
        <div className={classes.foot} style={{ justifyContent: "flex-end", marginTop: 14 }}>
          <Button
            size="xs"
            disabled={ids.length === 0}
            onClick={() => {
              add(ids.map((id) => ({ id, name: id, isNew: true })));
              setText("");
              close();
            }}
          >
            {ids.length === 0 ? "Add" : `Add ${plural(ids.length, "account")}`}
          </Button>
        </div>
      </Modal>
    </>
  );
}
