import type { ReactNode } from "react";
import { formatCount, formatMoney, formatMoneyShort } from "~/lib/format";
import classes from "./Head.module.css";
import type { Sum } from "./sums";

export interface SumLine {
  key: string;
  name: string;
  /** Said on hover. */
  title?: string;
  mark?: ReactNode;
  sum: Sum;
}

/** Sums, each of which narrows the list to its terms. */
export function SumList({
  label,
  lines,
  chosen,
  choose,
  currency,
}: {
  label: string;
  lines: SumLine[];
  chosen: string | undefined;
  choose: (key: string | undefined) => void;
  currency: string;
}) {
  return (
    <ul className={classes.sums} aria-label={label}>
      {lines.map(({ key, name, title, mark, sum }) => {
        const money = { minor: sum.acv, currency };
        return (
          <li key={key}>
            <button
              type="button"
              className={classes.sum}
              aria-pressed={chosen === key}
              data-none={sum.terms === 0 || undefined}
              title={title}
              onClick={() => choose(chosen === key ? undefined : key)}
            >
              <span className={classes.name}>
                {mark}
                {name}
              </span>
              <span className={classes.terms}>
                {formatCount(sum.terms)}
                <span className="visually-hidden">{sum.terms === 1 ? " term" : " terms"}</span>
              </span>
              <span className={classes.money} title={formatMoney(money)}>
                {formatMoneyShort(money)}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
