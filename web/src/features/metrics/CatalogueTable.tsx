import { useMediaQuery } from "@mantine/hooks";
import { Link } from "@tanstack/react-router";
import { type KeyboardEvent, useMemo } from "react";
import { useSession } from "~/app/session";
import { formatCount, formatPlain } from "~/lib/format";
import grid from "~/ui/grid.module.css";
import classes from "./Catalogue.module.css";
import { CoverageBar } from "./CoverageBar";
import { feedPhrase } from "./feeds";
import { grouped } from "./filter";
import { OriginTag } from "./OriginTag";
import type { MetricRow } from "./types";
import { GROUP_MEANINGS, GROUP_NAMES, unitShort } from "./words";

const ROW = "a[data-metric]";
/** Where the keys have room beside the meanings. */
const WIDE = "(min-width: 1360px)";
/** The first metric's link, for the search field. */
export const FIRST_ROW = `[data-catalogue] ${ROW}`;

/** Metrics by group, a line each. Arrow keys go from one to the next. */
export function CatalogueTable({ shown, all }: { shown: MetricRow[]; all: MetricRow[] }) {
  const byKey = useMemo(() => new Map(all.map((metric) => [metric.key, metric])), [all]);
  const wide = useMediaQuery(WIDE, true) ?? true;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links inside have the focus
    <div className={classes.scroller} data-catalogue onKeyDown={moveFocus}>
      <table className={`${grid.grid} ${classes.table}`} data-wide={wide || undefined}>
        <thead>
          <tr>
            <th scope="col">Metric</th>
            {wide && <th scope="col">Key</th>}
            <th scope="col">Meaning</th>
            <th scope="col" className={grid.right}>
              Median
            </th>
            <th scope="col">Unit</th>
            <th scope="col">Accounts with a value</th>
          </tr>
        </thead>
        {grouped(shown).map(({ group, metrics }) => (
          <tbody key={group}>
            <tr className={classes.group}>
              <th scope="rowgroup" colSpan={wide ? 6 : 5}>
                {GROUP_NAMES[group]}{" "}
                <span className={classes.about}>
                  {formatCount(metrics.length)} · {GROUP_MEANINGS[group]}
                </span>
              </th>
            </tr>
            {metrics.map((metric) => (
              <MetricLine key={metric.key} metric={metric} all={byKey} wide={wide} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function MetricLine({
  metric,
  all,
  wide,
}: {
  metric: MetricRow;
  all: Map<string, MetricRow>;
  wide: boolean;
}) {
  const { company } = useSession();
  return (
    <tr className={classes.metric}>
      <td>
        <span className={classes.name}>
          <Link
            to="/catalogue/$metricKey"
            params={{ metricKey: metric.key }}
            className="clip"
            title={`${metric.name} (${metric.key})`}
            data-metric={metric.key}
          >
            {metric.name}
          </Link>
          {metric.origin !== "built_in" && <OriginTag origin={metric.origin} />}
        </span>
      </td>
      {wide && (
        <td>
          <div className={`${classes.key} clip`}>{metric.key}</div>
        </td>
      )}
      <td title={`${metric.description}. ${metric.formula}`}>
        <div className={`${classes.meaning} clip`}>{metric.description}</div>
      </td>
      <td className={grid.right}>{formatPlain(metric.median, metric.unit, company.currency)}</td>
      <td className="quiet">{unitShort(metric.unit, company.currency)}</td>
      <td className={grid.wrap}>
        {metric.with_value > 0 ? (
          <CoverageBar value={metric.with_value} of={metric.accounts} />
        ) : (
          <Waiting metric={metric} all={all} />
        )}
      </td>
    </tr>
  );
}

function Waiting({ metric, all }: { metric: MetricRow; all: Map<string, MetricRow> }) {
  const phrase = metric.fed ? "" : feedPhrase(metric, all);
  const none = metric.fed ? "none has a value today" : "no data yet";
  const text = phrase ? `${none}: needs ${phrase}` : none;
  return (
    <div className={classes.waiting} title={text}>
      {text}
    </div>
  );
}

/** Up and down go from link to link; the browser scrolls to what has the focus. */
function moveFocus(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>(ROW)];
  const next = links[links.indexOf(document.activeElement as HTMLElement) + step];
  if (!next) return;
  next.focus();
  event.preventDefault();
}
