import { Button, Loader } from "@mantine/core";
import { Card } from "~/ui/Card";
import { Failed, RowSkeletons } from "~/ui/States";
import { asSentence } from "../problem";
import type { Trouble } from "../types";
import type { Previewed } from "../usePreview";
import { BandChange } from "./BandChange";
import { Movers } from "./Movers";
import classes from "./Preview.module.css";
import { Summary } from "./Summary";
import { Worth } from "./Worth";

/** What the draft comes to for every account, and what it would have been worth. */
export function PreviewPane({
  preview,
  changed,
  show,
}: {
  preview: Previewed;
  /** Whether anything differs from what is published. */
  changed: boolean;
  /** Leads to where the problem is marked; nothing where it has no place in what is shown. */
  show: (() => void) | undefined;
}) {
  const { latest, problem, error, pending, retry } = preview;
  return (
    <aside className={classes.pane} aria-label="Preview" tabIndex={0}>
      {problem && <Wrong problem={problem} show={show} />}
      <Card
        title={changed ? "What it would come to" : "As it is now"}
        hint={changed ? "today, nothing is published yet" : undefined}
        actions={pending && <Loader size={14} aria-label="Computing" />}
      >
        {error ? (
          <Failed error={error} retry={retry} />
        ) : latest ? (
          <div className={classes.answer} data-stale={pending || undefined} aria-busy={pending}>
            {problem && <p className={classes.note}>This is of the last draft that was right.</p>}
            <Summary preview={latest} changed={changed} />
            <BandChange preview={latest} changed={changed} />
          </div>
        ) : problem ? (
          <p className="quiet">There is a preview once the scorecard is right.</p>
        ) : (
          <RowSkeletons rows={6} />
        )}
      </Card>
      {latest && !error && (
        <>
          {changed && <Movers preview={latest} />}
          <Worth preview={latest} changed={changed} />
        </>
      )}
    </aside>
  );
}

function Wrong({ problem, show }: { problem: Trouble; show: (() => void) | undefined }) {
  return (
    <div className={classes.wrong} role="alert">
      {show ? (
        <>
          <span>Something is not right yet; it is marked in the form.</span>
          <Button size="compact-xs" variant="default" onClick={show}>
            Show it
          </Button>
        </>
      ) : (
        <span>
          {problem.key && <b>{problem.key}: </b>}
          {problem.key ? problem.detail : asSentence(problem.detail)}
        </span>
      )}
    </div>
  );
}
