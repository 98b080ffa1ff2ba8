import { Button, FileButton } from "@mantine/core";
import { IconFileUpload } from "@tabler/icons-react";
import { type DragEvent, useState } from "react";
import classes from "../Data.module.css";

/** Takes CSV and XLSX files, dropped or chosen. */
export function Drop({ add, waiting }: { add: (files: File[]) => void; waiting: string[] }) {
  const [over, setOver] = useState(false);

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    add([...event.dataTransfer.files]);
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
        {waiting.length > 1 ? (
          <>
            Now <b>{waiting[0]}</b>, then {waiting.slice(1).join(", ")}.
          </>
        ) : (
          <>
            Drop CSV or XLSX files here, with whatever columns they have: accounts, contacts,
            subscriptions, usage, tickets, surveys, talks, invoices, churn reviews. Nothing is
            written before you have seen what would happen.
          </>
        )}
      </div>
      <FileButton multiple onChange={add} accept=".csv,.xlsx,text/csv">
        {(props) => (
          <Button variant={waiting.length > 0 ? "default" : "filled"} size="sm" {...props}>
            {waiting.length > 0 ? "Add files" : "Choose files"}
          </Button>
        )}
      </FileButton>
    </div>
  );
}
