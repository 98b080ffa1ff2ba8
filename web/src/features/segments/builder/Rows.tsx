import { Button } from "@mantine/core";
import { IconFolderPlus, IconPlus } from "@tabler/icons-react";
import type { ConditionColumn } from "~/api/types";
import { emptyRow, freshId, type Group, type Join, type Row, type Tree } from "../condition/tree";
import classes from "./Builder.module.css";
import { RowLine } from "./RowLine";

/** Rows and groups of rows, joined by all or any. */
export function Rows({
  tree,
  columns,
  change,
}: {
  tree: Tree;
  columns: ConditionColumn[];
  change: (tree: Tree) => void;
}) {
  const put = (id: number, next: Row | Group | undefined) =>
    change({
      ...tree,
      parts: tree.parts.flatMap((part) => (part.id === id ? (next ? [next] : []) : [part])),
    });
  const add = (part: Row | Group) => change({ ...tree, parts: [...tree.parts, part] });
  return (
    <div className={classes.rows}>
      <JoinLine join={tree.join} change={(join) => change({ ...tree, join })} />
      {tree.parts.map((part) =>
        part.kind === "row" ? (
          <RowLine
            key={part.id}
            row={part}
            columns={columns}
            change={(row) => put(part.id, row)}
            remove={tree.parts.length > 1 ? () => put(part.id, undefined) : undefined}
          />
        ) : (
          <GroupBox
            key={part.id}
            group={part}
            columns={columns}
            change={(group) => put(part.id, group)}
          />
        ),
      )}
      <div className={classes.add}>
        <AddButton icon={<IconPlus size={14} aria-hidden />} onClick={() => add(emptyRow())}>
          Add a row
        </AddButton>
        <AddButton
          icon={<IconFolderPlus size={14} aria-hidden />}
          onClick={() =>
            add({
              kind: "group",
              id: freshId(),
              join: tree.join === "all" ? "any" : "all",
              rows: [emptyRow(), emptyRow()],
            })
          }
        >
          Add a group
        </AddButton>
      </div>
    </div>
  );
}

function GroupBox({
  group,
  columns,
  change,
}: {
  group: Group;
  columns: ConditionColumn[];
  /** Without a row the group goes too. */
  change: (group: Group | undefined) => void;
}) {
  const put = (id: number, next: Row | undefined) => {
    const rows = group.rows.flatMap((row) => (row.id === id ? (next ? [next] : []) : [row]));
    change(rows.length > 0 ? { ...group, rows } : undefined);
  };
  return (
    <fieldset className={classes.group}>
      <legend className="visually-hidden">Group</legend>
      <JoinLine join={group.join} change={(join) => change({ ...group, join })} />
      {group.rows.map((row) => (
        <RowLine
          key={row.id}
          row={row}
          columns={columns}
          change={(next) => put(row.id, next)}
          remove={() => put(row.id, undefined)}
        />
      ))}
      <div className={classes.add}>
        <AddButton
          icon={<IconPlus size={14} aria-hidden />}
          onClick={() => change({ ...group, rows: [...group.rows, emptyRow()] })}
        >
          Add a row to the group
        </AddButton>
      </div>
    </fieldset>
  );
}

function JoinLine({ join, change }: { join: Join; change: (join: Join) => void }) {
  return (
    <label className={classes.join}>
      Accounts for which
      <select
        className={classes.joinSelect}
        aria-label="How rows are joined"
        value={join}
        onChange={(event) => change(event.currentTarget.value === "any" ? "any" : "all")}
      >
        <option value="all">all</option>
        <option value="any">any</option>
      </select>
      of these hold
    </label>
  );
}

function AddButton({
  icon,
  onClick,
  children,
}: {
  icon: React.ReactNode;
  onClick: () => void;
  children: string;
}) {
  return (
    <Button size="compact-xs" variant="subtle" color="gray" leftSection={icon} onClick={onClick}>
      {children}
    </Button>
  );
}
