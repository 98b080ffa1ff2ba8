import type { RenewalOutcome } from "~/api/types";
import classes from "./Head.module.css";
import { OUTCOME_LOOKS } from "./words";

/** A swatch of an outcome's colour; the word stands beside it. Open terms at risk are striped. */
export function Mark({ outcome, striped }: { outcome: RenewalOutcome; striped?: boolean }) {
  return (
    <span
      className={classes.mark}
      data-open={outcome === "open" || undefined}
      data-striped={striped || undefined}
      style={{ backgroundColor: `var(${OUTCOME_LOOKS[outcome].fill})` }}
      aria-hidden="true"
    />
  );
}
