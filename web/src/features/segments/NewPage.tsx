import { Button, SegmentedControl } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, ok } from "~/api/client";
import { useAsOf } from "~/app/session";
import { useLocked } from "~/features/past/useLocked";
import { plural } from "~/lib/format";
import { Card } from "~/ui/Card";
import { Page } from "~/ui/Page";
import { Loaded } from "~/ui/States";
import { Builder, type Draft } from "./builder/Builder";
import { Crumbs } from "./Crumbs";
import classes from "./Form.module.css";
import { ListEditor, type Listed } from "./ListEditor";
import { type Named, Names } from "./Names";
import { Preview } from "./Preview";
import { columnsQuery, useRenewSegments } from "./queries";
import { Trouble } from "./Trouble";

const route = getRouteApi("/app/segments/new");

/** Makes a segment: a condition or a list. */
export function NewPage() {
  const { where } = route.useSearch();
  const navigate = route.useNavigate();
  const renew = useRenewSegments();
  const locked = useLocked();
  const columns = useQuery(columnsQuery(useAsOf()));
  const [named, setNamed] = useState<Named>({ name: "", key: "", description: "" });
  const [kind, setKind] = useState<"condition" | "list">("condition");
  const [draft, setDraft] = useState<Draft>({ text: where ?? "", unfinished: 0 });
  const [listed, setListed] = useState<Listed[]>([]);

  const save = useMutation({
    mutationFn: () => {
      const about = { ...named, description: named.description || null };
      const body =
        kind === "list"
          ? { ...about, kind, accounts: listed.map(({ id }) => id) }
          : { ...about, kind, condition: draft.text };
      return ok(api.POST("/api/segments", { body }));
    },
    onSuccess: async (made) => {
      await renew();
      notifications.show({ title: "Segment saved", message: made.name });
      void navigate({ to: "/segments/$key", params: { key: made.key } });
    },
  });

  const isReady =
    named.name.trim() !== "" &&
    named.key !== "" &&
    (kind === "list" || (draft.text.trim() !== "" && draft.unfinished === 0));
  return (
    <Page
      name="New segment"
      title={<Crumbs name="New segment" />}
      actions={
        <>
          <Button
            size="xs"
            variant="default"
            renderRoot={(props) => <Link to="/segments" {...props} />}
          >
            Cancel
          </Button>
          <Button
            size="xs"
            disabled={!isReady}
            {...locked}
            loading={save.isPending}
            onClick={() => save.mutate()}
          >
            Save segment
          </Button>
        </>
      }
    >
      <div className={classes.layout}>
        <div className={classes.stack}>
          <Card title="Segment">
            <Names named={named} change={setNamed} />
          </Card>
          <Card title="Accounts" hint={hint(draft, kind)}>
            <SegmentedControl
              className={classes.kind}
              size="xs"
              aria-label="Kind of segment"
              data={[
                { value: "condition", label: "By condition" },
                { value: "list", label: "A list kept by hand" },
              ]}
              value={kind}
              onChange={(next) => setKind(next === "list" ? "list" : "condition")}
            />
            {kind === "list" ? (
              <ListEditor listed={listed} hidden={0} change={setListed} />
            ) : (
              <Loaded query={columns}>
                {({ rows }) => <Builder draft={draft} columns={rows} change={setDraft} />}
              </Loaded>
            )}
          </Card>
          <Trouble error={save.error} />
        </div>
        <div className={classes.side}>
          {kind === "list" ? (
            <Card title="Right now">
              <p className={classes.sentence}>
                {listed.length === 0
                  ? "A list holds the accounts that you put on it, until you take them off. When each was on it is kept."
                  : `${plural(listed.length, "account")} on the list.`}
              </p>
            </Card>
          ) : (
            <Preview
              condition={draft.text.trim()}
              unfinished={draft.unfinished}
              use={(text) => setDraft({ text, unfinished: 0 })}
            />
          )}
        </div>
      </div>
    </Page>
  );
}

function hint(draft: Draft, kind: "condition" | "list"): string | undefined {
  if (kind === "list" || draft.unfinished === 0 || draft.text === "") return undefined;
  return `finish or remove ${plural(draft.unfinished, "row")} to save`;
}
