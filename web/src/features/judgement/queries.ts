import { queryOptions } from "@tanstack/react-query";
import { api, ok } from "~/api/client";
import type { NewJudgement, NewOverride } from "~/api/types";
import { accountKey } from "~/features/account/queries";
import type { AsOf } from "~/lib/asOf";

export const judgementsQuery = (id: string, asOf: AsOf) =>
  queryOptions({
    queryKey: [...accountKey(id), "judgements", asOf],
    queryFn: () =>
      ok(
        api.GET("/api/accounts/{id}/judgements", {
          params: { path: { id }, query: { as_of: asOf } },
        }),
      ),
  });

export const overridesQuery = (id: string, asOf: AsOf) =>
  queryOptions({
    queryKey: [...accountKey(id), "overrides", asOf],
    queryFn: () =>
      ok(
        api.GET("/api/accounts/{id}/overrides", {
          params: { path: { id }, query: { as_of: asOf } },
        }),
      ),
  });

export function sayJudgement(id: string, body: NewJudgement) {
  return ok(api.POST("/api/accounts/{id}/judgements", { params: { path: { id } }, body }));
}

export function withdrawJudgement(id: string, judgement_id: string) {
  const params = { path: { id, judgement_id } };
  return ok(api.DELETE("/api/accounts/{id}/judgements/{judgement_id}", { params }));
}

export function setOverride(id: string, body: NewOverride) {
  return ok(api.POST("/api/accounts/{id}/overrides", { params: { path: { id } }, body }));
}

export function endOverride(id: string, override_id: string) {
  const params = { path: { id, override_id } };
  return ok(api.DELETE("/api/accounts/{id}/overrides/{override_id}", { params }));
}
