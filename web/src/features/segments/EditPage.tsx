import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, ok } from "~/api/client";
import type { AccountPage, ConditionColumn, SegmentDetail } from "~/api/types";
import { useAsOf } from "~/app/session";
import { useLocked } from "~/features/past/useLocked";
import { Card } from "~/ui/Card";
import { Page } from "~/ui/Page";
import { Loaded } from "~/ui/States";
import { Builder, type Draft } from "./builder/Builder";
import { Crumbs } from "./Crumbs";
import classes from "./Form.module.css";
import { ListEditor, type Listed } from "./ListEditor";
import { type Named, Names } from "./Names";
import { Preview } from "./Preview";
import { columnsQuery, segmentQuery, useRenewSegments } from "./queries";
import { Trouble } from "./Trouble";

const route = getRouteApi("/app/segments/$key/edit");
const SHOWN = 500;

/** Changes a segment; what it was is kept as a version. */
export function EditPage() {
  const { key } = route.useParams();
  const segment = useQuery(segmentQuery(key, useAsOf()));
  const columns = useQuery(columnsQuery(useAsOf()));
  const isList = segment.data?.kind === "list";
  const members = useQuery({
    queryKey: ["accounts", "on-list", key],
    queryFn: () =>
      ok(
        api.GET("/api/accounts", {
          params: { query: { segment: key, sort: "name", dir: "asc", limit: SHOWN } },
        }),
      ),
    enabled: isList,
    gcTime: 0,
  });
  return (
    <Loaded query={segment}>
      {(one) =>
        isList ? (
          <Loaded query={members}>{(page) => <EditList segment={one} page={page} />}</Loaded>
        ) : (
          <Loaded query={columns}>
            {({ rows }) => <EditCondition segment={one} columns={rows} />}
          </Loaded>
        )
      }
    </Loaded>
  );
}

function useDone(key: string): () => Promise<void> {
  const navigate = route.useNavigate();
  const renew = useRenewSegments();
  return async () => {
    await renew();
    notifications.show({ title: "Segment saved", message: key });
    void navigate({ to: "/segments/$key", params: { key } });
  };
}

function change(segment: SegmentDetail, named: Named, condition: string | null) {
  const body = {
    name: named.name,
    description: named.description || null,
    condition,
    version: segment.version,
  };
  return ok(api.PUT("/api/segments/{key}", { params: { path: { key: segment.key } }, body }));
}

function namesOf(segment: SegmentDetail): Named {
  return { name: segment.name, key: segment.key, description: segment.description ?? "" };
}

function EditCondition({
  segment,
  columns,
}: {
  segment: SegmentDetail;
  columns: ConditionColumn[];
}) {
  const [named, setNamed] = useState(() => namesOf(segment));
  const [draft, setDraft] = useState<Draft>({ text: segment.condition ?? "", unfinished: 0 });
  const done = useDone(segment.key);
  const save = useMutation({
    mutationFn: () => change(segment, named, draft.text),
    onSuccess: done,
  });
  const isReady = named.name.trim() !== "" && draft.text.trim() !== "" && draft.unfinished === 0;
  return (
    <Frame
      segment={segment}
      isReady={isReady}
      isSaving={save.isPending}
      save={() => save.mutate()}
      side={
        <Preview
          condition={draft.text.trim()}
          unfinished={draft.unfinished}
          use={(text) => setDraft({ text, unfinished: 0 })}
        />
      }
    >
      <Card title="Segment">
        <Names named={named} change={setNamed} keyIsFixed />
      </Card>
      <Card title="Accounts">
        <Builder draft={draft} columns={columns} change={setDraft} />
      </Card>
      <Trouble error={save.error} />
    </Frame>
  );
}

function EditList({ segment, page }: { segment: SegmentDetail; page: AccountPage }) {
  const [named, setNamed] = useState(() => namesOf(segment));
  const [before] = useState(() =>
    page.rows.map((row): Listed => ({ id: row.account_id, name: row.name, isNew: false })),
  );
  const [listed, setListed] = useState(before);
  const add = listed.filter((one) => one.isNew).map(({ id }) => id);
  const remove = before
    .filter(({ id }) => !listed.some((one) => one.id === id))
    .map(({ id }) => id);
  const done = useDone(segment.key);
  const save = useMutation({
    mutationFn: async () => {
      if (add.length + remove.length > 0) {
        const params = { path: { key: segment.key } };
        await ok(api.PUT("/api/segments/{key}/accounts", { params, body: { add, remove } }));
      }
      await change(segment, named, null);
    },
    onSuccess: done,
  });
  return (
    <Frame
      segment={segment}
      isReady={named.name.trim() !== ""}
      isSaving={save.isPending}
      save={() => save.mutate()}
      side={
        <Card title="What saving does">
          <p className={classes.sentence}>
            {add.length + remove.length === 0
              ? "No account is added or taken off yet."
              : `Adds ${add.length} and takes off ${remove.length}. That an account was on the list, and when, is kept.`}
          </p>
        </Card>
      }
    >
      <Card title="Segment">
        <Names named={named} change={setNamed} keyIsFixed />
      </Card>
      <Card title="Accounts on the list">
        <ListEditor listed={listed} hidden={page.matching - page.rows.length} change={setListed} />
      </Card>
      <Trouble error={save.error} />
    </Frame>
  );
}

function Frame({
  segment,
  isReady,
  isSaving,
  save,
  side,
  children,
}: {
  segment: SegmentDetail;
  isReady: boolean;
  isSaving: boolean;
  save: () => void;
  side: React.ReactNode;
  children: React.ReactNode;
}) {
  return (
    <Page
      name={`Change ${segment.name}`}
      title={<Crumbs name={`Change ${segment.name}`} />}
      actions={
        <>
          <Button
            size="xs"
            variant="default"
            renderRoot={(props) => (
              <Link to="/segments/$key" params={{ key: segment.key }} {...props} />
            )}
          >
            Cancel
          </Button>
          <Button size="xs" disabled={!isReady} {...useLocked()} loading={isSaving} onClick={save}>
            Save
          </Button>
        </>
      }
    >
      <div className={classes.layout}>
        <div className={classes.stack}>{children}</div>
        <div className={classes.side}>{side}</div>
      </div>
    </Page>
  );
}
