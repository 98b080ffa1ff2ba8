import { Card } from "~/ui/Card";
import classes from "./Data.module.css";
import { KeysCard } from "./KeysCard";
import { Snippets } from "./Snippets";

/** Keys on one side, how to use them on the other. */
export function Connect() {
  return (
    <div className={classes.columns}>
      <KeysCard />
      <Card title="Send events" hint="with any client that speaks the Segment tracking API">
        <Snippets />
      </Card>
    </div>
  );
}
