import { useMemo } from "react";
import { useAsOf, useSession } from "~/app/session";
import { FileLinks } from "~/features/revenue/FileLinks";
import { sent } from "~/features/revenue/question";
import { formatMonth } from "~/lib/time";
import { Card } from "~/ui/Card";
import { Keys } from "~/ui/Keys";
import { Board } from "./Board";
import classes from "./Board.module.css";
import { ForecastCard, ForecastWaiting } from "./forecast/ForecastCard";
import { Head } from "./Head";
import { MonthChart } from "./MonthChart";
import { NoneListed, Nothing, WithoutRate } from "./Nothing";
import { monthsOf, type Range } from "./range";
import type { RenewalsSearch } from "./search";
import { byMonth, listed, sumsOf, type Term } from "./sums";
import type { HiddenBands } from "./useHigh";

interface Asked {
  search: RenewalsSearch;
  range: Range;
}

/** The sums, the months, and the terms behind them. */
export function Renewals({
  terms,
  search,
  change,
  range,
  currency,
  bands,
  high,
  old,
}: {
  /** Of the chosen owner, plan and segment. */
  terms: Term[];
  search: RenewalsSearch;
  change: (next: Partial<RenewalsSearch>) => void;
  range: Range;
  currency: string;
  bands: HiddenBands;
  high: number;
  /** The answer to another question is still shown, dimmed. */
  old: boolean;
}) {
  const { today } = useSession();
  const { from, to } = range;
  const months = useMemo(() => monthsOf({ from, to }), [from, to]);
  const all = useMemo(() => byMonth(terms, months), [terms, months]);
  const sums = useMemo(() => sumsOf(terms), [terms]);
  const { outcome, risk, month, segment, owner, plan } = search;
  const shown = useMemo(
    () => byMonth(listed(terms, { outcome, risk, month }), months),
    [terms, months, outcome, risk, month],
  );
  if (terms.length === 0) return <Nothing search={search} change={change} range={range} />;
  const any = shown.some((one) => one.terms.length > 0);
  return (
    <div className={classes.stack} data-stale={old || undefined} aria-busy={old}>
      <Head
        sums={sums}
        months={all}
        search={search}
        change={change}
        currency={currency}
        today={today}
        high={high}
      />
      <WithoutRate count={sums.withoutAcv} currency={currency} />
      {old ? <ForecastWaiting /> : <ForecastCard of={{ segment, owner, plan }} />}
      <MonthChart
        months={all}
        currency={currency}
        pick={(next) => change({ month: next === month ? undefined : next })}
      />
      <Card
        title="Terms that end"
        hint={<Hint search={search} />}
        actions={<Actions search={search} range={range} />}
        flush
      >
        {any ? (
          <Board
            months={shown}
            currency={currency}
            bands={bands}
            filtered={Boolean(outcome ?? risk ?? month)}
          />
        ) : (
          <NoneListed change={change} />
        )}
      </Card>
    </div>
  );
}

function Hint({ search: { month } }: { search: RenewalsSearch }) {
  return month
    ? `${formatMonth(`${month}-01`)} only`
    : "by month; press a sum or a bar above to see its terms";
}

/** A file of the terms: by whose they are and when, since more the server does not narrow by. */
function Actions({ search: { segment, owner }, range: { from, to } }: Asked) {
  const question = { from, to, segment, owner: sent(owner), as_of: useAsOf() };
  return (
    <>
      <KeyHelp />
      <FileLinks
        table="renewals"
        question={question}
        says="Every term of these days, segment and owner, whatever its plan, outcome and risk"
      />
    </>
  );
}

function KeyHelp() {
  return (
    <span className={classes.keys}>
      <Keys keys={["j", "k"]} /> rows <Keys keys={["c"]} /> call
    </span>
  );
}
