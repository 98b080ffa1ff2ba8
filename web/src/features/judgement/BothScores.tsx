import type { OverrideRow } from "~/api/types";
import { useBands } from "~/features/account/useBands";
import { formatDay } from "~/lib/time";
import { Health } from "~/ui/Health";
import classes from "./Override.module.css";
import { personSays, scorecardSays } from "./says";
import { useWho } from "./useWho";

/** A person's score and the scorecard's in little room. */
export function BothScores({ override }: { override: OverrideRow }) {
  const bands = useBands();
  const who = useWho()(override.owner_email);
  return (
    <dl className={classes.both}>
      <div title={`“${override.reason}”`}>
        <dt className="clip">
          {who} says, until {formatDay(override.until)}
        </dt>
        <dd>
          <Health {...personSays(override, bands)} size="lg" />
        </dd>
      </div>
      <div className={classes.beside}>
        <dt>The scorecard says</dt>
        <dd>
          <Health {...scorecardSays(override, bands)} />
        </dd>
      </div>
    </dl>
  );
}
