// Accounts come in pages of a fixed size. Any page can be asked for, so that the scroll bar covers
// all of them, and one can jump to the end.

import { keepPreviousData, queryOptions, useQueries, useQuery } from "@tanstack/react-query";
import { api, ok } from "~/api/client";
import type { AccountRow } from "~/api/types";
import { useAsOf } from "~/app/session";
import type { AsOf } from "~/lib/asOf";
import { type AccountsSearch, DEFAULT_SORT } from "./search";

export const PAGE_SIZE = 100;

function pageQuery(search: AccountsSearch, page: number, asOf: AsOf) {
  const { density: _, also: __, ...wanted } = search;
  const query = {
    ...DEFAULT_SORT,
    ...wanted,
    as_of: asOf,
    limit: PAGE_SIZE,
    offset: page * PAGE_SIZE,
  };
  return queryOptions({
    queryKey: ["accounts", query],
    queryFn: ({ signal }) => ok(api.GET("/api/accounts", { params: { query }, signal })),
  });
}

/** The first page with the counts; the previous answer stays until the next one is there. */
export function useAccountsHead(search: AccountsSearch) {
  return useQuery({ ...pageQuery(search, 0, useAsOf()), placeholderData: keepPreviousData });
}

/** Gives the row at a place, or nothing while its page loads. `first … last` are in view. */
export function useAccountRows(
  search: AccountsSearch,
  head: AccountRow[],
  first: number,
  last: number,
): (at: number) => AccountRow | undefined {
  const from = Math.floor(first / PAGE_SIZE);
  const to = Math.floor(last / PAGE_SIZE);
  const asOf = useAsOf();
  const wanted = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  const pages = useQueries({ queries: wanted.map((page) => pageQuery(search, page, asOf)) });
  return (at) => {
    const page = Math.floor(at / PAGE_SIZE);
    return pages[page - from]?.data?.rows[at % PAGE_SIZE] ?? (page === 0 ? head[at] : undefined);
  };
}
