import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { createPortal } from "react-dom";
import { useAsOf, useMay } from "~/app/session";
import { metricsQuery } from "~/features/metrics/queries";
import { Card } from "~/ui/Card";
import { RowSkeletons } from "~/ui/States";
import { TheirDraft } from "./draft/TheirDraft";
import { formOf, useDraft } from "./draft/useDraft";
import { CardForm } from "./form/CardForm";
import { FormProvider } from "./form/context";
import { PreviewPane } from "./preview/PreviewPane";
import { isPlaced, rowOf } from "./problem";
import { Actions } from "./publish/Actions";
import { Standing } from "./Standing";
import classes from "./Studio.module.css";
import { StudioTabs } from "./StudioTabs";
import { TextTab } from "./TextTab";
import type { Published, Trouble } from "./types";
import { usePreview } from "./usePreview";
import { useTab } from "./useTab";
import { VersionsTab } from "./VersionsTab";

/** What is marked in the form, beside rows that open. */
const MARKED = "[role=tabpanel] :is([role=alert], [aria-invalid=true])";

/** A scorecard as a form, as text and as it was, beside what the draft comes to. */
export function Studio({
  published,
  bar,
}: {
  published: Published;
  /** Where in the page's bar to say what is open, and what can be done with it. */
  bar: Record<"meta" | "actions", HTMLElement | null>;
}) {
  const [tab, show] = useTab();
  const asOf = useAsOf();
  const may = useMay("manage_data") && !asOf;
  const draft = useDraft(published, may);
  const readOnly = !may || draft.other !== null;
  const preview = usePreview(published, draft.asked, may);
  const metrics = useQuery(metricsQuery(undefined)).data ?? [];
  const [opened, open] = useState<string | null>(null);
  const { problem } = preview;
  const card = formOf(draft, published, preview.now?.card ?? null);

  function showProblem() {
    const row = rowOf(problem);
    show("form");
    if (row) open(row);
    const place = row ? `[data-row="${row}"]` : MARKED;
    requestAnimationFrame(() => document.querySelector(place)?.scrollIntoView({ block: "center" }));
  }

  const form = card ? (
    <FormProvider
      value={{
        of: published.key,
        card,
        metrics,
        problem,
        readOnly,
        opened,
        open,
        change: (next) => draft.change({ card: next }),
      }}
    >
      <CardForm />
    </FormProvider>
  ) : (
    <NoForm problem={problem} />
  );
  const text = (
    <TextTab draft={draft} published={published} preview={preview} readOnly={readOnly} />
  );
  const look = (toml: string) => {
    draft.change({ toml });
    show("form");
  };
  const versions = (
    <VersionsTab
      of={published.key}
      drafted={draft.written !== null}
      look={readOnly ? undefined : look}
    />
  );
  const canShow = tab === "form" && problem && card && isPlaced(problem, card);
  return (
    <>
      {bar.meta && createPortal(<Standing published={published} draft={draft} />, bar.meta)}
      {bar.actions &&
        may &&
        createPortal(
          <Actions draft={draft} published={published} preview={preview} />,
          bar.actions,
        )}
      {draft.other && <TheirDraft other={draft.other} />}
      <div className={classes.columns} data-alone={!may || undefined}>
        <StudioTabs tab={tab} show={show} panels={{ form, text, versions }} />
        {may && (
          <PreviewPane
            preview={preview}
            changed={draft.written !== null}
            show={canShow ? showProblem : undefined}
          />
        )}
      </div>
    </>
  );
}

/** Stands where the form would be while a text can't be read. */
function NoForm({ problem }: { problem: Trouble | null }) {
  if (!problem) return <RowSkeletons rows={12} />;
  return (
    <Card title="The form can't show this text yet">
      <p className="quiet">It does once the text is right; what is wrong stands beside it.</p>
    </Card>
  );
}
