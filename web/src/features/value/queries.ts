import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, ok } from "~/api/client";
import type { ChurnScenario } from "~/api/types";
import type { AsOf } from "~/lib/asOf";
import { type Assumed, lifetimeQuestion, type ValueSearch } from "./search";

export const lifetimeQuery = (search: ValueSearch, asOf: AsOf) => {
  const query = { ...lifetimeQuestion(search), as_of: asOf };
  return queryOptions({
    queryKey: ["revenue", "lifetime", query],
    queryFn: ({ signal }) => ok(api.GET("/api/revenue/lifetime", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
};

export interface Simulated {
  /** Each rate of churn, in the order asked for. */
  scenarios: ChurnScenario[];
  /** The same company without churn. */
  without: ChurnScenario;
}

export const simulationQuery = (assumed: Assumed) =>
  queryOptions({
    queryKey: ["revenue", "simulate", assumed],
    queryFn: async ({ signal }): Promise<Simulated> => {
      const ask = (churn: string) =>
        ok(api.GET("/api/revenue/simulate", { params: { query: { ...assumed, churn } }, signal }));
      const [{ scenarios }, none] = await Promise.all([ask(assumed.churn), ask("0")]);
      const without = none.scenarios[0];
      if (!without) throw new Error("the server gave no company without churn");
      return { scenarios, without };
    },
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
