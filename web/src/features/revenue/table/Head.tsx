import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { ColumnKey } from "./columns";
import { nextOrder, type Order } from "./sorted";
import classes from "./Table.module.css";

/** A column's head: pressing it sorts. */
export function Head({
  column,
  title,
  order,
  change,
  children,
}: {
  column: ColumnKey;
  title?: string;
  order: Order;
  change: (next: Order) => void;
  children: ReactNode;
}) {
  const on = order.sort === column;
  const Arrow = order.dir === "asc" ? IconArrowUp : IconArrowDown;
  return (
    <th
      scope="col"
      aria-sort={on ? (order.dir === "asc" ? "ascending" : "descending") : "none"}
      data-text={column === "name" || undefined}
    >
      <button
        type="button"
        className={classes.sort}
        data-sorted={on || undefined}
        title={title}
        onClick={() => change(nextOrder(order, column))}
      >
        {children}
        {on && <Arrow size={12} stroke={2.2} aria-hidden />}
      </button>
    </th>
  );
}
