import { Link } from "@tanstack/react-router";
import type { Freshness } from "~/api/types";
import { formatCompact } from "~/lib/format";
import { When } from "~/ui/When";
import classes from "./Fresh.module.css";

/** How fresh the data is; leads to where it comes from. */
export function Fresh({ freshness }: { freshness: Freshness }) {
  const live = freshness.sources.some((source) => source.facts_24h > 0);
  return (
    <Link to="/data" search={{ tab: "sources" }} className={classes.fresh}>
      <span className={classes.dot} data-live={live || undefined} aria-hidden="true" />
      <span>
        {formatCompact(freshness.facts)} facts · last{" "}
        <When at={freshness.last_fact_at} empty="not yet here" />
      </span>
    </Link>
  );
}
