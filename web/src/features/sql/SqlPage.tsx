import { IconDatabaseOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import type { SqlTables } from "~/api/types";
import { Copyable } from "~/ui/Copyable";
import { Page } from "~/ui/Page";
import { Empty, Failed, RowSkeletons } from "~/ui/States";
import { Browser } from "./Browser";
import { Editor, type Insert } from "./Editor";
import { EXAMPLES } from "./examples";
import { type Past, readHistory, remember } from "./history";
import { placeOf, rangeOf } from "./place";
import { isNotBuilt, sqlTablesQuery } from "./queries";
import { Result } from "./Result";
import classes from "./Sql.module.css";
import { Toolbar } from "./Toolbar";
import { useAsk } from "./useAsk";

const route = getRouteApi("/app/sql");
const BUILD = "cargo build --release -p perennial --features sql";

/** Questions in SQL over all relations. */
export function SqlPage() {
  const tables = useQuery(sqlTablesQuery);
  return (
    <Page name="SQL" title="SQL" meta="Questions over all tables; nothing can be changed here" fill>
      {tables.data ? (
        <Workbench tables={tables.data} />
      ) : isNotBuilt(tables.error) ? (
        <NotBuilt />
      ) : tables.isError ? (
        <Failed error={tables.error} retry={() => void tables.refetch()} />
      ) : (
        <RowSkeletons rows={14} />
      )}
    </Page>
  );
}

function NotBuilt() {
  return (
    <div className={classes.missing}>
      <Empty
        icon={<IconDatabaseOff size={20} stroke={1.6} />}
        title="SQL is not in this build"
        action={<Copyable text={BUILD} label="the command" />}
      >
        The query engine takes long to compile, so the default build leaves it out. This builds it
        in. Until then, “perennial table” gives every table as CSV, JSON or Parquet, and DuckDB
        reads them.
      </Empty>
    </div>
  );
}

function Workbench({ tables }: { tables: SqlTables }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [text, setText] = useState(search.q ?? EXAMPLES[0]?.query ?? "");
  const [past, setPast] = useState<Past[]>(readHistory);
  const [insert, setInsert] = useState<Insert>();
  const { asked, run, cancel } = useAsk();

  const start = useCallback(
    (query: string) => {
      if (!query.trim()) return;
      setPast(remember(query, new Date()));
      void navigate({ search: { q: query }, replace: true });
      void run(query);
    },
    [navigate, run],
  );
  const choose = useCallback((query: string) => setText(query), []);
  const wrong = asked.state === "failed" && asked.query === text ? placeOf(asked.error) : undefined;
  return (
    <div className={classes.bench}>
      <div className={classes.work}>
        <Toolbar
          asked={asked}
          text={text}
          past={past}
          setPast={setPast}
          choose={choose}
          run={() => start(text)}
          cancel={cancel}
        />
        <Editor
          text={text}
          change={setText}
          tables={tables.tables}
          run={start}
          insert={insert}
          wrong={wrong && rangeOf(text, wrong)}
        />
        <Result asked={asked} tables={tables} />
      </div>
      <Browser tables={tables.tables} insert={(word) => setInsert({ word })} />
    </div>
  );
}
