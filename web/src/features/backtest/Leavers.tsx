import { Button, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useSession } from "~/app/session";
import { formatCount } from "~/lib/format";
import { Card } from "~/ui/Card";
import grid from "~/ui/grid.module.css";
import { Empty } from "~/ui/States";
import classes from "./Backtest.module.css";
import { LeaverRow } from "./LeaverRow";
import type { BacktestSearch } from "./search";
import type { Backtest, Leaver } from "./types";

const FEW = 15;
const BEFORE = [90, 60, 30];

/** Everybody who left, with what had been said of them. */
export function Leavers({
  data,
  show,
  change,
}: {
  data: Backtest;
  show: BacktestSearch["show"];
  change: (next: Partial<BacktestSearch>) => void;
}) {
  const { leavers, leavers_in_all: all } = data;
  const surprises = leavers.filter(isSurprise);
  return (
    <Card
      title="Those who left"
      hint={
        all > leavers.length
          ? `the latest ${formatCount(leavers.length)} of ${formatCount(all)}`
          : "latest first"
      }
      actions={
        <SegmentedControl
          size="xs"
          aria-label="Which of those who left"
          value={show ?? "all"}
          onChange={(next) => change({ show: next === "surprises" ? next : undefined })}
          data={[
            { value: "all", label: `All ${formatCount(leavers.length)}` },
            { value: "surprises", label: `Surprises ${formatCount(surprises.length)}` },
          ]}
        />
      }
      flush
    >
      <LeaverTable data={data} leavers={show === "surprises" ? surprises : leavers} />
    </Card>
  );
}

function isSurprise({ warned_days }: Leaver): boolean {
  return warned_days === 0;
}

function LeaverTable({ data, leavers }: { data: Backtest; leavers: Leaver[] }) {
  const { company } = useSession();
  const [open, setOpen] = useState(false);
  if (leavers.length === 0) {
    return (
      <Empty title="No surprise">Each of those who left had been warned of when it left.</Empty>
    );
  }
  return (
    <>
      <div className={grid.scroll}>
        <table className={grid.grid} aria-label="Those who left">
          <thead>
            <tr>
              <th scope="col">Account</th>
              <th scope="col">Left on</th>
              <th scope="col" className={grid.right}>
                ARR
              </th>
              {BEFORE.map((days) => (
                <th
                  key={days}
                  scope="col"
                  title={`${data.judged.name} ${days} days before it left`}
                >
                  {days} days before
                </th>
              ))}
              <th scope="col" title="Since when the warning held that stood when it left">
                Warned
              </th>
            </tr>
          </thead>
          <tbody>
            {(open ? leavers : leavers.slice(0, FEW)).map((leaver) => (
              <LeaverRow
                key={`${leaver.account_id} ${leaver.left_on}`}
                leaver={leaver}
                judged={data.judged}
                before={BEFORE}
                currency={company.currency}
              />
            ))}
          </tbody>
        </table>
      </div>
      {!open && leavers.length > FEW && (
        <div className={classes.showAll}>
          <Button size="xs" variant="default" onClick={() => setOpen(true)}>
            Show all {formatCount(leavers.length)}
          </Button>
        </div>
      )}
    </>
  );
}
