import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useAsOf, useMay } from "~/app/session";
import { Page } from "~/ui/Page";
import { Loaded, RowSkeletons } from "~/ui/States";
import { Crumbs } from "../Crumbs";
import { metricQuery } from "../queries";
import { draftOf } from "./draft";
import { Editor } from "./Editor";
import { NotAllowed } from "./NewMetricPage";

const route = getRouteApi("/app/catalogue/$metricKey/edit");

export function EditMetricPage() {
  const { metricKey } = route.useParams();
  const metric = useQuery(metricQuery(metricKey, useAsOf()));
  const may = useMay("manage_data");
  if (!may) return <NotAllowed />;
  const crumbs = (
    <Crumbs name="Edit" of={{ key: metricKey, name: metric.data?.name ?? metricKey }} />
  );
  if (!metric.data) {
    return (
      <Page name={metricKey} title={crumbs}>
        <Loaded query={metric} skeleton={<RowSkeletons rows={8} />}>
          {() => null}
        </Loaded>
      </Page>
    );
  }
  return (
    <Editor
      key={metricKey}
      initial={draftOf(metric.data.definition)}
      existing={metric.data}
      title={crumbs}
      name={`Edit ${metric.data.name}`}
    />
  );
}
