import { IconAlertTriangle } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { Ref } from "react";
import { plural } from "~/lib/format";
import { ConditionWords } from "../applies/ConditionWords";
import { asSentence } from "../problem";
import { DEFAULT_KEY, type Row } from "../types";
import classes from "./List.module.css";
import { type Changes, RowChanges } from "./RowChanges";
import { RowHandle } from "./RowHandle";

/** One scorecard: whom it scores, how many those are, and what is wrong with it. */
export function RowLine({
  row,
  at,
  count,
  where,
  held,
  changes,
  ref,
}: {
  row: Row;
  at: number;
  /** How many have a place of their own. */
  count: number;
  /** The condition for exactly its accounts; empty for all. */
  where: string;
  held: boolean;
  /** Nothing where it can't be changed. */
  changes: Changes | undefined;
  ref: Ref<HTMLLIElement>;
}) {
  const { key, name, accounts, problem } = row;
  return (
    <li
      className={classes.row}
      // Placed by style: an element that is put elsewhere would fall out of the hand.
      style={{ order: at }}
      data-held={held || undefined}
      ref={ref}
    >
      {changes ? <RowHandle name={name} changes={changes} /> : <span />}
      <span className={classes.place}>{at + 1}</span>
      <span className={classes.about}>
        <Link
          className={classes.name}
          from="/scorecard"
          to="/scorecard"
          search={(before) => ({ ...before, key: key === DEFAULT_KEY ? undefined : key })}
          activeOptions={{ exact: true, includeSearch: true }}
          resetScroll={false}
        >
          {name}
        </Link>
        <span className={classes.whom}>
          <Scores row={row} alone={count === 0} />
        </span>
        {problem && (
          <span className={classes.problem}>
            <IconAlertTriangle size={13} aria-hidden /> {asSentence(problem)}
          </span>
        )}
      </span>
      <span className={classes.accounts}>
        <Link
          to="/accounts"
          search={where === "" ? {} : { where }}
          className={classes.number}
          aria-label={`${plural(accounts, "account")} scored by ${name}`}
        >
          {plural(accounts, "account")}
        </Link>
      </span>
      {changes ? <RowChanges name={name} at={at} count={count} changes={changes} /> : <span />}
    </li>
  );
}

function Scores({ row: { key, applies_to }, alone }: { row: Row; alone: boolean }) {
  if (key === DEFAULT_KEY) return alone ? "everybody" : "everybody else";
  return applies_to ? <ConditionWords condition={applies_to} /> : "everybody";
}
