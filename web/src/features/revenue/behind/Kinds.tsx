import type { RevenueAccount } from "~/api/types";
import { formatCount, formatMoney } from "~/lib/format";
import classes from "./Behind.module.css";
import { behind, type FigureKey, figureOf, isLoss, kindsOf } from "./figures";

/** One kind of movement at a time, or all; what is open stands among them. */
export function Kinds({
  accounts,
  currency,
  figure,
  show,
}: {
  accounts: RevenueAccount[];
  currency: string;
  figure: FigureKey;
  show: (figure: FigureKey) => void;
}) {
  const all = behind(accounts, "all");
  const kinds = [
    { key: "all" as const, name: "All that moved", accounts: all.rows.length, sum: all.sum },
    ...kindsOf(accounts).filter((kind) => kind.accounts > 0 || kind.key === figure),
  ];
  const other = !kinds.some(({ key }) => key === figure);
  return (
    <div className={classes.kinds} role="group" aria-label="Kind of movement">
      {other && (
        <button type="button" className={classes.kind} aria-pressed>
          {figureOf(figure).name}
          <span>{formatCount(behind(accounts, figure).rows.length)}</span>
        </button>
      )}
      {kinds.map(({ key, name, accounts: count, sum }) => (
        <button
          key={key}
          type="button"
          className={classes.kind}
          aria-pressed={key === figure}
          onClick={() => show(key)}
          title={formatMoney({ minor: isLoss(key) ? -sum : sum, currency })}
        >
          {name}
          <span>{formatCount(count)}</span>
        </button>
      ))}
    </div>
  );
}
