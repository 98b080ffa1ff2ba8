import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { HealthOverview, Money } from "~/api/types";
import { formatCount, formatMoney, formatMoneyShort, formatPercent } from "~/lib/format";
import { BandIcon } from "~/ui/BandIcon";
import { Card } from "~/ui/Card";
import { Change } from "~/ui/Change";
import grid from "~/ui/grid.module.css";
import { bandFill, isUpper } from "./bands";
import classes from "./Health.module.css";

interface Part {
  key: string;
  name: string;
  hint: string;
  fill: string;
  colour?: string | null;
  accounts: number;
  arr: Money;
  before: number;
  good: "higher" | "lower" | "neither";
}

/** Customers by band, by number and by money, best first and those without a score last. */
export function Distribution({ overview }: { overview: HealthOverview }) {
  const parts = partsOf(overview);
  const money = parts.reduce((sum, { arr }) => sum + arr.minor, 0);
  return (
    <Card title="Customers by health" hint="change over 28 days" className={classes.fill}>
      <div className={classes.bars} aria-hidden="true">
        <span>Customers</span>
        <Bar parts={parts} size={({ accounts }) => accounts} />
        <span>ARR</span>
        <Bar parts={parts} size={({ arr }) => arr.minor} />
      </div>
      <div className={classes.bands}>
        <table className={grid.grid} aria-label="Customers by health">
          <thead>
            <tr>
              <th scope="col">Band</th>
              <Head>Customers</Head>
              <Head>Share</Head>
              <Head title="Customers more or fewer than 28 days ago">28 days</Head>
              <Head title="Annual recurring revenue">ARR</Head>
              <Head>Share</Head>
            </tr>
          </thead>
          <tbody>
            {parts.map((part) => (
              <Row
                key={part.key}
                part={part}
                share={part.accounts / overview.accounts}
                ofMoney={money > 0 ? part.arr.minor / money : null}
              />
            ))}
          </tbody>
        </table>
      </div>
      {overview.scored === 0 && (
        <p className={classes.none}>
          Too little is known of every customer for a score.{" "}
          <Link to="/data" className="link">
            Connect more data
          </Link>
        </p>
      )}
    </Card>
  );
}

function partsOf({ bands, unscored }: HealthOverview): Part[] {
  return [
    ...bands.map(
      (band, at): Part => ({
        ...band,
        hint: at === 0 ? `from ${band.from}` : `${band.from} to ${bands[at - 1]?.from}`,
        fill: bandFill(band, bands),
        before: band.accounts_28d_ago,
        good: isUpper(band, bands) ? "higher" : "lower",
      }),
    ),
    {
      ...unscored,
      key: "unscored",
      name: "No score",
      hint: "too little data",
      fill: "var(--pn-line-strong)",
      before: unscored.accounts_28d_ago,
      good: "neither",
    },
  ];
}

function Bar({ parts, size }: { parts: Part[]; size: (part: Part) => number }) {
  return (
    <span className={classes.bar}>
      {parts
        .filter((part) => size(part) > 0)
        .map((part) => (
          <span key={part.key} style={{ flexGrow: size(part), background: part.fill }} />
        ))}
    </span>
  );
}

function Head({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <th scope="col" className={grid.right} title={title}>
      {children}
    </th>
  );
}

function Row({ part, share, ofMoney }: { part: Part; share: number; ofMoney: number | null }) {
  return (
    <tr>
      <td>
        <Link to="/accounts" search={{ band: part.key }} className={classes.band}>
          <BandIcon band={part.key} colour={part.colour} />
          {part.name}
          <span className={classes.from}>{part.hint}</span>
        </Link>
      </td>
      <td className={grid.right}>
        <Link to="/accounts" search={{ band: part.key }} className={classes.number} tabIndex={-1}>
          {formatCount(part.accounts)}
        </Link>
      </td>
      <td className={grid.right}>{formatPercent(share)}</td>
      <td className={grid.right}>
        <Change value={part.accounts - part.before} good={part.good} />
      </td>
      <td className={grid.right} title={formatMoney(part.arr)}>
        {formatMoneyShort(part.arr)}
      </td>
      <td className={grid.right}>{formatPercent(ofMoney)}</td>
    </tr>
  );
}
