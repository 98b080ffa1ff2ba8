import { Link } from "@tanstack/react-router";
import type { HealthOverview } from "~/api/types";
import { formatMoney, formatMoneyShort, plural } from "~/lib/format";
import { Card } from "~/ui/Card";
import classes from "./Health.module.css";

const CONDITION = "value_class_spread >= 1";

/** Where the survey, the CSM and what they do say different things of what we are to them. */
export function Disagreements({ found }: { found: HealthOverview["disagreements"] }) {
  return (
    <Card title="Value in dispute" hint="survey, CSM and behaviour disagree">
      {found.accounts === 0 ? (
        <p className={classes.note}>
          Of nobody do the survey, the CSM and the behaviour say different things. Customers appear
          here once two of the three are known, and they differ on whether you are essential, nice
          to have or no longer needed.
        </p>
      ) : (
        <p className={classes.note}>
          Of{" "}
          <Link to="/accounts" search={{ where: CONDITION }} className="link">
            {plural(found.accounts, "customer")}
          </Link>{" "}
          with <b title={formatMoney(found.arr)}>{formatMoneyShort(found.arr)}</b> of ARR the
          survey, the CSM and the behaviour say different things: essential, nice to have or no
          longer needed. Ask before the renewal does.
        </p>
      )}
    </Card>
  );
}
