import { useQuery } from "@tanstack/react-query";
import { useAsOf } from "~/app/session";
import { previewQuery } from "~/features/segments/queries";

/** A condition in plain English; as it is written until that is known. */
export function ConditionWords({ condition }: { condition: string }) {
  const { data } = useQuery({ ...previewQuery(condition, useAsOf()), staleTime: 5 * 60_000 });
  return <span title={condition}>{data ? data.explanation : <code>{condition}</code>}</span>;
}
