import { TextInput } from "@mantine/core";
import { IconChevronRight, IconSearch } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import type { SqlTable } from "~/api/types";
import { formatCount } from "~/lib/format";
import { found } from "./found";
import classes from "./Sql.module.css";

/** The tables with their columns and what these say; a click puts a name into the query. */
export function Browser({
  tables,
  insert,
}: {
  tables: SqlTable[];
  insert: (word: string) => void;
}) {
  const [query, setQuery] = useState("");
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set(["accounts"]));
  const shown = useMemo(() => found(tables, query), [tables, query]);
  const isSearching = query.trim() !== "";

  function toggle(name: string) {
    const next = new Set(opened);
    if (!next.delete(name)) next.add(name);
    setOpened(next);
  }

  return (
    <aside className={classes.browser} aria-label="Tables">
      <TextInput
        size="xs"
        placeholder="Find a table or column"
        aria-label="Find a table or column"
        leftSection={<IconSearch size={14} aria-hidden />}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      <div className={classes.tables} tabIndex={0} role="group" aria-label="Tables and columns">
        {shown.map((table) => {
          const isOpen = isSearching || opened.has(table.name);
          return (
            <section key={table.name}>
              <button
                type="button"
                className={classes.table}
                aria-expanded={isOpen}
                title={table.about}
                onClick={() => toggle(table.name)}
              >
                <IconChevronRight size={13} aria-hidden />
                <span className={classes.tableName}>{table.name}</span>
                <span className="quiet num">{formatCount(table.columns.length)}</span>
              </button>
              {isOpen && <Columns table={table} insert={insert} />}
            </section>
          );
        })}
        {shown.length === 0 && <p className={classes.none}>No table or column is called that.</p>}
      </div>
    </aside>
  );
}

function Columns({ table, insert }: { table: SqlTable; insert: (word: string) => void }) {
  return (
    <>
      <p className={classes.about}>{table.about}</p>
      <ul className={classes.columns}>
        {table.columns.map((column) => (
          <li key={column.name}>
            <button
              type="button"
              className={classes.column}
              title={column.about}
              onClick={() => insert(column.name)}
            >
              <span className={classes.columnLine}>
                <code className="clip">{column.name}</code>
                <span className={classes.type}>
                  {column.type}
                  {!column.required && <span title="May be empty">?</span>}
                </span>
              </span>
              <span className={`${classes.says} clip`}>{column.about}</span>
              <span className="visually-hidden">: put it into the query</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
