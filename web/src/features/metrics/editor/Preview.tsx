import { Loader } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useSession } from "~/app/session";
import { useDayWord } from "~/features/past/useDayWord";
import { formatMetric } from "~/lib/format";
import { Card } from "~/ui/Card";
import grid from "~/ui/grid.module.css";
import { Empty, RowSkeletons } from "~/ui/States";
import { DistributionChart } from "../DistributionChart";
import type { MetricCheck } from "../types";
import classes from "./Editor.module.css";
import type { Check } from "./useCheck";

/** What the definition gives today, before it is saved. */
export function Preview({ check, failed }: { check: Check; failed: boolean }) {
  const on = useDayWord();
  return (
    <aside className={classes.rail} aria-label="Preview">
      <Card
        title="Preview"
        hint={`${on}, nothing is saved`}
        actions={check.pending && <Loader size={14} aria-label="Checking" />}
      >
        {failed && (
          <p className={classes.note} role="status">
            {check.latest
              ? "Something is not right yet; this is of the last definition that was."
              : "There is a preview once the definition is right."}
          </p>
        )}
        {check.latest ? (
          <div data-stale={failed || undefined} className={classes.previewed}>
            <Given check={check.latest} />
          </div>
        ) : (
          !failed && <RowSkeletons rows={5} />
        )}
      </Card>
    </aside>
  );
}

function Given({ check }: { check: MetricCheck }) {
  const { company } = useSession();
  return (
    <>
      <p className={classes.formula}>{check.metric.formula}</p>
      {check.rereads ? (
        <Empty title="Facts must be read anew for this">
          It asks for something that isn't kept so far. Saving reads all facts once more, which can
          take a moment; its values are there then.
        </Empty>
      ) : check.distribution ? (
        <>
          <DistributionChart
            distribution={check.distribution}
            unit={check.metric.unit}
            currency={company.currency}
            title="Spread"
            height={150}
          />
          <table className={`${grid.grid} ${classes.sample}`}>
            <thead>
              <tr>
                <th scope="col">For example</th>
                <th scope="col" className={grid.right}>
                  Value
                </th>
              </tr>
            </thead>
            <tbody>
              {check.accounts.map((account) => (
                <tr key={account.account_id}>
                  <td className="clip">
                    <Link
                      to="/accounts/$accountId"
                      params={{ accountId: account.account_id }}
                      target="_blank"
                    >
                      {account.name}
                    </Link>
                  </td>
                  <td className={grid.right}>
                    {formatMetric(account.value, check.metric.unit, company.currency)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      ) : (
        <Empty title="No account has a value">
          The definition is right, but nothing matches it today.
        </Empty>
      )}
    </>
  );
}
