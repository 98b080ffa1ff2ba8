import { Button } from "@mantine/core";
import { IconCircleCheck, IconDownload } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ImportPreview, ImportRun } from "~/api/types";
import { formatCount, plural } from "~/lib/format";
import { Card } from "~/ui/Card";
import type { AccountTab } from "../../account/search";
import type { Queued } from "./usePreview";
import { useRejected } from "./useRejected";
import classes from "./Wizard.module.css";

/** What came in, where to see it, and what was left behind. */
export function Finished({
  queued,
  preview,
  run,
  left,
  next,
}: {
  queued: Queued;
  preview: ImportPreview;
  run: ImportRun;
  left: number;
  next: () => void;
}) {
  const rejected = useRejected(queued, preview);
  return (
    <Card
      title={
        <span className={classes.done}>
          <IconCircleCheck size={16} aria-hidden /> {run.file} is in
        </span>
      }
      hint={`${formatCount(run.added)} added, ${formatCount(run.updated)} updated, ${formatCount(run.unchanged)} unchanged, ${formatCount(run.refused)} refused`}
    >
      <div className={classes.go}>
        <Links preview={preview} run={run} />
        {run.refused > 0 && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconDownload size={14} aria-hidden />}
            loading={rejected.isPending}
            onClick={() => rejected.mutate()}
          >
            Download {plural(run.refused, "refused row")}
          </Button>
        )}
        <Button size="xs" variant={left > 0 ? "filled" : "default"} onClick={next}>
          {left > 0 ? "Next file" : "Done"}
        </Button>
      </div>
    </Card>
  );
}

/** The tab of an account's page that shows what came in. */
const TABS: Record<string, AccountTab> = {
  tickets: "tickets",
  surveys: "surveys",
  subscriptions: "revenue",
  invoices: "revenue",
  churn_reviews: "revenue",
};

/** Ways to what came in: its accounts, and for facts the live view of this file. */
function Links({ preview, run }: { preview: ImportPreview; run: ImportRun }) {
  const ids = [...new Set(preview.rows.flatMap(({ values }) => values.account_id ?? []))];
  const tab = TABS[run.kind];
  return (
    <p className={classes.links}>
      See{" "}
      {run.kind === "facts" || run.kind === "interactions" ? (
        <Link to="/data" search={{ tab: "live", source: `import:${run.file}` }} className="link">
          its facts
        </Link>
      ) : (
        <Link to="/accounts" className="link">
          all accounts
        </Link>
      )}
      {ids.length > 0 && ", or "}
      {ids.slice(0, 3).map((id, at) => (
        <span key={id}>
          {at > 0 && ", "}
          <Link
            to="/accounts/$accountId"
            params={{ accountId: id }}
            search={tab ? { tab } : {}}
            className="link"
          >
            {id}
          </Link>
        </span>
      ))}
      .
    </p>
  );
}
