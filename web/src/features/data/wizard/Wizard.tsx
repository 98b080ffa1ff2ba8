import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ImportRun } from "~/api/types";
import { Drop } from "./Drop";
import { FileSteps } from "./FileSteps";
import type { Queued } from "./usePreview";

let lastNumber = 0;

/** Files, one after the other: what each is, which column is which, what would happen, the import. */
export function Wizard({ done }: { done: (run: ImportRun) => void }) {
  const client = useQueryClient();
  const [queue, setQueue] = useState<Queued[]>([]);
  const current = queue[0];

  function add(files: File[]) {
    setQueue((before) => [...before, ...files.map((file) => ({ number: ++lastNumber, file }))]);
  }

  return (
    <>
      <Drop add={add} waiting={queue.map(({ file }) => file.name)} />
      {current && (
        <FileSteps
          key={current.number}
          queued={current}
          left={queue.length - 1}
          imported={(run) => {
            void client.invalidateQueries({
              predicate: ({ queryKey }) => queryKey[0] !== "import-preview",
            });
            done(run);
          }}
          next={() => setQueue((before) => before.slice(1))}
        />
      )}
    </>
  );
}
