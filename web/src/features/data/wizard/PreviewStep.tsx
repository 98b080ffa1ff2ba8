import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import type { ImportPreview } from "~/api/types";
import { formatCount, plural } from "~/lib/format";
import grid from "~/ui/grid.module.css";
import { Tag } from "~/ui/Tag";
import { Notes } from "../Notes";
import { Step } from "./Step";
import type { Queued } from "./usePreview";
import { useRejected } from "./useRejected";
import classes from "./Wizard.module.css";

/** What would happen: counts over the whole file, the first rows as they would be stored, errors. */
export function PreviewStep({ preview, queued }: { preview: ImportPreview; queued: Queued }) {
  const rejected = useRejected(queued, preview);
  const { counts } = preview;
  if (!counts) {
    return (
      <Step number={3} title="What would happen">
        <p className="quiet" role="status">
          {preview.missing.length > 0
            ? `Nothing yet: ${preview.missing.join(", ")} ${preview.missing.length > 1 ? "have" : "has"} no column.`
            : preview.problem}
        </p>
      </Step>
    );
  }
  return (
    <Step number={3} title="What would happen" hint="nothing is written yet">
      <dl className={classes.counts}>
        <Count word="rows" count={counts.rows} />
        <Count word="to add" count={counts.added} />
        <Count word="to update" count={counts.updated} />
        <Count word="unchanged" count={counts.unchanged} />
        <Count word="refused" count={counts.refused} bad={counts.refused > 0} />
      </dl>
      {preview.refusals.length > 0 && (
        <section>
          <h4 className={classes.sub}>
            {plural(counts.refused, "row")} would be refused
            <Button
              size="compact-xs"
              variant="subtle"
              leftSection={<IconDownload size={13} aria-hidden />}
              loading={rejected.isPending}
              onClick={() => rejected.mutate()}
            >
              Download them
            </Button>
          </h4>
          <Notes notes={preview.refusals} />
          {counts.refused > preview.refusals.length && (
            <p className="quiet">
              These are the first {preview.refusals.length}; the download has all{" "}
              {formatCount(counts.refused)}.
            </p>
          )}
        </section>
      )}
      {preview.findings.map((finding) => (
        <details key={finding.code} className={classes.finding}>
          <summary>
            <Tag tone="warn">{plural(finding.rows, "row")}</Tag> {finding.message}
          </summary>
          <Notes notes={finding.examples.slice(0, 5)} />
        </details>
      ))}
      {preview.rows.length > 0 && (
        <section className={`${grid.scroll} ${classes.rows}`} tabIndex={0} aria-label="First rows">
          <table className={grid.grid}>
            <thead>
              <tr>
                <th scope="col">Line</th>
                {preview.row_columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {preview.rows.map((row) => (
                <tr key={row.line}>
                  <td className="num quiet">{row.line}</td>
                  {preview.row_columns.map((column) => (
                    <td key={column}>
                      <span className={`${classes.cell} clip`} title={row.values[column]}>
                        {row.values[column]}
                      </span>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Step>
  );
}

function Count({ word, count, bad = false }: { word: string; count: number; bad?: boolean }) {
  return (
    <div data-bad={bad || undefined} data-none={count === 0 || undefined}>
      <dd>{formatCount(count)}</dd>
      <dt>{word}</dt>
    </div>
  );
}
