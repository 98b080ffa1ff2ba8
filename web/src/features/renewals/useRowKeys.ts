import type { RefObject } from "react";
import { usePageKeys } from "~/app/shortcuts";

/** j and k go down and up the rows of a table, c opens the call of the row that has the focus. */
export function useRowKeys(table: RefObject<HTMLTableElement | null>) {
  const rows = () => [...(table.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
  const row = () => document.activeElement?.closest("tr");

  function step(by: number) {
    const all = rows();
    const at = all.findIndex((one) => row()?.contains(one));
    const next = at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by));
    all[next]?.focus();
    all[next]?.scrollIntoView?.({ block: "nearest" });
  }

  usePageKeys({
    j: () => step(1),
    k: () => step(-1),
    c: () => row()?.querySelector<HTMLElement>("[data-call]")?.click(),
  });
}
