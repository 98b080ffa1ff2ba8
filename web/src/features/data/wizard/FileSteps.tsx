import { Button } from "@mantine/core";
import { useState } from "react";
import type { ImportRun } from "~/api/types";
import { plural } from "~/lib/format";
import { Card } from "~/ui/Card";
import { Failed, RowSkeletons } from "~/ui/States";
import { ColumnsStep } from "./ColumnsStep";
import { Finished } from "./Finished";
import { ImportStep } from "./ImportStep";
import { KindStep } from "./KindStep";
import type { Mapping } from "./mapping";
import { PreviewStep } from "./PreviewStep";
import { type Choice, type Queued, usePreview } from "./usePreview";
import classes from "./Wizard.module.css";

/** One file's way in, as steps on one page; each shows what the one before decided. */
export function FileSteps({
  queued,
  left,
  imported,
  next,
}: {
  queued: Queued;
  left: number;
  imported: (run: ImportRun) => void;
  next: () => void;
}) {
  const [choice, setChoice] = useState<Choice>({});
  const [run, setRun] = useState<ImportRun | null>(null);
  const query = usePreview(queued, choice);
  const preview = query.data;
  const name = queued.file.name;

  if (run && preview) {
    return <Finished queued={queued} preview={preview} run={run} left={left} next={next} />;
  }
  return (
    <Card
      title={name}
      hint={left > 0 ? `${plural(left, "more file")} after this one` : undefined}
      actions={
        <Button size="compact-sm" variant="subtle" color="gray" onClick={next}>
          Leave this file
        </Button>
      }
    >
      {!preview && query.isError ? (
        <Failed error={query.error} retry={() => void query.refetch()} />
      ) : !preview ? (
        <RowSkeletons />
      ) : (
        <div
          className={classes.steps}
          aria-busy={query.isFetching}
          data-busy={query.isFetching || undefined}
        >
          <KindStep
            preview={preview}
            choose={(kind) => setChoice({ kind })}
            guess={() => setChoice({ guess: true })}
          />
          <ColumnsStep
            preview={preview}
            error={query.isError ? query.error : null}
            change={(mapping: Mapping) => setChoice({ kind: preview.kind, mapping })}
          />
          <PreviewStep preview={preview} queued={queued} />
          <ImportStep
            preview={preview}
            queued={queued}
            ready={!query.isFetching && !query.isError}
            imported={(summary) => {
              setRun(summary);
              imported(summary);
            }}
          />
        </div>
      )}
    </Card>
  );
}
