import { queryOptions } from "@tanstack/react-query";
import { api, ok } from "~/api/client";

export const teamQuery = queryOptions({
  queryKey: ["teammates"],
  queryFn: () => ok(api.GET("/api/teammates")),
});

export const sessionsQuery = queryOptions({
  queryKey: ["sessions"],
  queryFn: () => ok(api.GET("/api/sessions")),
});

export const webhooksQuery = queryOptions({
  queryKey: ["webhooks"],
  queryFn: () => ok(api.GET("/api/webhooks")),
});

export const deliveriesQuery = queryOptions({
  queryKey: ["deliveries"],
  queryFn: () => ok(api.GET("/api/deliveries")),
  refetchInterval: 15_000,
});

export const scorecardQuery = queryOptions({
  queryKey: ["scorecard"],
  queryFn: () => ok(api.GET("/api/scorecard")),
  staleTime: 10 * 60_000,
});
