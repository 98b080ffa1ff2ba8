import { IconPlayerStop, IconTable, IconTableOff } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { sentenceOf } from "~/api/problem";
import type { SqlAnswer, SqlTables } from "~/api/types";
import { formatCount } from "~/lib/format";
import { Empty } from "~/ui/States";
import { ResultTable } from "./ResultTable";
import classes from "./Sql.module.css";
import { Take } from "./Take";
import type { Asked } from "./useAsk";

/** What came of a query. */
export function Result({ asked, tables }: { asked: Asked; tables: SqlTables }) {
  switch (asked.state) {
    case "idle":
      return (
        <section className={classes.result} aria-label="Result">
          <Empty icon={<IconTable size={20} stroke={1.6} />} title="The answer comes here">
            Up to {formatCount(tables.rows)} rows are shown; a file has them all. A query may take{" "}
            {formatCount(tables.seconds)} seconds and all of them together{" "}
            {formatCount(tables.memory_mb)} MB of memory.
          </Empty>
        </section>
      );
    case "running":
      return (
        <section className={classes.result} aria-label="Result" aria-busy="true">
          <Running key={asked.since} since={asked.since} />
        </section>
      );
    case "stopped":
      return (
        <section className={classes.result} aria-label="Result">
          <Empty icon={<IconPlayerStop size={20} stroke={1.6} />} title="Stopped">
            The query was ended before it had an answer.
          </Empty>
        </section>
      );
    case "failed":
      return (
        <section className={classes.result} aria-label="Result">
          <div className={classes.failed} role="alert">
            {sentenceOf(asked.error)}
          </div>
        </section>
      );
    case "answered":
      return <Answered answer={asked.answer} query={asked.query} />;
  }
}

function Running({ since }: { since: number }) {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const tick = () => setSeconds((Date.now() - since) / 1000);
    const timer = setInterval(tick, 100);
    return () => clearInterval(timer);
  }, [since]);
  return (
    <div className={classes.running}>
      <span role="status">Running</span>
      <span className="num" aria-hidden>
        {seconds.toFixed(1)} s
      </span>
    </div>
  );
}

function Answered({ answer, query }: { answer: SqlAnswer; query: string }) {
  return (
    <section className={classes.result} aria-label="Result">
      <div className={classes.summary}>
        <span role="status" className="num">
          {countOf(answer)} in {durationOf(answer.milliseconds)}
        </span>
        {answer.limit && <LimitNote limit={answer.limit} rows={answer.rows.length} />}
        <span className={classes.gap} />
        <Take answer={answer} query={query} />
      </div>
      {answer.rows.length > 0 ? (
        <ResultTable answer={answer} />
      ) : (
        <Empty icon={<IconTableOff size={20} stroke={1.6} />} title="No rows">
          The query is sound, and nothing fits it.
        </Empty>
      )}
    </section>
  );
}

function LimitNote({ limit, rows }: { limit: NonNullable<SqlAnswer["limit"]>; rows: number }) {
  return (
    <span className={classes.limit}>
      {limit === "rows"
        ? `These are the first ${formatCount(rows)}, and there are more: a file has them all`
        : "The rows are very large: these are the first of more, and a file has them all"}
    </span>
  );
}

function countOf({ rows }: SqlAnswer): string {
  return rows.length === 1 ? "1 row" : `${formatCount(rows.length)} rows`;
}

function durationOf(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${(milliseconds / 1000).toFixed(2)} s`;
}
