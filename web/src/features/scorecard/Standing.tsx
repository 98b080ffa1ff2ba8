import { useAsOf, useMay } from "~/app/session";
import { shortEmail } from "~/lib/format";
import { When } from "~/ui/When";
import classes from "./Studio.module.css";
import type { Published } from "./types";
import type { Draft } from "./useDraft";

/** What is in use, and what has become of the draft. */
export function Standing({ published, draft }: { published: Published; draft: Draft }) {
  const may = useMay("manage_data");
  const asOf = useAsOf();
  if (asOf) return "as it is now; go back to today to change it";
  if (!may) return "to read; changing it takes the right to manage data";
  if (!draft.written) return <InUse published={published} />;
  if (draft.of !== published.version) {
    return (
      <span className={classes.warning} role="status">
        version {published.version} was published since you began; publishing replaces it
      </span>
    );
  }
  return draft.kept
    ? "draft, kept in this browser until you publish or discard it"
    : "draft; this browser can't keep it, so publish before you leave";
}

function InUse({ published: { version, changed_by, changed_at } }: { published: Published }) {
  if (!version) return "as it comes with Perennial";
  return (
    <>
      version {version}
      {changed_by && ` by ${shortEmail(changed_by)}`}
      {changed_at && (
        <>
          , <When at={changed_at} />
        </>
      )}
    </>
  );
}
