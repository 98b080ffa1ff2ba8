import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Crumbs } from "~/ui/Crumbs";
import { Page } from "~/ui/Page";
import { Loaded, RowSkeletons } from "~/ui/States";
import { publishedQuery } from "./queries";
import { Studio } from "./Studio";

const NAME = "Scorecard studio";

/** Where the company's scorecard is changed, with what that does to every account. */
export function ScorecardPage() {
  const published = useQuery(publishedQuery);
  const title = (
    <Crumbs
      up={
        <Link to="/settings" search={{ tab: "scorecard" }}>
          Settings
        </Link>
      }
    >
      {NAME}
    </Crumbs>
  );
  if (published.data) return <Studio published={published.data} title={title} name={NAME} />;
  return (
    <Page name={NAME} title={title}>
      <Loaded query={published} skeleton={<RowSkeletons rows={10} />}>
        {() => null}
      </Loaded>
    </Page>
  );
}
