import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./AccountsTable.module.css";
import type { ColumnLook } from "./columns";
import { type AccountsSearch, DEFAULT_SORT, nextSort } from "./search";

/** A column's head: pressing it sorts. */
export function SortHeader({
  look,
  search,
  change,
  children,
}: {
  look: ColumnLook;
  search: AccountsSearch;
  change: (next: Partial<AccountsSearch>) => void;
  children: ReactNode;
}) {
  const sort = search.sort ?? DEFAULT_SORT.sort;
  const dir = search.dir ?? DEFAULT_SORT.dir;
  const sorted = sort === look.sort;
  const Arrow = dir === "asc" ? IconArrowUp : IconArrowDown;
  return (
    <div
      role="columnheader"
      className={classes.cell}
      data-align={look.align}
      aria-sort={sorted ? (dir === "asc" ? "ascending" : "descending") : "none"}
    >
      <button
        type="button"
        className={classes.sort}
        data-sorted={sorted || undefined}
        title={look.title}
        onClick={() => change(nextSort(search, look.sort, look.natural))}
      >
        {children}
        {sorted && <Arrow size={12} stroke={2.2} aria-hidden />}
      </button>
    </div>
  );
}
