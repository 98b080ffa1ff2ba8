import { Button } from "@mantine/core";
import { IconCalendarOff, IconFilterOff } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { plural } from "~/lib/format";
import { formatDay, plusDays } from "~/lib/time";
import { Card } from "~/ui/Card";
import { Empty } from "~/ui/States";
import classes from "./Board.module.css";
import type { Range } from "./range";
import { NO_FILTERS, type RenewalsSearch } from "./search";

/** Says why no term ends, and what would be here. */
export function Nothing({
  search,
  change,
  range,
}: {
  search: RenewalsSearch;
  change: (next: Partial<RenewalsSearch>) => void;
  range: Range;
}) {
  const filtered = search.owner || search.segment || search.plan;
  const days = `${formatDay(range.from)} to ${formatDay(plusDays(range.to, -1))}`;
  return (
    <Card>
      <Empty
        icon={<IconCalendarOff size={20} stroke={1.6} />}
        title={`No ${filtered ? "such " : ""}term ends from ${days}`}
        action={
          filtered && (
            <Button size="xs" variant="default" onClick={() => change(NO_FILTERS)}>
              Show all terms
            </Button>
          )
        }
      >
        Contract terms stand here with what became of them, who is at risk, and what your team
        expects. They come from the column term_end of the{" "}
        <Link to="/data" className="link">
          subscriptions that you import
        </Link>
        ; notice_days, where a file has it, says until when notice can be given.
      </Empty>
    </Card>
  );
}

/** The sums have terms, the list has none. */
export function NoneListed({ change }: { change: (next: Partial<RenewalsSearch>) => void }) {
  return (
    <Empty
      icon={<IconFilterOff size={20} stroke={1.6} />}
      title="No term is like this"
      action={
        <Button
          size="xs"
          variant="default"
          onClick={() => change({ outcome: undefined, risk: undefined, month: undefined })}
        >
          Show all terms
        </Button>
      }
    >
      No term in these months fits the outcome, the risk and the month that are chosen.
    </Empty>
  );
}

/** What is in no sum, and how to mend that. */
export function WithoutRate({ count, currency }: { count: number; currency: string }) {
  if (count === 0) return null;
  return (
    <p className={classes.note}>
      {plural(count, "term")} {count === 1 ? "adds" : "add"} nothing to the sums: the currency has
      no exchange rate into {currency}.{" "}
      <Link to="/revenue/settings" className="link" hash="rates">
        Write down a rate
      </Link>
    </p>
  );
}
