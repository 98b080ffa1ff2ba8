import { formatCount, formatPercent } from "~/lib/format";
import classes from "./Catalogue.module.css";

/** How many accounts have a value, as a bar and in numbers. */
export function CoverageBar({ value, of }: { value: number; of: number }) {
  const share = of > 0 ? value / of : 0;
  return (
    <div className={classes.coverage} title={`${formatPercent(share)} of accounts have a value`}>
      <div className={classes.track} aria-hidden>
        <div className={classes.fill} style={{ width: `${share * 100}%` }} />
      </div>
      <span className="num">
        {formatCount(value)} <span className="quiet">of {formatCount(of)}</span>
      </span>
    </div>
  );
}
