import { Button, NativeSelect } from "@mantine/core";
import type { ImportPreview } from "~/api/types";
import { formatPercent, humanise } from "~/lib/format";
import { Step } from "./Step";
import { Sure } from "./Sure";
import classes from "./Wizard.module.css";

/** What the rows are: guessed, and changeable. */
export function KindStep({
  preview,
  choose,
  guess,
}: {
  preview: ImportPreview;
  choose: (kind: string) => void;
  guess: () => void;
}) {
  const current = preview.kinds.find(({ kind }) => kind === preview.kind);
  return (
    <Step number={1} title="What it is">
      <div className={classes.kind}>
        <NativeSelect
          aria-label="What the rows are"
          w={190}
          value={preview.kind}
          onChange={(event) => choose(event.currentTarget.value)}
          data={preview.kinds.map(({ kind, confidence }) => ({
            value: kind,
            label: `${humanise(kind)} · ${formatPercent(confidence)}`,
          }))}
        />
        {current && <Sure confidence={current.confidence} />}
        {current && <span className="quiet">{current.reason}</span>}
      </div>
      {preview.applied && (
        <p className={classes.applied} role="status">
          Read with the mapping <b>{preview.applied}</b>, which is kept for files with these
          headings.{" "}
          <Button size="compact-xs" variant="subtle" onClick={guess}>
            Guess anew
          </Button>
        </p>
      )}
    </Step>
  );
}
