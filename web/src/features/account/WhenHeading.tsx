import { formatDay } from "~/lib/time";
import { WhenDay } from "~/ui/When";
import classes from "./Timeline.module.css";

export function WhenHeading({ day }: { day: string }) {
  return (
    <h3 className={classes.heading}>
      {formatDay(day)}{" "}
      <span className="quiet">
        <WhenDay day={day} />
      </span>
    </h3>
  );
}
