import { Button } from "@mantine/core";
import { IconCircleCheck, IconReceiptOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useAsOf, useMay } from "~/app/session";
import { formatCount, formatPercent, plural } from "~/lib/format";
import { Card } from "~/ui/Card";
import grid from "~/ui/grid.module.css";
import { Empty, Loaded } from "~/ui/States";
import classes from "./Counting.module.css";
import { FlawLine } from "./FlawLine";
import { type FlawGroup, groupsOf } from "./flaws";
import { ledgerQuery } from "./queries";

const PAGE = 25;

/** Rows of subscriptions that figures rest on and that have something wrong. */
export function Ledger() {
  const ledger = useQuery(ledgerQuery(useAsOf()));
  const may = useMay("manage_data");
  return (
    <Loaded query={ledger}>
      {({ rows, subscriptions }) => {
        if (subscriptions === 0) return <NoRows />;
        if (rows.length === 0) return <AllSound rows={subscriptions} />;
        const flawed = new Set(rows.map(({ row }) => `${row.subscription_id} ${row.started_at}`));
        return (
          <div className={classes.stack}>
            <p className={classes.lead}>
              {formatCount(flawed.size)} of {plural(subscriptions, "row")} of subscriptions{" "}
              {flawed.size === 1 ? "has" : "have"} something wrong (
              {formatPercent(flawed.size / subscriptions)}). Figures are made all the same; here is
              what each flaw does to them, and how to mend it.
              {may &&
                " A row can be corrected here, or taken out; mend the source too, or its next import brings the row back."}
            </p>
            {groupsOf(rows).map((group) => (
              <Group key={group.flaw} group={group} />
            ))}
          </div>
        );
      }}
    </Loaded>
  );
}

function Group({ group }: { group: FlawGroup }) {
  const { name, says, mend, rows, currencies } = group;
  const [room, setRoom] = useState(PAGE);
  const may = useMay("manage_data");
  return (
    <Card title={name} hint={plural(rows.length, "row")} flush>
      <div className={classes.about}>
        <p>
          <b>What it does:</b> {says}
        </p>
        <p>
          <b>How to mend it:</b> {mend}.{" "}
          {currencies.map((currency) => (
            <Link
              key={currency}
              to="/revenue/settings"
              search={{ currency }}
              hash="rates"
              className={`link ${classes.rate}`}
            >
              Rate of {currency}
            </Link>
          ))}
        </p>
      </div>
      <div className={grid.scroll}>
        <table className={grid.grid} aria-label={name}>
          <thead>
            <tr>
              <th scope="col">Account</th>
              <th scope="col">Subscription</th>
              <th scope="col">From</th>
              <th scope="col">Until</th>
              <th scope="col">Term ends</th>
              <th scope="col">Status</th>
              <th scope="col" className={grid.right}>
                A month
              </th>
              {may && (
                <th scope="col">
                  <span className="visually-hidden">Actions</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, room).map((one) => (
              <FlawLine key={`${one.row.subscription_id} ${one.row.started_at}`} flaw={one} />
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > room && (
        <div className={classes.moreRows}>
          <Button size="xs" variant="default" onClick={() => setRoom(room + PAGE * 4)}>
            Show more of {formatCount(rows.length - room)}
          </Button>
        </div>
      )}
    </Card>
  );
}

function AllSound({ rows }: { rows: number }) {
  return (
    <Card>
      <Empty
        icon={<IconCircleCheck size={20} stroke={1.6} />}
        title={rows === 1 ? "The one row is sound" : `All ${formatCount(rows)} rows are sound`}
      >
        Rows of subscriptions stand here that have no price or no exchange rate, that overlap, or
        whose days contradict each other, with what that does to figures and how to mend it.
      </Empty>
    </Card>
  );
}

function NoRows() {
  return (
    <Card>
      <Empty icon={<IconReceiptOff size={20} stroke={1.6} />} title="No subscription is known yet">
        What is wrong with rows of subscriptions, and what that does to figures, is told here once
        there are some.{" "}
        <Link to="/data" className="link">
          Import subscriptions
        </Link>
      </Empty>
    </Card>
  );
}
