import { queryOptions } from "@tanstack/react-query";
import { api, ok } from "~/api/client";

export const overviewQuery = queryOptions({
  queryKey: ["overview"],
  queryFn: () => ok(api.GET("/api/overview")),
  refetchInterval: 60_000,
});
