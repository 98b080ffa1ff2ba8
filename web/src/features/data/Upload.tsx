import { Button, FileButton, NativeSelect } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconFileUpload } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type DragEvent, useState } from "react";
import { api, ok } from "~/api/client";
import { sentenceOf } from "~/api/problem";
import type { ImportRun } from "~/api/types";
import { humanise, plural } from "~/lib/format";
import classes from "./Data.module.css";
import { guessKind, KINDS } from "./kinds";

/** Takes a CSV or XLSX file and imports it as one kind of thing. */
export function Upload({ done }: { done: (run: ImportRun) => void }) {
  const client = useQueryClient();
  const [kind, setKind] = useState<string>("accounts");
  const [file, setFile] = useState<File | null>(null);
  const [over, setOver] = useState(false);

  const upload = useMutation({
    mutationFn: (chosen: File) =>
      ok(
        api.POST("/api/imports/{id}", {
          params: { path: { id: kind }, query: { file: chosen.name } },
          // The file goes as it is; the document describes its bytes as numbers.
          body: chosen as unknown as number[],
          bodySerializer: () => chosen,
          headers: { "content-type": "application/octet-stream" },
        }),
      ),
    onSuccess: (run) => {
      setFile(null);
      void client.invalidateQueries();
      notifications.show({
        title: `${run.file} is in`,
        message: `${plural(run.added, "row")} added, ${run.updated} updated, ${run.refused} refused`,
      });
      done(run);
    },
  });

  function choose(chosen: File | null) {
    setFile(chosen);
    upload.reset();
    const guess = chosen && guessKind(chosen.name);
    if (guess) setKind(guess);
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    choose(event.dataTransfer.files[0] ?? null);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the button does the same
    <div
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconFileUpload size={22} stroke={1.5} aria-hidden />
      <div className={classes.dropText}>
        {file ? (
          <b>{file.name}</b>
        ) : (
          <>
            Drop a CSV or XLSX file here. Bad rows are refused one by one; the same file twice
            changes nothing.
          </>
        )}
        {upload.isError && (
          <p role="alert" style={{ color: "var(--pn-bad)" }}>
            {sentenceOf(upload.error)}
          </p>
        )}
      </div>
      <FileButton onChange={choose} accept=".csv,.xlsx,text/csv">
        {(props) => (
          <Button variant="default" size="sm" {...props}>
            Choose file
          </Button>
        )}
      </FileButton>
      <NativeSelect
        aria-label="What the rows are"
        data={KINDS.map((value) => ({ value, label: humanise(value) }))}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value)}
      />
      <Button
        disabled={!file}
        loading={upload.isPending}
        onClick={() => file && upload.mutate(file)}
      >
        Import
      </Button>
    </div>
  );
}
