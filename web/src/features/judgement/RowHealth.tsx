import type { AccountRow } from "~/api/types";
import { Health } from "~/ui/Health";
import classes from "./Override.module.css";
import { OverrideMark } from "./OverrideMark";

/** The health of an account in a list, marked where a person knows better. */
export function RowHealth({ row, inLink = false }: { row: AccountRow; inLink?: boolean }) {
  return (
    <span className={classes.row}>
      <Health score={row.score} band={row.band} />
      <OverrideMark override={row.override} inLink={inLink} />
    </span>
  );
}
