import { Button } from "@mantine/core";
import { sentenceOf } from "~/api/problem";
import { useAsOf, useMay } from "~/app/session";
import { shortEmail } from "~/lib/format";
import { When } from "~/ui/When";
import type { Draft } from "./draft/useDraft";
import classes from "./Studio.module.css";
import type { Published } from "./types";

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
  return <Kept draft={draft} />;
}

/** Where the draft is. */
function Kept({ draft: { keeping, flush } }: { draft: Draft }) {
  switch (keeping.where) {
    case "on its way":
      return "draft, being saved";
    case "server":
      return "draft, saved until you publish or discard it";
    default:
      return (
        <span className={classes.warning} role="alert">
          {keeping.where === "browser"
            ? "draft, not saved on the server: only this browser keeps it"
            : "draft, not saved: neither the server nor this browser keeps it, so publish before you leave"}{" "}
          <Button
            size="compact-xs"
            variant="default"
            title={keeping.error ? sentenceOf(keeping.error) : undefined}
            onClick={() => void flush()}
          >
            Try again
          </Button>
        </span>
      );
  }
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
