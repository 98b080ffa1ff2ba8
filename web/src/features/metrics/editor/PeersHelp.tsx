import { Code } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, ok } from "~/api/client";
import classes from "./Editor.module.css";

/** How an account is compared with others: the functions, and how peers are told. */
export function PeersHelp() {
  const functions = useQuery({
    queryKey: ["functions"],
    queryFn: () => ok(api.GET("/api/functions")),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <details className={classes.peers}>
      <summary>Compare with other accounts</summary>
      <p>
        Peers are all accounts, or those with the same <Code>account.tier</Code>, those for which{" "}
        <Code>{"arr > 0"}</Code>, or those of a segment, <Code>'its-key'</Code>; several narrow them
        further. They count as they were at the end of the day before.
      </p>
      {functions.isError && <p role="alert">The functions could not be loaded.</p>}
      <dl>
        {functions.data?.rows
          .filter(({ of_peers }) => of_peers)
          .map(({ name, form, about }) => (
            <div key={name}>
              <dt>
                <Code>{form}</Code>
              </dt>
              <dd>{about}</dd>
            </div>
          ))}
      </dl>
    </details>
  );
}
