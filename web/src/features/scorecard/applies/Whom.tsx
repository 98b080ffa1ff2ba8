import { Link } from "@tanstack/react-router";
import { ConditionError } from "~/features/accounts/ConditionError";
import { plural } from "~/lib/format";
import classes from "./Applies.module.css";
import type { useWhom } from "./useWhom";

/** How many accounts a condition takes, in words; or what is wrong with it. */
export function Whom({
  of: { query, text },
  use,
}: {
  of: ReturnType<typeof useWhom>;
  /** Takes a corrected text. */
  use: (text: string) => void;
}) {
  const { data, error, isError, isPlaceholderData } = query;
  if (text === "") {
    return (
      <p className={classes.whom}>Say which accounts these are: choose a column and a value.</p>
    );
  }
  if (isError) return <ConditionError source={text} error={error} use={use} />;
  return (
    <p className={classes.whom} aria-live="polite" data-stale={isPlaceholderData || undefined}>
      {data && (
        <>
          <Link to="/accounts" search={{ where: text }} className="link">
            {plural(data.size.accounts, "account")}
          </Link>{" "}
          of which {data.explanation}. Those that a scorecard above takes are scored there.
        </>
      )}
    </p>
  );
}
