import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { isMissing } from "~/api/problem";
import { Crumbs } from "~/ui/Crumbs";
import { Page } from "~/ui/Page";
import { Empty, Loaded, RowSkeletons } from "~/ui/States";
import { ScorecardList } from "./list/ScorecardList";
import { publishedQuery } from "./queries";
import { Studio } from "./Studio";
import classes from "./Studio.module.css";
import { DEFAULT_KEY } from "./types";

const NAME = "Scorecard studio";

const route = getRouteApi("/app/scorecard");

/** Where the company's scorecards are changed, with what that does to every account. */
export function ScorecardPage() {
  const { key = DEFAULT_KEY } = route.useSearch();
  const navigate = route.useNavigate();
  const published = useQuery(publishedQuery(key));
  // The bar stays while another scorecard opens; what is in it belongs to the one that is open.
  const [meta, setMeta] = useState<HTMLElement | null>(null);
  const [actions, setActions] = useState<HTMLElement | null>(null);
  const open = (next: string) =>
    void navigate({
      search: (before) => ({ ...before, key: next === DEFAULT_KEY ? undefined : next }),
      resetScroll: false,
    });
  return (
    <Page
      name={NAME}
      title={
        <Crumbs
          up={
            <Link to="/settings" search={{ tab: "scorecard" }}>
              Settings
            </Link>
          }
        >
          {NAME}
        </Crumbs>
      }
      meta={<span ref={setMeta} />}
      actions={<span className={classes.actions} ref={setActions} />}
    >
      <ScorecardList chosen={key} open={open} />
      {isMissing(published.error) ? (
        <Empty title="There is no such scorecard">
          It may have been removed.{" "}
          <Link to="/scorecard" className="link">
            The one for everybody else
          </Link>
        </Empty>
      ) : (
        <Loaded query={published} skeleton={<RowSkeletons rows={10} />}>
          {(data) => <Studio key={key} published={data} bar={{ meta, actions }} />}
        </Loaded>
      )}
    </Page>
  );
}
