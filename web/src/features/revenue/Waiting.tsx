import { Card } from "~/ui/Card";
import { RowSkeletons } from "~/ui/States";
import classes from "./Revenue.module.css";

const CARDS = ["figures", "waterfall", "table"];

/** Stands in place of the figures while they load. */
export function Waiting() {
  return (
    <div className={classes.stack}>
      {CARDS.map((card) => (
        <Card key={card}>
          <RowSkeletons rows={6} />
        </Card>
      ))}
    </div>
  );
}
