import { IconChevronRight } from "@tabler/icons-react";
import type { ImportRun } from "~/api/types";
import { formatCount, plural } from "~/lib/format";
import { Tag } from "~/ui/Tag";
import { When } from "~/ui/When";
import classes from "./Data.module.css";
import { Notes } from "./Notes";

/** One import; opens to the refused rows and the contradictions. */
export function ImportItem({
  run,
  opened,
  toggle,
}: {
  run: ImportRun;
  opened: boolean;
  toggle: () => void;
}) {
  return (
    <div className={classes.run}>
      <button type="button" className={classes.runHead} aria-expanded={opened} onClick={toggle}>
        <IconChevronRight size={14} aria-hidden />
        <span className="clip">
          <b style={{ fontWeight: 550 }}>{run.file}</b>
          <span className="quiet"> · {run.kind}</span>
        </span>
        <span className="quiet">
          <When at={run.finished_at} />
        </span>
        <Figure count={run.added} word="added" />
        <Figure count={run.updated} word="updated" />
        <Figure count={run.unchanged} word="unchanged" />
        <span className={classes.runNumber}>
          {run.refused > 0 ? (
            <Tag tone="bad">{formatCount(run.refused)} refused</Tag>
          ) : (
            <Figure count={0} word="refused" />
          )}
        </span>
        <span className={classes.runNumber}>
          {run.findings.length > 0 && (
            <Tag tone="warn">{plural(run.findings.length, "finding")}</Tag>
          )}
        </span>
      </button>
      {opened && <RunBody run={run} />}
    </div>
  );
}

function Figure({ count, word }: { count: number; word: string }) {
  return (
    <span className={`${classes.runNumber} ${count === 0 ? "quiet" : ""}`}>
      {formatCount(count)} <span className="quiet">{word}</span>
    </span>
  );
}

function RunBody({ run }: { run: ImportRun }) {
  return (
    <div className={classes.runBody}>
      {run.refused === 0 && run.findings.length === 0 && (
        <p className="quiet">
          All {plural(run.rows, "row")} are in, and nothing in them contradicts itself.
        </p>
      )}
      {run.refused > 0 && (
        <section>
          <h3 className={classes.sub}>{plural(run.refused, "row")} refused</h3>
          <Notes notes={run.refusals} />
          {run.rejected_file && (
            <p className="quiet">
              All refused rows are in <code>{run.rejected_file}</code> on the server: mend them
              there and import that file.
            </p>
          )}
        </section>
      )}
      {run.findings.map((finding) => (
        <section key={finding.code}>
          <h3 className={classes.sub}>
            {finding.message} <Tag tone="warn">{plural(finding.rows, "row")}</Tag>
          </h3>
          <Notes notes={finding.examples} />
        </section>
      ))}
    </div>
  );
}
