import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, ok } from "~/api/client";
import type { AsOf } from "~/lib/asOf";

export interface ForecastOf {
  segment?: string;
  owner?: string;
  plan?: string;
}

/** In the address `none` stands for those of whom nothing is said. */
const said = (value: string | undefined) => (value === "none" ? "" : value);

export const forecastQuery = ({ segment, owner, plan }: ForecastOf, asOf: AsOf) => {
  const query = { segment, owner: said(owner), plan: said(plan), as_of: asOf };
  return queryOptions({
    queryKey: ["revenue", "forecast", query],
    queryFn: ({ signal }) => ok(api.GET("/api/revenue/forecast", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
};
