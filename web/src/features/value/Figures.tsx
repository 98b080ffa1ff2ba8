import type { ReactNode } from "react";
import type { LifetimeOf, Lifetimes } from "~/api/types";
import { formatCount, formatMajor, formatNumber, formatPercent } from "~/lib/format";
import { Interval } from "~/ui/Interval";
import classes from "./Value.module.css";
import { monthsWords, spanWords } from "./words";

/** What it is worth, how long it stays, what it brings, and whether winning it pays. */
export function Figures({ of, data }: { of: LifetimeOf; data: Lifetimes }) {
  const { currency, margin, discount, months } = data;
  const { value } = of;
  const money = (amount: number | null | undefined) => formatMajor(amount, currency);
  return (
    <dl className={classes.figures}>
      <Figure
        label="Lifetime value"
        value={money(value?.value)}
        foot={`Margin of ${formatPercent(margin)} over at most ${formatCount(months)} months, worth ${formatPercent(discount)} less a year later.`}
      >
        {value && (
          <>
            <Interval estimate={value} to={value.high * 1.1} />
            <span className={classes.range}>
              {money(value.low)} to {money(value.high)} (95% limits)
            </span>
          </>
        )}
      </Figure>
      <Figure
        label="Half stay longer than"
        value={of.median_days === null ? "Not known yet" : spanWords(of.median_days)}
        foot={
          of.median_days === null
            ? `Fewer than half have left. The longest was seen for ${spanWords(of.known_days)}.`
            : "The median life, with those counted who are still customers."
        }
      />
      <Figure
        label="A customer brings"
        value={money(of.arpa)}
        unit="a month"
        foot={`The mean of ${formatCount(of.customers)} customers now.`}
      />
      <Figure
        label="Paid back after"
        value={paidBack(value)}
        foot={
          value?.payback_months
            ? "The first month by which the margin has paid for winning a customer, with those counted who leave before."
            : value?.value_to_cost
              ? `The margin of ${formatCount(months)} months does not pay for winning a customer.`
              : "Say above what it costs to win a customer."
        }
      />
      <Figure
        label="Value ÷ cost to win"
        value={value?.value_to_cost ? `${formatNumber(value.value_to_cost)} ×` : "–"}
        foot={
          value?.value_to_cost
            ? "LTV/CAC. Below 1 each new customer loses money; 3 and more is commonly called healthy."
            : "LTV/CAC needs the cost to win a customer."
        }
      />
    </dl>
  );
}

function paidBack(value: LifetimeOf["value"]): string {
  if (value?.payback_months) return monthsWords(value.payback_months);
  return value?.value_to_cost ? "Never" : "–";
}

function Figure({
  label,
  value,
  unit,
  foot,
  children,
}: {
  label: string;
  value: string;
  unit?: string;
  foot: string;
  children?: ReactNode;
}) {
  return (
    <div className={classes.figure}>
      <dt>{label}</dt>
      <dd className={classes.value}>
        {value} {unit && <span>{unit}</span>}
      </dd>
      {children && <dd>{children}</dd>}
      <dd className={classes.foot}>{foot}</dd>
    </div>
  );
}
