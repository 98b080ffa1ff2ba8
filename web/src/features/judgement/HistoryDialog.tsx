import { Modal, SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAsOf } from "~/app/session";
import { Loaded, RowSkeletons } from "~/ui/States";
import classes from "./History.module.css";
import { HistoryList } from "./HistoryList";
import { type Entry, entriesOf } from "./history";
import { judgementsQuery, overridesQuery } from "./queries";
import { KIND_KEYS, KINDS } from "./words";

type Shown = Entry["kind"] | "all";

const CHOICES: { value: Shown; label: string }[] = [
  { value: "all", label: "All" },
  ...KIND_KEYS.map((kind) => ({ value: kind, label: KINDS[kind].name })),
  { value: "override", label: "Overrides" },
];

/** Everything that people said of an account, also what they took back. */
export function HistoryDialog({
  accountId,
  name,
  opened,
  close,
}: {
  accountId: string;
  name: string;
  opened: boolean;
  close: () => void;
}) {
  return (
    <Modal opened={opened} onClose={close} title={`What we thought of ${name}`} size="lg">
      <Said accountId={accountId} />
    </Modal>
  );
}

function Said({ accountId }: { accountId: string }) {
  const asOf = useAsOf();
  const [shown, setShown] = useState<Shown>("all");
  const judgements = useQuery(judgementsQuery(accountId, asOf));
  const overrides = useQuery(overridesQuery(accountId, asOf));
  return (
    <div className={classes.history}>
      <SegmentedControl
        size="xs"
        aria-label="What is shown"
        value={shown}
        data={CHOICES}
        onChange={(next) => setShown(CHOICES.find(({ value }) => value === next)?.value ?? "all")}
      />
      <Loaded query={judgements} skeleton={<RowSkeletons rows={8} />}>
        {({ history }) => (
          <Loaded query={overrides} skeleton={<RowSkeletons rows={8} />}>
            {({ rows }) => (
              <HistoryList
                entries={entriesOf(history, rows).filter(
                  ({ kind }) => shown === "all" || kind === shown,
                )}
              />
            )}
          </Loaded>
        )}
      </Loaded>
    </div>
  );
}
