import { Select } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useAsOf, useMay } from "~/app/session";
import { Card } from "~/ui/Card";
import { Page } from "~/ui/Page";
import { Empty, Loaded, RowSkeletons } from "~/ui/States";
import { Crumbs } from "../Crumbs";
import { metricQuery, metricsQuery } from "../queries";
import { BLANK, draftOf } from "./draft";
import { Editor } from "./Editor";
import classes from "./Editor.module.css";
import { TEMPLATES, templateOf } from "./templates";

const route = getRouteApi("/app/catalogue/new-metric");
const NAME = "New metric";
const EMPTY = "empty";

export function NewMetricPage() {
  const { template, copy } = route.useSearch();
  const may = useMay("manage_data");
  if (!may) return <NotAllowed />;
  if (copy) return <Copied of={copy} />;
  const draft = template === EMPTY ? BLANK : templateOf(template)?.draft;
  if (!draft) return <Start />;
  return <Editor key={template} initial={draft} title={<Crumbs name={NAME} />} name={NAME} />;
}

/** Who may look but not write. */
export function NotAllowed() {
  return (
    <Page name="Metrics" title={<Crumbs name={NAME} />}>
      <Empty icon={<IconLock size={20} stroke={1.6} />} title="For leaders and administrators">
        They declare and change metrics.{" "}
        <Link to="/catalogue" className="link">
          All metrics
        </Link>
      </Empty>
    </Page>
  );
}

function Copied({ of }: { of: string }) {
  const metric = useQuery(metricQuery(of, useAsOf()));
  if (!metric.data) {
    return (
      <Page name={NAME} title={<Crumbs name={NAME} />}>
        <Loaded query={metric} skeleton={<RowSkeletons rows={8} />}>
          {() => null}
        </Loaded>
      </Page>
    );
  }
  const draft = draftOf(metric.data.definition);
  const copied = {
    ...draft,
    name: `${draft.name} (copy)`,
    key: `${draft.key}_copy`,
    group: "own" as const,
  };
  return <Editor key={of} initial={copied} title={<Crumbs name={NAME} />} name={NAME} />;
}

/** A question to start from, a metric to start from, or nothing. */
function Start() {
  const navigate = useNavigate();
  const all = useQuery(metricsQuery(useAsOf())).data ?? [];
  return (
    <Page name={NAME} title={<Crumbs name={NAME} />}>
      <div className={classes.start}>
        <Card title="Start from a question">
          <div className={classes.templates}>
            {TEMPLATES.map(({ key, name, question }) => (
              <Link
                key={key}
                to="/catalogue/new-metric"
                search={{ template: key }}
                className={classes.template}
              >
                <b>{name}</b>
                <span className="quiet">{question}</span>
              </Link>
            ))}
          </div>
        </Card>
        <Card title="Or from a metric that exists">
          <Select
            aria-label="Duplicate a metric"
            placeholder="Duplicate a metric …"
            searchable
            limit={60}
            maw={420}
            value={null}
            nothingFoundMessage="No metric is called so"
            data={all.map(({ key, name }) => ({ value: key, label: `${name} · ${key}` }))}
            onChange={(copy) =>
              copy && void navigate({ to: "/catalogue/new-metric", search: { copy } })
            }
          />
        </Card>
        <p>
          <Link to="/catalogue/new-metric" search={{ template: EMPTY }} className="link">
            Start with an empty form
          </Link>
        </p>
      </div>
    </Page>
  );
}
