import type { RenewalOutcome } from "~/api/types";
import { formatMoney, formatMoneyShort, formatPercent, plural } from "~/lib/format";
import { Card } from "~/ui/Card";
import { Explained } from "~/ui/Explained";
import classes from "./Head.module.css";
import { Mark } from "./Mark";
import { RateCard } from "./RateCard";
import { RISK_KEYS, type RiskKey } from "./risk";
import { SumList } from "./SumList";
import { OUTCOMES, type RenewalsSearch } from "./search";
import type { Month, Sums } from "./sums";
import { OUTCOME_LOOKS, RISK_NAMES } from "./words";

interface Props {
  sums: Sums;
  search: RenewalsSearch;
  change: (next: Partial<RenewalsSearch>) => void;
  currency: string;
}

/** What is up for renewal, what of it is at risk, and what was renewed before. */
export function Head({
  months,
  today,
  high,
  ...rest
}: Props & { months: Month[]; today: string; high: number }) {
  return (
    <div className={classes.head}>
      <UpForRenewal {...rest} />
      <AtRisk {...rest} high={high} />
      <RateCard months={months} sums={rest.sums} currency={rest.currency} today={today} />
    </div>
  );
}

function UpForRenewal({ sums, search, change, currency }: Props) {
  const lines = OUTCOMES.map((key) => ({
    key,
    name: OUTCOME_LOOKS[key].name,
    title: OUTCOME_LOOKS[key].says,
    mark: <Mark outcome={key} />,
    sum: sums.by[key],
  }));
  const all = { minor: sums.all.acv, currency };
  return (
    <Card
      title="Up for renewal"
      hint="a year"
      actions={
        <Explained what="up for renewal">
          The ACV of every contract term that ends in these months: twelve times what it brought a
          month at its end. Each is then renewed (same price), expanded (higher), reduced (lower),
          lapsed (runs on without a new term) or lost; open is what has not ended, or may still be
          renewed.
        </Explained>
      }
    >
      <p className={classes.figure} title={formatMoney(all)}>
        {formatMoneyShort(all)} <span>{plural(sums.all.terms, "term")}</span>
      </p>
      <SumList
        label="By outcome"
        lines={lines}
        chosen={search.outcome}
        choose={(key) => change({ outcome: key as RenewalOutcome | undefined })}
        currency={currency}
      />
    </Card>
  );
}

function AtRisk({ sums, search, change, currency, high }: Props & { high: number }) {
  const { acv, terms } = sums.atRisk;
  const open = sums.by.open.acv;
  const money = { minor: acv, currency };
  const lines = RISK_KEYS.map((key) => ({
    key,
    name: RISK_NAMES[key],
    sum: sums.risks[key],
    ...(key === "hidden" && { title: `a hidden risk of ${high} or more` }),
  }));
  return (
    <Card
      title="ARR at risk"
      actions={
        <Explained what="ARR at risk">
          The ACV of open terms for which at least one of the four holds: the account is wobbling or
          critical today; its hidden risk is {high} or more; notice was given; or your team calls
          the term at risk or lost. A term may stand in several lines and counts once in the sum, so
          the lines add up to more.
        </Explained>
      }
    >
      <button
        type="button"
        className={classes.all}
        aria-pressed={search.risk === "any"}
        title={`${formatMoney(money)}: show only these`}
        onClick={() => change({ risk: search.risk === "any" ? undefined : "any" })}
      >
        <span className={classes.figure}>
          {formatMoneyShort(money)}{" "}
          <span>
            {plural(terms, "term")}, {formatPercent(open > 0 ? acv / open : null)} of what is open
          </span>
        </span>
      </button>
      <SumList
        label="Why at risk"
        lines={lines}
        chosen={search.risk}
        choose={(key) => change({ risk: key as RiskKey | undefined })}
        currency={currency}
      />
      <p className={classes.foot}>A term may have several reasons and counts once above.</p>
    </Card>
  );
}
