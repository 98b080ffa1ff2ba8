import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { AccountRow } from "~/api/types";
import { useAsOf } from "~/app/session";
import classes from "./HiddenBanner.module.css";
import { HiddenMark } from "./HiddenMark";
import { hiddenRiskQuery } from "./queries";
import { GREEN_OUTSIDE, hiddenReason } from "./words";

/** Says over an account that its outside deceives, and leads to why. */
export function HiddenBanner({ row }: { row: AccountRow }) {
  const listed = row.green_outside;
  const risk = useQuery({
    ...hiddenRiskQuery(row.account_id, undefined, useAsOf()),
    enabled: listed,
  });
  if (!listed) return null;
  return (
    <Link
      from="/accounts/$accountId"
      search={{}}
      hash="hidden-risk"
      replace
      resetScroll={false}
      className={classes.banner}
    >
      <HiddenMark size={16} />
      <span>
        <b>{GREEN_OUTSIDE}:</b>{" "}
        {risk.data ? hiddenReason(risk.data.sentence) : "it looks well and carries a hidden risk."}
      </span>
      <span className={classes.why}>See why</span>
    </Link>
  );
}
