import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, ok } from "~/api/client";
import type { NewRenewalCall } from "~/api/types";
import type { AsOf } from "~/lib/asOf";
import type { Range } from "./range";

export const RENEWALS = ["revenue", "renewals"] as const;

export const renewalsQuery = (range: Range, segment: string | undefined, asOf: AsOf) => {
  const query = { ...range, segment, as_of: asOf };
  return queryOptions({
    queryKey: [...RENEWALS, query],
    queryFn: ({ signal }) => ok(api.GET("/api/revenue/renewals", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
};

export function callRenewal(body: NewRenewalCall) {
  return ok(api.POST("/api/revenue/renewals/calls", { body }));
}
