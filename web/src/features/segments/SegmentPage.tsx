import { Button, Tabs } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconPencil, IconScale, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { api, ok } from "~/api/client";
import { isMissing, sentenceOf } from "~/api/problem";
import type { SegmentDetail } from "~/api/types";
import { useAsOf, useMay } from "~/app/session";
import { useLocked } from "~/features/past/useLocked";
import { formatCount, formatMoney, plural } from "~/lib/format";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Page } from "~/ui/Page";
import { Empty, Failed, RowSkeletons } from "~/ui/States";
import { Crumbs } from "./Crumbs";
import { Members } from "./Members";
import { Moves } from "./Moves";
import { OverTime } from "./OverTime";
import { BrokenCondition } from "./Problem";
import { segmentQuery, useRenewSegments } from "./queries";
import classes from "./Segments.module.css";
import { SEGMENT_TABS } from "./search";
import { Versions } from "./Versions";

const route = getRouteApi("/app/segments/$key");

const TAB_NAMES = {
  accounts: "Accounts",
  history: "Over time",
  moves: "Entered and left",
  versions: "Versions",
};

/** One segment: who is in it, how it came to be so, and what it was. */
export function SegmentPage() {
  const { key } = route.useParams();
  const segment = useQuery(segmentQuery(key, useAsOf()));
  if (segment.data) return <Shown segment={segment.data} />;
  return (
    <Page name="Segment" title="Segment">
      {!segment.isError ? (
        <RowSkeletons />
      ) : isMissing(segment.error) ? (
        <Empty title="There is no such segment">
          It may have been deleted.{" "}
          <Link to="/segments" className="link">
            All segments
          </Link>
        </Empty>
      ) : (
        <Failed error={segment.error} retry={() => void segment.refetch()} />
      )}
    </Page>
  );
}

function Shown({ segment }: { segment: SegmentDetail }) {
  const { tab = "accounts" } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page
      name={segment.name}
      title={<Crumbs name={segment.name} />}
      fill
      actions={<Actions segment={segment} />}
    >
      <Head segment={segment} />
      <Tabs
        className={classes.tabs}
        value={tab}
        keepMounted={false}
        onChange={(next) => {
          const chosen = SEGMENT_TABS.find((known) => known === next);
          void navigate({
            search: (before) => ({ ...before, tab: chosen === "accounts" ? undefined : chosen }),
            replace: true,
          });
        }}
      >
        <Tabs.List className={classes.tabList}>
          {SEGMENT_TABS.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {TAB_NAMES[one]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="accounts" className={classes.panelFill}>
          {segment.problem ? (
            <Mend segment={segment} />
          ) : (
            <Members segment={segment.key} kind={segment.kind} />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="history" className={classes.panel}>
          {segment.problem ? <Mend segment={segment} /> : <OverTime segment={segment.key} />}
        </Tabs.Panel>
        <Tabs.Panel value="moves" className={classes.panel}>
          {segment.problem ? <Mend segment={segment} /> : <Moves segment={segment.key} />}
        </Tabs.Panel>
        <Tabs.Panel value="versions" className={classes.panel}>
          <Versions versions={segment.versions} kind={segment.kind} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

/** Stands where accounts would be while nobody can tell which they are. */
function Mend({ segment }: { segment: SegmentDetail }) {
  const may = useMay("manage_data");
  return (
    <Empty title="Which accounts these are can't be told">
      The condition names what is gone; until it is mended there is nothing to show here.{" "}
      {may && (
        <Link to="/segments/$key/edit" params={{ key: segment.key }} className="link">
          Change the condition
        </Link>
      )}
    </Empty>
  );
}

function Head({ segment }: { segment: SegmentDetail }) {
  const { size, problem } = segment;
  return (
    <div className={classes.head}>
      {segment.description && <p className={classes.sentence}>{segment.description}</p>}
      {segment.explanation && (
        <p className={classes.sentence}>Accounts of which {segment.explanation}.</p>
      )}
      {segment.kind === "list" && <p className="quiet">A list kept by hand.</p>}
      {segment.condition && !problem && <code className={classes.code}>{segment.condition}</code>}
      {problem && <BrokenCondition marked={problem.marked} />}
      {size && (
        <dl className={classes.figures} style={{ margin: 0 }}>
          <Figure name="Accounts" value={formatCount(size.accounts)} />
          <Figure name="ARR" value={formatMoney(size.arr)} />
          <Figure
            name={`Average ARR of ${plural(size.with_arr, "account")} with one`}
            value={formatMoney(size.average_arr)}
          />
        </dl>
      )}
    </div>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div className={classes.figure}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Actions({ segment }: { segment: SegmentDetail }) {
  const locked = useLocked();
  const may = useMay("manage_data");
  const navigate = route.useNavigate();
  const renew = useRenewSegments();
  const params = { path: { key: segment.key } };
  const remove = useMutation({
    mutationFn: () => ok(api.DELETE("/api/segments/{key}", { params })),
    onSuccess: async () => {
      await navigate({ to: "/segments" });
      await renew();
    },
    onError: (error) =>
      notifications.show({ color: "red", title: "Not deleted", message: sentenceOf(error) }),
  });
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconScale size={15} aria-hidden />}
        renderRoot={(props) => (
          <Link to="/segments/compare" search={{ keys: segment.key }} {...props} />
        )}
      >
        Compare
      </Button>
      {may && (
        <>
          <Button
            size="xs"
            variant="default"
            {...locked}
            leftSection={<IconPencil size={15} aria-hidden />}
            renderRoot={(props) => (
              <Link to="/segments/$key/edit" params={{ key: segment.key }} {...props} />
            )}
          >
            Change
          </Button>
          <ConfirmButton
            title={`Delete ${segment.name}?`}
            text="The segment goes with its versions and, of a list, with who was on it. The accounts stay as they are. This can't be undone."
            confirm="Delete"
            run={() => remove.mutate()}
          >
            {(open) => (
              <Button
                size="xs"
                variant="default"
                {...locked}
                leftSection={<IconTrash size={15} aria-hidden />}
                loading={remove.isPending}
                onClick={open}
              >
                Delete
              </Button>
            )}
          </ConfirmButton>
        </>
      )}
    </>
  );
}
