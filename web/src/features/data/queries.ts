import { queryOptions } from "@tanstack/react-query";
import { api, ok } from "~/api/client";

export const keysQuery = queryOptions({
  queryKey: ["keys"],
  queryFn: () => ok(api.GET("/api/keys")),
});

export const importsQuery = queryOptions({
  queryKey: ["imports"],
  queryFn: () => ok(api.GET("/api/imports")),
});

export const mappingsQuery = queryOptions({
  queryKey: ["import-mappings"],
  queryFn: () => ok(api.GET("/api/import-mappings")),
});
