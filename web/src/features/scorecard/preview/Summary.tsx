import { formatCount } from "~/lib/format";
import { Change } from "~/ui/Change";
import type { Preview } from "../types";
import { changeWords } from "../words";
import classes from "./Preview.module.css";

/** How much changes, in three figures. */
export function Summary({ preview, changed }: { preview: Preview; changed: boolean }) {
  if (!changed) {
    return (
      <p className={classes.note}>
        Change something, and here shows at once what becomes of all {formatCount(preview.accounts)}{" "}
        accounts.
      </p>
    );
  }
  return (
    <>
      <p className="visually-hidden" role="status">
        {changeWords(preview)}
      </p>
      <dl className={classes.figures}>
        <div>
          <dt>Change by half a point or more</dt>
          <dd>
            {formatCount(preview.changed)}{" "}
            <span className={classes.of}>of {formatCount(preview.accounts)}</span>
          </dd>
        </div>
        <div>
          <dt>Change band</dt>
          <dd>{formatCount(preview.changed_band)}</dd>
        </div>
        <div>
          <dt>Mean change</dt>
          <dd>
            <Change value={preview.mean_change} good="neither" />
          </dd>
        </div>
      </dl>
    </>
  );
}
