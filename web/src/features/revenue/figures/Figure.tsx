import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { RevenueRow } from "~/api/types";
import { formatSigned, formatSignedPercent } from "~/lib/format";
import { Change } from "~/ui/Change";
import { Explained } from "~/ui/Explained";
import { Opens } from "../Opens";
import opens from "../Opens.module.css";
import classes from "./Figures.module.css";
import { type KeyFigure, moved, valueText } from "./key";

/** One figure: its value, what it rests on, and what it was before. */
export function Figure({
  figure,
  row,
  before,
  currency,
}: {
  figure: KeyFigure;
  row: RevenueRow;
  /** Nothing while it loads. */
  before: RevenueRow | undefined;
  currency: string;
}) {
  const { name, long, formula, unit, good } = figure;
  const value = figure.of(row);
  const earlier = before ? figure.of(before) : null;
  const change = moved(value, earlier, unit);
  return (
    <div className={classes.figure}>
      <dt className={classes.label}>
        <abbr title={long}>{name}</abbr>
        <Explained what={name}>
          <b>{long}.</b> {formula}
          {value === null && " It is not known here: there is nothing to divide by."}
        </Explained>
      </dt>
      <dd className={classes.value}>
        <Source figure={figure} row={row} known={value !== null}>
          {valueText(value, unit, currency)}
        </Source>
      </dd>
      <dd className={classes.sample}>{figure.sample(row)}</dd>
      <dd className={classes.before} title={before && figure.sample(before)}>
        was {before ? valueText(earlier, unit, currency) : "…"}{" "}
        {change !== null && <Change value={change} good={good} format={changeText(unit)} />}
      </dd>
    </div>
  );
}

function changeText(unit: KeyFigure["unit"]): (change: number) => string {
  if (unit === "money") return formatSignedPercent;
  return (change) => (unit === "share" ? `${formatSigned(change)} pts` : formatSigned(change));
}

/** Leads to what the figure is made of. */
function Source({
  figure,
  row,
  known,
  children,
}: {
  figure: KeyFigure;
  row: RevenueRow;
  known: boolean;
  children: ReactNode;
}) {
  if (!known) return children;
  if (figure.opens) return <Opens figure={figure.opens}>{children}</Opens>;
  return (
    <Link to="/revenue/renewals" search={{ from: row.from, to: row.to }} className={opens.opens}>
      {children}
    </Link>
  );
}
