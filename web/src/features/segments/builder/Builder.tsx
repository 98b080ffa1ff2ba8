import { SegmentedControl, Textarea } from "@mantine/core";
import { useEffect, useMemo, useRef, useState } from "react";
import type { ConditionColumn } from "~/api/types";
import { type KnownColumn, read } from "../condition/read";
import type { Tree } from "../condition/tree";
import { write } from "../condition/write";
import classes from "./Builder.module.css";
import { Rows } from "./Rows";

/** A condition under way: its text, and how many rows of the visual builder lack something. */
export interface Draft {
  text: string;
  unfinished: number;
}

/** Builds a condition from rows, or takes it as text. What rows can't show stays text. */
export function Builder({
  draft,
  columns,
  change,
}: {
  draft: Draft;
  columns: ConditionColumn[];
  change: (draft: Draft) => void;
}) {
  const known = useMemo(
    (): KnownColumn[] =>
      columns.map(({ column, type, kind }) => ({ column, type, daily: kind !== "attribute" })),
    [columns],
  );
  const [tree, setTree] = useState<Tree | undefined>(() => read(draft.text, known).tree);
  const [asText, setAsText] = useState(tree === undefined);
  const own = useRef(draft.text);
  const found = asText ? read(draft.text, known) : undefined;

  // A text that came from elsewhere (a correction) is read anew.
  useEffect(() => {
    if (draft.text === own.current) return;
    own.current = draft.text;
    const next = read(draft.text, known).tree;
    setTree(next);
    if (!next) setAsText(true);
  }, [draft.text, known]);

  function build(next: Tree) {
    setTree(next);
    const written = write(next, (name) => known.find((one) => one.column === name)?.type);
    own.current = written.text;
    change(written);
  }

  function turn(to: string) {
    if (to === "text") {
      setAsText(true);
    } else if (found?.tree) {
      setTree(found.tree);
      setAsText(false);
    }
  }

  return (
    <div className={classes.builder}>
      <div className={classes.mode}>
        <SegmentedControl
          size="xs"
          aria-label="How the condition is edited"
          data={[
            { value: "rows", label: "Rows", disabled: asText && !found?.tree },
            { value: "text", label: "Text" },
          ]}
          value={asText ? "text" : "rows"}
          onChange={turn}
        />
        {found?.reason && (
          <span className={classes.reason}>Rows can't show this: {found.reason}.</span>
        )}
      </div>
      {asText || !tree ? (
        <Textarea
          aria-label="Condition"
          classNames={{ input: classes.text }}
          placeholder="arr > 50000 and active_contacts_28d < 0.5 * lag(active_contacts_28d, 28)"
          autosize
          minRows={4}
          maxRows={14}
          spellCheck={false}
          value={draft.text}
          onChange={(event) => {
            own.current = event.currentTarget.value;
            change({ text: event.currentTarget.value, unfinished: 0 });
          }}
        />
      ) : (
        <Rows tree={tree} columns={columns} change={build} />
      )}
    </div>
  );
}
