import { queryOptions } from "@tanstack/react-query";
import { api, ok } from "~/api/client";
import type {
  ExchangeRate,
  MendedRow,
  NewRate,
  RevenueSettings,
  SubscriptionRow,
} from "~/api/types";
import { REVENUE } from "~/features/revenue/queries";
import type { AsOf } from "~/lib/asOf";

export const rulesQuery = queryOptions({
  queryKey: [...REVENUE, "settings"],
  queryFn: () => ok(api.GET("/api/revenue/settings")),
});

export const ledgerQuery = (asOf: AsOf) =>
  queryOptions({
    queryKey: [...REVENUE, "ledger", asOf],
    queryFn: () => ok(api.GET("/api/revenue/ledger", { params: { query: { as_of: asOf } } })),
  });

export function saveRules(body: RevenueSettings) {
  return ok(api.PUT("/api/revenue/settings", { body }));
}

export function saveRates(rates: NewRate[]) {
  return ok(api.POST("/api/revenue/rates", { body: { rates } }));
}

export function removeRate({ currency, from }: Pick<ExchangeRate, "currency" | "from">) {
  const params = { path: { currency, from } };
  return ok(api.DELETE("/api/revenue/rates/{currency}/{from}", { params }));
}

type RowName = Pick<SubscriptionRow, "subscription_id" | "started_at">;

const pathOf = ({ subscription_id, started_at }: RowName) => ({
  path: { subscription_id, started_at },
});

export function mendRow(row: RowName, body: MendedRow) {
  const params = pathOf(row);
  return ok(api.PUT("/api/revenue/rows/{subscription_id}/{started_at}", { params, body }));
}

export function removeRow(row: RowName) {
  const params = pathOf(row);
  return ok(api.DELETE("/api/revenue/rows/{subscription_id}/{started_at}", { params }));
}
