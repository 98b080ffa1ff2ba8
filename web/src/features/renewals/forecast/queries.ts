import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, ok } from "~/api/client";
import { sent } from "~/features/revenue/question";
import type { AsOf } from "~/lib/asOf";

export const FORECAST = ["revenue", "forecast"] as const;

export interface ForecastOf {
  segment?: string;
  owner?: string;
  plan?: string;
}

export const forecastQuery = ({ segment, owner, plan }: ForecastOf, asOf: AsOf) => {
  const query = { segment, owner: sent(owner), plan: sent(plan), as_of: asOf };
  return queryOptions({
    queryKey: [...FORECAST, query],
    queryFn: ({ signal }) => ok(api.GET("/api/revenue/forecast", { params: { query }, signal })),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
};
