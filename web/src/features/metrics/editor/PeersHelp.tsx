import { Code } from "@mantine/core";
import { FunctionList } from "~/features/language/FunctionList";
import classes from "./Editor.module.css";

/** How an account is compared with others: the functions, and how peers are told. */
export function PeersHelp() {
  return (
    <details className={classes.peers}>
      <summary>Compare with other accounts</summary>
      <p>
        Peers are all accounts, or those with the same <Code>account.tier</Code>, those for which{" "}
        <Code>{"arr > 0"}</Code>, or those of a segment, <Code>'its-key'</Code>; several narrow them
        further. They count as they were at the end of the day before.
      </p>
      <FunctionList ofPeers />
    </details>
  );
}
