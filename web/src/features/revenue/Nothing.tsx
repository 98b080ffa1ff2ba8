import { Button } from "@mantine/core";
import { IconReportMoney } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Range } from "~/features/renewals/range";
import { Card } from "~/ui/Card";
import { Empty, RowSkeletons } from "~/ui/States";
import { daysText } from "./period";
import { ledgerSizeQuery } from "./queries";
import { filtersOn, NO_FILTERS, type RevenueFilters } from "./search";

/** Says what would be here, and how to get it. */
export function Nothing({
  search,
  period,
  change,
}: {
  search: RevenueFilters;
  period: Range;
  change: (next: typeof NO_FILTERS) => void;
}) {
  const subscriptions = useQuery(ledgerSizeQuery);
  if (subscriptions.isPending) return <RowSkeletons />;
  return (
    <Card>
      {subscriptions.data === 0 ? (
        <NoSubscriptions />
      ) : (
        <Empty
          icon={<IconReportMoney size={22} stroke={1.6} />}
          title="No recurring revenue here"
          action={
            filtersOn(search) > 0 && (
              <Button size="xs" variant="default" onClick={() => change(NO_FILTERS)}>
                Take all filters off
              </Button>
            )
          }
        >
          {filtersOn(search) > 0
            ? `No account that fits these filters paid anything: ${daysText(period)}.`
            : `Nobody paid anything: ${daysText(period)}. Choose other days.`}
        </Empty>
      )}
    </Card>
  );
}

function NoSubscriptions() {
  return (
    <Empty
      icon={<IconReportMoney size={22} stroke={1.6} />}
      title="No subscription is known yet"
      action={
        <Button component={Link} to="/data" size="xs">
          Import subscriptions
        </Button>
      }
    >
      Here stand MRR and how it moved, what was kept and what was lost, and the accounts behind each
      figure. All of it follows from subscriptions: import a file with a row for each account, price
      and time.
    </Empty>
  );
}
