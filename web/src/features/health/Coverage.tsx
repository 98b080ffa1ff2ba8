import { Link } from "@tanstack/react-router";
import type { CoverageBin } from "~/api/types";
import { formatCount, formatPercent } from "~/lib/format";
import { Card } from "~/ui/Card";
import classes from "./Health.module.css";
import { coverageCondition, coverageRange, coverageWord } from "./words";

/** How much of the scores rests on data, and what to do about the rest. */
export function Coverage({ bins, mean }: { bins: CoverageBin[]; mean: number | null }) {
  const most = Math.max(...bins.map(({ accounts }) => accounts), 1);
  return (
    <Card title="How much of the score rests on data" hint="customers by the share that has data">
      <p className={classes.note}>
        {mean === null
          ? "Nobody has a score yet, so there is nothing to rest on data."
          : `On average ${formatPercent(mean)} of a score's weight has data. The rest is left out, not guessed.`}
      </p>
      <div className={classes.bins}>
        {bins.toReversed().map((bin) => (
          <Link
            key={bin.from}
            to="/accounts"
            search={{ where: coverageCondition(bin) }}
            className={classes.bin}
          >
            <b className={classes.word}>{coverageWord(bin)}</b>
            <span className="quiet num">{coverageRange(bin)}</span>
            <span className={classes.track} aria-hidden="true">
              <span style={{ width: `${(bin.accounts / most) * 100}%` }} />
            </span>
            <span>
              {formatCount(bin.accounts)}
              <span className="visually-hidden"> customers</span>
            </span>
          </Link>
        ))}
      </div>
      <p className={classes.note}>
        To have more of it rest on data, see{" "}
        <Link to="/catalogue" search={{ show: "unfed" }} className="link">
          which metrics have none yet
        </Link>{" "}
        and{" "}
        <Link to="/data" className="link">
          connect it
        </Link>
        .
      </p>
    </Card>
  );
}
