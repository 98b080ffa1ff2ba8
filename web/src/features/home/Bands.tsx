import { Link } from "@tanstack/react-router";
import type { Overview } from "~/api/types";
import { bandLook } from "~/lib/bands";
import { formatCount, formatMoneyShort } from "~/lib/format";
import { BandIcon } from "~/ui/BandIcon";
import { Card } from "~/ui/Card";
import { Change } from "~/ui/Change";
import classes from "./Bands.module.css";
import { BandTrend } from "./BandTrend";

const GOOD_BANDS = new Set(["thriving", "healthy"]);

/** How many accounts stand in each band, and how that went over half a year. */
export function Bands({ overview }: { overview: Overview }) {
  const { bands, unscored, accounts } = overview;
  return (
    <Card title="Health of all accounts" hint="change over 28 days">
      <div className={classes.bar} aria-hidden="true">
        {bands.map((band) => (
          <span
            key={band.key}
            style={{
              flexGrow: band.accounts,
              background: `var(${bandLook(band.key).fill})`,
            }}
          />
        ))}
        <span style={{ flexGrow: unscored, background: "var(--pn-line-strong)" }} />
      </div>
      <div className={classes.bands}>
        {bands.map((band) => (
          <Link key={band.key} to="/accounts" search={{ band: band.key }} className={classes.band}>
            <span className={classes.name}>
              <BandIcon band={band.key} />
              {band.name}
            </span>
            <span className={classes.count}>{formatCount(band.accounts)}</span>
            <span className={classes.more}>
              <span className="num">{formatMoneyShort(band.arr)}</span>
              <Change
                value={band.change_28d}
                good={GOOD_BANDS.has(band.key) ? "higher" : "lower"}
                title="accounts more or fewer than 28 days ago"
              />
            </span>
          </Link>
        ))}
      </div>
      <BandTrend weeks={overview.history} />
      {unscored > 0 && (
        <p className={classes.note}>
          <Link to="/accounts" search={{ band: "unscored" }} className="link">
            {formatCount(unscored)} of {formatCount(accounts)}
          </Link>{" "}
          have too little data for a score.
        </p>
      )}
    </Card>
  );
}
