import type { OverrideRow } from "~/api/types";
import { useSession } from "~/app/session";
import { useBands } from "~/features/account/useBands";
import { formatDay, relativeDay } from "~/lib/time";
import { Health } from "~/ui/Health";
import { EndOverride } from "./EndOverride";
import { KnowBetter } from "./KnowBetter";
import classes from "./Override.module.css";
import { personSays, scorecardSays } from "./says";
import { useWho } from "./useWho";

/** An override in force: what the person says, what the scorecard says, why and until when. */
export function OverrideNotice({
  override,
  readOnly,
}: {
  override: OverrideRow;
  /** An earlier day is explained. */
  readOnly: boolean;
}) {
  const bands = useBands();
  const { today } = useSession();
  const who = useWho()(override.owner_email);
  const { until } = override;
  return (
    <section className={classes.notice} aria-label={`${who} knows better`}>
      <div className={classes.noticeHead}>
        <dl className={classes.scores}>
          <div>
            <dt>{who} says</dt>
            <dd>
              <Health {...personSays(override, bands)} size="lg" />
            </dd>
          </div>
          <div>
            <dt>The scorecard says</dt>
            <dd>
              <Health {...scorecardSays(override, bands)} size="lg" />
            </dd>
          </div>
        </dl>
        {!readOnly && (
          <div className={classes.noticeActions}>
            <KnowBetter
              accountId={override.account_id}
              override={override}
              computed={scorecardSays(override, bands)}
            />
            <EndOverride override={override} />
          </div>
        )}
      </div>
      <p>
        <q>{override.reason}</q>{" "}
        <span className={classes.until}>
          Until {formatDay(until)}
          {!readOnly && `, ${relativeDay(until, today)}`}.
        </span>
      </p>
    </section>
  );
}
