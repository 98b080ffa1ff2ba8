import { queryOptions } from "@tanstack/react-query";
import { api, ok } from "~/api/client";
import type { AsOf } from "~/lib/asOf";

export const overviewQuery = (asOf: AsOf) =>
  queryOptions({
    queryKey: ["overview", asOf],
    queryFn: () => ok(api.GET("/api/overview", { params: { query: { as_of: asOf } } })),
    refetchInterval: 60_000,
  });
