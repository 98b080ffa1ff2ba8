import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, ok } from "~/api/client";
import type { Question } from "./question";

/** Everything about revenue hangs under this key. */
export const REVENUE = ["revenue"] as const;

export const reportQuery = (query: Question) =>
  queryOptions({
    queryKey: [...REVENUE, "report", query],
    queryFn: ({ signal }) => ok(api.GET("/api/revenue", { params: { query }, signal })),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

/** The figures of the period before: nothing else stands in for them. */
export const beforeQuery = (query: Question) =>
  queryOptions({ ...reportQuery(query), placeholderData: undefined });

export const accountsBehindQuery = (query: Omit<Question, "by">) =>
  queryOptions({
    queryKey: [...REVENUE, "accounts", query],
    queryFn: ({ signal }) => ok(api.GET("/api/revenue/accounts", { params: { query }, signal })),
    staleTime: 60_000,
  });

export const accountMovementsQuery = (id: string, query: Omit<Question, "by">) =>
  queryOptions({
    queryKey: [...REVENUE, "account", id, query],
    queryFn: ({ signal }) =>
      ok(api.GET("/api/accounts/{id}/revenue", { params: { path: { id }, query }, signal })),
    staleTime: 60_000,
  });

export const cohortsQuery = (query: Question) =>
  queryOptions({
    queryKey: [...REVENUE, "cohorts", query],
    queryFn: ({ signal }) => ok(api.GET("/api/revenue/cohorts", { params: { query }, signal })),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

export const ledgerSizeQuery = queryOptions({
  queryKey: [...REVENUE, "ledger-size"],
  queryFn: async () => (await ok(api.GET("/api/revenue/ledger"))).subscriptions,
});

export const ratesQuery = queryOptions({
  queryKey: [...REVENUE, "rates"],
  queryFn: () => ok(api.GET("/api/revenue/rates")),
  staleTime: 5 * 60_000,
});
