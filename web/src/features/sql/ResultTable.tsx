import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, useMemo, useRef } from "react";
import type { SqlAnswer, SqlColumn } from "~/api/types";
import { isRight, shown, widths } from "./cells";
import classes from "./ResultTable.module.css";

const ROW = 28;

/** An answer's rows; only those in view exist. */
export function ResultTable({ answer }: { answer: SqlAnswer }) {
  const scroller = useRef<HTMLDivElement>(null);
  const columns = useMemo(() => widths(answer), [answer]);
  const virtual = useVirtualizer({
    count: answer.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 16,
    scrollPaddingStart: 40,
  });
  const style = {
    "--columns": `48px ${columns.map((width) => `${width}px`).join(" ")} minmax(0, 1fr)`,
  } as CSSProperties;
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="table"
      aria-label="Answer"
      aria-rowcount={answer.rows.length + 1}
      aria-colcount={answer.columns.length}
      tabIndex={0}
      style={style}
    >
      <div role="rowgroup" className={classes.head}>
        <div role="row" aria-rowindex={1} className={classes.row}>
          <span aria-hidden className={classes.number} />
          {answer.columns.map((column) => (
            <Heading key={column.name} column={column} />
          ))}
        </div>
      </div>
      <div role="rowgroup" className={classes.body} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => (
          <div
            key={item.key}
            role="row"
            aria-rowindex={item.index + 2}
            className={classes.row}
            style={{ transform: `translateY(${item.start}px)` }}
          >
            <span aria-hidden className={classes.number}>
              {item.index + 1}
            </span>
            {answer.columns.map((column, at) => (
              <Cell key={column.name} column={column} value={answer.rows[item.index]?.[at]} />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

function Heading({ column }: { column: SqlColumn }) {
  return (
    <div
      role="columnheader"
      className={classes.cell}
      data-align={isRight(column.type) ? "right" : undefined}
      title={`${column.name}: ${column.type}`}
    >
      <span className={`${classes.name} clip`}>{column.name}</span>
      <span className={classes.type}>{column.type === "time" ? "time, UTC" : column.type}</span>
    </div>
  );
}

function Cell({ column, value }: { column: SqlColumn; value: unknown }) {
  const text = shown(value, column.type);
  return (
    <div
      role="cell"
      className={`${classes.cell} clip`}
      data-align={isRight(column.type) ? "right" : undefined}
      title={text}
    >
      {text ?? <span className={classes.null}>null</span>}
    </div>
  );
}
