import { IconAlertTriangle, IconInfoCircle } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { RevenueReport } from "~/api/types";
import { plural } from "~/lib/format";
import { formatDay } from "~/lib/time";
import classes from "./Figures.module.css";

/** What to bear in mind before any figure is read. */
export function Notices({ report }: { report: RevenueReport }) {
  const { whole, segments_from } = report;
  return (
    <>
      {whole.warning && (
        <Notice tone="warn">
          <b>Net retention flatters.</b> {whole.warning}
        </Notice>
      )}
      {whole.flagged_rows > 0 && (
        <Notice tone="warn">
          These figures rest on {plural(whole.flagged_rows, "row")} of subscriptions with something
          wrong.{" "}
          <Link to="/revenue/settings" search={{ tab: "ledger" }} className="link">
            See what is wrong with them
          </Link>
        </Notice>
      )}
      {segments_from && segments_from > whole.from && (
        <Notice tone="info">
          Who was in a segment is known from {formatDay(segments_from)} on. Before, accounts stand
          in the segments of that day.
        </Notice>
      )}
    </>
  );
}

function Notice({ tone, children }: { tone: "warn" | "info"; children: ReactNode }) {
  const Icon = tone === "warn" ? IconAlertTriangle : IconInfoCircle;
  return (
    <p className={classes.notice} data-tone={tone} role="note">
      <Icon size={16} stroke={1.8} aria-hidden />
      <span>{children}</span>
    </p>
  );
}
