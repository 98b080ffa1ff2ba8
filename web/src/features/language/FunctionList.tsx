import { Code } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, ok } from "~/api/client";
import classes from "./FunctionList.module.css";

/** The functions of conditions and formulas with their meaning: those over peers, or all others. */
export function FunctionList({ ofPeers }: { ofPeers: boolean }) {
  const functions = useQuery({
    queryKey: ["functions"],
    queryFn: () => ok(api.GET("/api/functions")),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (functions.isError) return <p role="alert">The functions could not be loaded.</p>;
  return (
    <dl className={classes.functions}>
      {functions.data?.rows
        .filter(({ of_peers }) => of_peers === ofPeers)
        .map(({ name, form, about }) => (
          <div key={name}>
            <dt>
              <Code>{form}</Code>
            </dt>
            <dd>{about}</dd>
          </div>
        ))}
    </dl>
  );
}
