import { Skeleton } from "@mantine/core";
import { FlexRender, type Row } from "@tanstack/react-table";
import { memo } from "react";
import type { AccountRow } from "~/api/types";
import classes from "./AccountsTable.module.css";
import { type features, LOOKS } from "./columns";

interface Props {
  /** Nothing while its page loads. */
  row: Row<typeof features, AccountRow> | undefined;
  index: number;
  start: number;
  active: boolean;
  /** How many columns there are; its cells change with them. */
  columns: number;
}

/** One row of the table at its place. Draws anew only when the account, its place or the columns
 * change. */
export const AccountLine = memo(
  function AccountLine({ row, index, start, active }: Props) {
    return (
      <div
        role="row"
        tabIndex={-1}
        aria-rowindex={index + 2}
        className={classes.row}
        data-active={active || undefined}
        style={{ transform: `translateY(${start}px)`, position: "absolute" }}
      >
        {row ? (
          row.getAllCells().map((cell) => (
            <div
              key={cell.column.id}
              role="cell"
              className={classes.cell}
              data-align={LOOKS[cell.column.id]?.align}
            >
              <FlexRender cell={cell} />
            </div>
          ))
        ) : (
          <div role="cell" className={classes.cell} aria-label="Loading">
            <Skeleton height={12} width="70%" />
          </div>
        )}
      </div>
    );
  },
  (before, after) =>
    before.row?.original === after.row?.original &&
    before.index === after.index &&
    before.start === after.start &&
    before.columns === after.columns &&
    before.active === after.active,
);
