import { useNavigate } from "@tanstack/react-router";
import { useTable } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import type { AccountPage, AccountRow } from "~/api/types";
import { AccountLine } from "./AccountLine";
import classes from "./AccountsTable.module.css";
import { columnsOf, features, LOOKS, looksOf } from "./columns";
import { useAccountRows } from "./queries";
import { SortHeader } from "./SortHeader";
import type { AccountsSearch } from "./search";

const ROW_HEIGHT = { compact: 34, regular: 44 };

/** All matching accounts; only the rows in view exist and only their pages are loaded. */
export function AccountsTable({
  page,
  search,
  change,
}: {
  page: AccountPage;
  search: AccountsSearch;
  change: (next: Partial<AccountsSearch>) => void;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const navigate = useNavigate();
  const [active, setActive] = useState(-1);
  const height = ROW_HEIGHT[search.density ?? "compact"];
  const virtual = useVirtualizer({
    count: page.matching,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 12,
    scrollPaddingStart: ROW_HEIGHT.compact,
  });
  const items = virtual.getVirtualItems();
  const rowAt = useAccountRows(search, page.rows, items[0]?.index ?? 0, items.at(-1)?.index ?? 0);

  const shown = items.map((item) => rowAt(item.index));
  const data = shown.filter((row): row is AccountRow => row !== undefined);
  const columns = columnsOf(search);
  const looks = looksOf(search);
  const table = useTable({ features, columns, data, getRowId: (row) => row.account_id });
  const byId = new Map(table.getRowModel().rows.map((row) => [row.id, row]));

  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height are measured anew
  useEffect(() => virtual.measure(), [virtual, height]);
  const view = useMemo(
    () => JSON.stringify({ ...search, density: undefined, also: undefined }),
    [search],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view starts at its top
  useEffect(() => {
    virtual.scrollToOffset(0);
    setActive(-1);
  }, [view]);

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15 }[event.key];
    if (step) {
      const next = Math.max(0, Math.min(page.matching - 1, active + step));
      setActive(next);
      virtual.scrollToIndex(next);
      event.preventDefault();
    } else if (event.key === "Enter" && event.target === scroller.current) {
      const row = rowAt(active);
      if (row) void navigate({ to: "/accounts/$accountId", params: { accountId: row.account_id } });
    }
  }

  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="table"
      data-density={search.density ?? "compact"}
      aria-label="Accounts"
      aria-rowcount={page.matching + 1}
      tabIndex={0}
      onKeyDown={onKeyDown}
      style={
        {
          "--columns": looks
            .map(({ width }, at) => (at === 0 ? `minmax(${width}px, 1fr)` : `${width}px`))
            .join(" "),
          "--row": `${height}px`,
          "--least": `${looks.reduce((sum, { width }) => sum + width, 0)}px`,
        } as React.CSSProperties
      }
    >
      <div role="rowgroup" className={classes.head}>
        <div role="row" aria-rowindex={1} className={classes.row} tabIndex={-1}>
          {table.getHeaderGroups()[0]?.headers.map((header) => {
            const look = LOOKS[header.id];
            return (
              look && (
                <SortHeader key={header.id} look={look} search={search} change={change}>
                  <table.FlexRender header={header} />
                </SortHeader>
              )
            );
          })}
        </div>
      </div>
      <div role="rowgroup" className={classes.body} style={{ height: virtual.getTotalSize() }}>
        {items.map((item, at) => (
          <AccountLine
            key={item.key}
            row={byId.get(shown[at]?.account_id ?? "")}
            index={item.index}
            start={item.start}
            columns={columns.length}
            active={item.index === active}
          />
        ))}
      </div>
    </div>
  );
}
