import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAsOf, useMay } from "~/app/session";
import { Card } from "~/ui/Card";
import { Loaded, RowSkeletons } from "~/ui/States";
import { moved } from "../edit";
import { listQuery } from "../queries";
import { DEFAULT_KEY, type Row } from "../types";
import classes from "./List.module.css";
import { NewScorecard } from "./NewScorecard";
import { inOrder, keysOf, whereOf } from "./order";
import { RowLine } from "./RowLine";
import { useDragOrder } from "./useDragOrder";
import { useOrder } from "./useOrder";
import { useRemove } from "./useRemove";

/** The company's scorecards in order of precedence, one of which is open. */
export function ScorecardList({
  chosen,
  open,
}: {
  /** The key of the one that is open. */
  chosen: string;
  open: (key: string) => void;
}) {
  const rows = useQuery(listQuery);
  const may = useMay("manage_data");
  const mayChange = useAsOf() === undefined && may;
  return (
    <Card
      className={classes.card}
      title="Scorecards"
      hint="the first whose condition holds for an account scores it"
      actions={
        mayChange && rows.data && <NewScorecard from={chosen} rows={rows.data} open={open} />
      }
      flush
    >
      <Loaded query={rows} skeleton={<RowSkeletons rows={2} />}>
        {(all) => <Rows rows={all} chosen={chosen} mayChange={mayChange} open={open} />}
      </Loaded>
    </Card>
  );
}

function Rows({
  rows,
  chosen,
  mayChange,
  open,
}: {
  rows: Row[];
  chosen: string;
  mayChange: boolean;
  open: (key: string) => void;
}) {
  const put = useOrder();
  const remove = useRemove((key) => key === chosen && open(DEFAULT_KEY));
  const [said, say] = useState("");
  const keys = keysOf(rows);
  const drag = useDragOrder(keys, change);
  const shown = inOrder(rows, drag.order);

  function change(order: string[]) {
    put.mutate(order);
  }
  function move(row: Row, by: -1 | 1) {
    const next = moved(keys, keys.indexOf(row.key), by);
    if (next === keys) return;
    say(`${row.name} is now ${next.indexOf(row.key) + 1} of ${rows.length}`);
    change(next);
  }

  return (
    <>
      <ol className={classes.rows} aria-label="Scorecards">
        {rows.map((row) => (
          <RowLine
            key={row.key}
            row={row}
            at={shown.indexOf(row)}
            count={keys.length}
            where={whereOf(shown, shown.indexOf(row))}
            held={drag.held === row.key}
            ref={drag.rowRef(row.key)}
            changes={
              mayChange && row.key !== DEFAULT_KEY
                ? {
                    handle: drag.handle(row.key),
                    move: (by) => move(row, by),
                    remove: () => remove.mutate({ row, order: keys }),
                  }
                : undefined
            }
          />
        ))}
      </ol>
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </>
  );
}
