import { Button, Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { sentenceOf } from "~/api/problem";
import { Loaded } from "~/ui/States";
import { publishedQuery } from "../queries";
import { Differences } from "./Differences";
import classes from "./Publish.module.css";

/** Somebody published meanwhile: what they did, and whether one's own is to replace it. */
export function Conflict({
  at: key,
  error,
  mine,
  publish,
  close,
}: {
  /** The scorecard's key. */
  at: string;
  error: unknown;
  /** One's own as text. */
  mine: string | null;
  /** Publishes one's own over a version. */
  publish: (over: number) => void;
  close: () => void;
}) {
  const theirs = useQuery({ ...publishedQuery(key), refetchOnMount: "always" });
  const [seen, see] = useState(false);
  const version = theirs.isFetching ? undefined : theirs.data?.version;
  return (
    <Modal opened onClose={close} title="Published by somebody else meanwhile" centered size="lg">
      <p>{sentenceOf(error)}</p>
      <p className={classes.said}>
        Your draft began from an earlier version. Publishing it now puts it in the place of theirs;
        theirs stays under Versions.
      </p>
      {seen && mine !== null && (
        <Loaded query={theirs}>{({ toml }) => <Differences theirs={toml} mine={mine} />}</Loaded>
      )}
      <div className={classes.foot}>
        <Button variant="default" size="xs" onClick={close} data-autofocus>
          Go on editing
        </Button>
        {!seen && mine !== null && (
          <Button variant="default" size="xs" onClick={() => see(true)}>
            See theirs
          </Button>
        )}
        <Button
          color="red.9"
          size="xs"
          disabled={version === undefined}
          onClick={() => {
            if (version !== undefined) publish(version);
          }}
        >
          Publish mine anyway
        </Button>
      </div>
    </Modal>
  );
}
