import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, ok } from "~/api/client";
import { type BacktestSearch, questionOf } from "./search";
import type { Backtest } from "./types";

/** A question that was changed before its answer came is dropped. */
export const backtestQuery = (search: BacktestSearch) => {
  const query = questionOf(search);
  return queryOptions({
    queryKey: ["backtest", query],
    queryFn: async ({ signal }) =>
      (await ok(api.GET("/api/backtest", { params: { query }, signal }))) as Backtest,
    placeholderData: keepPreviousData,
    staleTime: 5 * 60_000,
  });
};
