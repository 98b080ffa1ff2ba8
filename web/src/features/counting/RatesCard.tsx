import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconCurrencyEuro, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { ExchangeRate } from "~/api/types";
import { useMay, useSession } from "~/app/session";
import { useLocked } from "~/features/past/useLocked";
import { ratesQuery } from "~/features/revenue/queries";
import { formatCount } from "~/lib/format";
import { formatDay } from "~/lib/time";
import { Card } from "~/ui/Card";
import grid from "~/ui/grid.module.css";
import { Empty, Loaded } from "~/ui/States";
import { Tag } from "~/ui/Tag";
import classes from "./Counting.module.css";
import { NewRates } from "./NewRates";
import { useRates } from "./useRates";

const PAGE = 60;

/** What other currencies are worth in the company's own, from which day on. */
export function RatesCard({ currency }: { currency: string | undefined }) {
  const { company } = useSession();
  const may = useMay("manage_data");
  const rates = useQuery(ratesQuery);
  return (
    <div id="rates">
      <Card title="Exchange rates" hint={`into ${company.currency}, the company's own`} flush>
        <div className={classes.about}>
          <p>
            A rate holds from its day until the next one of its currency. What is priced in a
            currency without a rate is left out of all sums, and{" "}
            <Link to="/revenue/settings" search={{ tab: "ledger" }} className="link">
              Ledger health
            </Link>{" "}
            says so.
          </p>
        </div>
        <Loaded query={rates}>
          {(rows) => (
            <>
              {may && <NewRates currency={currency} known={rows} />}
              {rows.length === 0 ? (
                <NoRates may={may} own={company.currency} />
              ) : (
                <Rates rows={rows} may={may} own={company.currency} />
              )}
            </>
          )}
        </Loaded>
      </Card>
    </div>
  );
}

function NoRates({ may, own }: { may: boolean; own: string }) {
  return (
    <Empty icon={<IconCurrencyEuro size={20} stroke={1.6} />} title="No rate yet">
      Where all is priced in {own}, none is needed. Otherwise{" "}
      {may
        ? "write one down above, or paste a list."
        : "a leader or an administrator can write one down."}
    </Empty>
  );
}

function Rates({ rows, may, own }: { rows: ExchangeRate[]; may: boolean; own: string }) {
  const { today } = useSession();
  const [room, setRoom] = useState(PAGE);
  const newest = rows.toSorted(
    (a, b) => a.currency.localeCompare(b.currency) || b.from.localeCompare(a.from),
  );
  const holds = new Map<string, string>();
  for (const { currency, from } of newest) {
    if (from <= today && !holds.has(currency)) holds.set(currency, from);
  }
  return (
    <>
      <div className={grid.scroll}>
        <table className={grid.grid} aria-label="Exchange rates">
          <thead>
            <tr>
              <th scope="col">Currency</th>
              <th scope="col">From</th>
              <th scope="col" className={grid.right}>
                One is worth, in {own}
              </th>
              <th scope="col">
                <span className="visually-hidden">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {newest.slice(0, room).map((rate) => (
              <tr key={rate.currency + rate.from}>
                <td>{rate.currency}</td>
                <td>
                  {formatDay(rate.from)}{" "}
                  {holds.get(rate.currency) === rate.from && <Tag tone="good">holds today</Tag>}
                </td>
                <td className={grid.right}>{rate.rate}</td>
                <td className={grid.right}>{may && <Delete rate={rate} known={rows} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {newest.length > room && (
        <div className={classes.moreRows}>
          <Button size="xs" variant="default" onClick={() => setRoom(room + PAGE)}>
            Show more of {formatCount(newest.length - room)}
          </Button>
        </div>
      )}
    </>
  );
}

function Delete({ rate, known }: { rate: ExchangeRate; known: ExchangeRate[] }) {
  const { remove } = useRates(known);
  const locked = useLocked();
  const name = `Delete ${rate.currency} from ${formatDay(rate.from)}`;
  return (
    <Tooltip label={locked.title ?? "Delete; it can be undone"}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={name}
        {...locked}
        loading={remove.isPending}
        onClick={() => remove.mutate(rate)}
      >
        <IconTrash size={14} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
