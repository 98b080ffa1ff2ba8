import { IconAlertTriangleFilled, IconClockExclamation } from "@tabler/icons-react";
import { formatDay } from "~/lib/time";
import { Tag } from "~/ui/Tag";
import classes from "./Board.module.css";
import type { Term } from "./sums";
import { daysToGo, nearness } from "./words";

/** Whether notice was given, or until when it can be. */
export function NoticeCell({ term, today }: { term: Term; today: string }) {
  const { notice, notice_by, outcome } = term;
  if (notice) {
    return (
      <>
        <Tag tone="bad" icon={<IconAlertTriangleFilled size={12} aria-hidden />}>
          Given
        </Tag>
        <span className={classes.under}>{formatDay(notice)}</span>
      </>
    );
  }
  if (!notice_by) {
    return (
      <span className="quiet" title="The contract names no last day for notice">
        –
      </span>
    );
  }
  const near = nearness(notice_by, today);
  if (outcome !== "open" || near === "far") {
    return (
      <>
        <span className="quiet">by</span> {formatDay(notice_by)}
      </>
    );
  }
  return (
    <>
      {near === "near" ? (
        <Tag
          tone="warn"
          icon={<IconClockExclamation size={13} aria-hidden />}
          title="Until then they can end it"
        >
          {daysToGo(notice_by, today)}
        </Tag>
      ) : (
        <Tag tone="info" title="The last day for notice went by, and none was given">
          Passed
        </Tag>
      )}
      <span className={classes.under}>by {formatDay(notice_by)}</span>
    </>
  );
}
