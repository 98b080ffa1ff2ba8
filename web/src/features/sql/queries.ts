// What can be asked, and asking.

import { queryOptions } from "@tanstack/react-query";
import { api, ok } from "~/api/client";
import { Problem } from "~/api/problem";
import type { SqlAnswer, SqlTables, TableFormat } from "~/api/types";
import type { AsOf } from "~/lib/asOf";

export const sqlTablesQuery = queryOptions({
  queryKey: ["sql", "tables"],
  queryFn: async (): Promise<SqlTables> => await ok(api.GET("/api/sql/tables")),
  staleTime: 5 * 60_000,
  retry: false,
});

/** A name for one run. `randomUUID` would need https, which a server in a company may lack. */
export function newRunId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export async function ask(
  query: string,
  asOf: AsOf,
  id: string,
  signal: AbortSignal,
): Promise<SqlAnswer> {
  const params = { query: { as_of: asOf } };
  return await ok(api.POST("/api/sql", { params, body: { query, id }, signal }));
}

/** Stops a query on the server; one that has just ended is no failure. */
export async function stop(id: string): Promise<void> {
  await api.DELETE("/api/sql/{id}", { params: { path: { id } } });
}

/** All rows of a query as a file. */
export async function fileOf(
  query: string,
  asOf: AsOf,
  format: TableFormat,
  id: string,
  signal: AbortSignal,
): Promise<Blob> {
  const call = api.POST("/api/sql/file", {
    params: { query: { as_of: asOf } },
    body: { query, format, id },
    parseAs: "blob",
    signal,
  });
  return await ok<Blob>(call as Promise<{ data?: Blob; error?: unknown; response: Response }>);
}

/** Whether SQL is missing from the program that answered. */
export function isNotBuilt(error: unknown): boolean {
  return error instanceof Problem && error.code === "sql_not_built";
}
