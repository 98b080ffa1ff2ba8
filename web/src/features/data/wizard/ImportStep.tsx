import { Button, Checkbox, Progress, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api, ok } from "~/api/client";
import { sentenceOf } from "~/api/problem";
import type { ImportPreview, ImportRun } from "~/api/types";
import { formatPercent, plural } from "~/lib/format";
import { Copyable } from "~/ui/Copyable";
import { Step } from "./Step";
import { sendFile } from "./send";
import type { Queued } from "./usePreview";
import classes from "./Wizard.module.css";

/** The import itself, and keeping the mapping for the next file with the same headings. */
export function ImportStep({
  preview,
  queued,
  ready,
  imported,
}: {
  preview: ImportPreview;
  queued: Queued;
  ready: boolean;
  imported: (run: ImportRun) => void;
}) {
  const [keep, setKeep] = useState(preview.applied !== null);
  const [name, setName] = useState(preview.applied ?? queued.file.name.replace(/\.\w+$/, ""));
  const [share, setShare] = useState(0);
  const run = useMutation({
    mutationFn: async () => {
      setShare(0);
      if (keep) {
        await ok(
          api.PUT("/api/import-mappings/{id}", {
            params: { path: { id: name.trim() } },
            body: {
              mapping: preview.mapping_toml,
              headings: preview.columns.map((column) => column.name),
            },
          }),
        );
      }
      return sendFile(queued.file, preview.kind, JSON.stringify(preview.mapping), setShare);
    },
    onSuccess: imported,
  });
  const takes = preview.counts ? preview.counts.rows - preview.counts.refused : 0;
  return (
    <Step number={4} title="Import">
      <div className={classes.keep}>
        <Checkbox
          size="xs"
          label="Keep this mapping for files with the same headings, as"
          checked={keep}
          onChange={(event) => setKeep(event.currentTarget.checked)}
        />
        <TextInput
          size="xs"
          w={220}
          aria-label="Name of the mapping"
          disabled={!keep}
          value={name}
          maxLength={80}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </div>
      <div className={classes.go}>
        <Button
          disabled={!ready || !preview.counts || takes === 0 || (keep && name.trim() === "")}
          loading={run.isPending}
          onClick={() => run.mutate()}
        >
          Import {plural(takes, "row")}
        </Button>
        {run.isPending && (
          <div className={classes.progress} role="status">
            <Progress value={share * 100} striped={share >= 1} animated={share >= 1} size="sm" />
            {share < 1 ? `${formatPercent(share)} sent` : `Storing ${plural(takes, "row")} …`}
          </div>
        )}
        {run.isError && (
          <p role="alert" className={classes.bad}>
            {sentenceOf(run.error)}
          </p>
        )}
      </div>
      <details className={classes.finding}>
        <summary>The mapping as a file, for the command line</summary>
        <Copyable text={preview.mapping_toml} label="the mapping" block />
        <p className="quiet">
          <code>
            perennial import {preview.kind} {queued.file.name} --map THIS_FILE
          </code>
        </p>
      </details>
    </Step>
  );
}
