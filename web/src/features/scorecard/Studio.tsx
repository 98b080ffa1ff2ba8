import { Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useAsOf, useMay } from "~/app/session";
import { metricsQuery } from "~/features/metrics/queries";
import { oneOf } from "~/lib/url";
import { Card } from "~/ui/Card";
import { Page } from "~/ui/Page";
import { RowSkeletons } from "~/ui/States";
import { Actions } from "./Actions";
import { CardForm } from "./form/CardForm";
import { FormProvider } from "./form/context";
import { PreviewPane } from "./preview/PreviewPane";
import { isPlaced, measureOf } from "./problem";
import { Standing } from "./Standing";
import classes from "./Studio.module.css";
import { STUDIO_TABS, type StudioTab } from "./search";
import { TextTab } from "./TextTab";
import type { Published } from "./types";
import { formOf, useDraft } from "./useDraft";
import { usePreview } from "./usePreview";
import { VersionsTab } from "./VersionsTab";

const route = getRouteApi("/app/scorecard");

const TABS: Record<StudioTab, string> = { form: "Form", text: "As text", versions: "Versions" };

/** What is marked in the form, beside a measure's row. */
const MARKED = "[role=tabpanel] :is([role=alert], [aria-invalid=true])";

/** The scorecard as a form, as text and as it was, beside what the draft comes to. */
export function Studio({
  published,
  title,
  name,
}: {
  published: Published;
  title: ReactNode;
  name: string;
}) {
  const navigate = route.useNavigate();
  const tab = route.useSearch().tab ?? "form";
  const asOf = useAsOf();
  const may = useMay("manage_data");
  const readOnly = !may || asOf !== undefined;
  const kept = useDraft(published);
  // Who only reads sees what is in use.
  const draft = readOnly ? { ...kept, written: null } : kept;
  const preview = usePreview(draft.asked, published.version, may && !asOf);
  const metrics = useQuery(metricsQuery(undefined)).data ?? [];
  const [opened, open] = useState<string | null>(null);
  const { problem } = preview;
  const card = formOf(draft, published, preview.now?.card ?? null);

  const show = (next: StudioTab) =>
    void navigate({
      search: (before) => ({ ...before, tab: next === "form" ? undefined : next }),
      replace: true,
      resetScroll: false,
    });
  function showProblem() {
    const measure = measureOf(problem);
    show("form");
    if (measure) open(measure);
    const place = measure ? `[data-measure="${measure}"]` : MARKED;
    requestAnimationFrame(() => document.querySelector(place)?.scrollIntoView({ block: "center" }));
  }

  return (
    <Page
      name={name}
      title={title}
      meta={<Standing published={published} draft={draft} />}
      actions={may && !asOf && <Actions draft={draft} published={published} preview={preview} />}
    >
      <div className={classes.columns} data-alone={readOnly || undefined}>
        <Tabs
          value={tab}
          keepMounted={false}
          onChange={(next) => show(oneOf(next, STUDIO_TABS) ?? "form")}
        >
          <Tabs.List mb="sm">
            {STUDIO_TABS.map((key) => (
              <Tabs.Tab key={key} value={key}>
                {TABS[key]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="form">
            {card ? (
              <FormProvider
                value={{
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
            ) : problem ? (
              <Card title="The form can't show this text yet">
                <p className="quiet">
                  It does once the text is right; what is wrong stands beside it.
                </p>
              </Card>
            ) : (
              <RowSkeletons rows={12} />
            )}
          </Tabs.Panel>
          <Tabs.Panel value="text">
            <TextTab draft={draft} published={published} preview={preview} readOnly={readOnly} />
          </Tabs.Panel>
          <Tabs.Panel value="versions">
            <VersionsTab
              drafted={draft.written !== null}
              look={
                readOnly
                  ? undefined
                  : (toml) => {
                      draft.change({ toml });
                      show("form");
                    }
              }
            />
          </Tabs.Panel>
        </Tabs>
        {!readOnly && (
          <PreviewPane
            preview={preview}
            changed={draft.written !== null}
            show={
              tab === "form" && problem && card && isPlaced(problem, card) ? showProblem : undefined
            }
          />
        )}
      </div>
    </Page>
  );
}
