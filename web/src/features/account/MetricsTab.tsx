import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { AccountDetail } from "~/api/types";
import { useAsOf } from "~/app/session";
import { usePageKeys } from "~/app/shortcuts";
import { formatCount, plural } from "~/lib/format";
import { formatDay } from "~/lib/time";
import { Card } from "~/ui/Card";
import grid from "~/ui/grid.module.css";
import { Empty } from "~/ui/States";
import { MetricRow } from "./MetricRow";
import classes from "./MetricsTab.module.css";
import { type MetricSection, sectionsOf } from "./metricSections";

const TYPING_MS = 80;

/** Every metric of the account by group: first those that its score is made of. */
export function MetricsTab({
  detail,
  q = "",
  search,
}: {
  detail: AccountDetail;
  q: string | undefined;
  search: (q: string | undefined) => void;
}) {
  const asOf = useAsOf();
  const sections = sectionsOf(detail.metrics, detail.health, q);
  const found = sections.reduce(
    (sum, { known, without }) => sum + known.length + without.length,
    0,
  );
  return (
    <Card
      title="Metrics"
      hint={asOf ? `as of the end of ${formatDay(asOf)}` : "as of the end of today so far"}
      actions={
        <>
          <span className="quiet num" aria-live="polite">
            {found === detail.metrics.length
              ? formatCount(found)
              : `${formatCount(found)} of ${formatCount(detail.metrics.length)}`}
          </span>
          <Search q={q} search={search} />
        </>
      }
      flush
    >
      {found === 0 ? (
        <Empty title="No metric matches">
          Nothing here is called “{q}”.{" "}
          <Link to="/catalogue" className="link">
            All metrics
          </Link>
        </Empty>
      ) : (
        <div className={grid.scroll}>
          <table className={`${grid.grid} ${classes.table}`}>
            <thead>
              <tr>
                <th scope="col">Metric</th>
                <th scope="col" className={grid.right}>
                  Value
                </th>
                <th scope="col" className={grid.right}>
                  28 days
                </th>
                <th scope="col">Meaning</th>
              </tr>
            </thead>
            {sections.map((section) => (
              <Section
                key={section.key}
                section={section}
                accountId={detail.account.account_id}
                unfolded={q !== ""}
              />
            ))}
          </table>
        </div>
      )}
    </Card>
  );
}

function Section({
  section,
  accountId,
  unfolded,
}: {
  section: MetricSection;
  accountId: string;
  /** Whether those without a value are shown unasked. */
  unfolded: boolean;
}) {
  const [asked, setAsked] = useState(false);
  const { known, without } = section;
  const all = asked || unfolded;
  return (
    <tbody>
      <tr className={classes.group}>
        <th scope="rowgroup" colSpan={4}>
          {section.title} <span className={classes.about}>{section.about}</span>
          {without.length > 0 && !unfolded && (
            <button
              type="button"
              className={classes.fold}
              aria-expanded={asked}
              onClick={() => setAsked(!asked)}
            >
              {asked ? "Hide" : "Show"} {plural(without.length, "metric")} without a value
            </button>
          )}
        </th>
      </tr>
      {[...known, ...(all ? without : [])].map((metric) => (
        <MetricRow key={metric.key} metric={metric} accountId={accountId} />
      ))}
    </tbody>
  );
}

function Search({ q, search }: { q: string; search: (q: string | undefined) => void }) {
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(q);
  const apply = useDebouncedCallback((next: string) => search(next.trim() || undefined), TYPING_MS);
  useEffect(() => setText((before) => (before.trim() === q ? before : q)), [q]);
  usePageKeys({ "/": () => field.current?.focus() });
  return (
    <TextInput
      ref={field}
      size="xs"
      className={classes.search}
      placeholder="Search metrics"
      aria-label="Search metrics of this account"
      leftSection={<IconSearch size={14} aria-hidden />}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        apply(event.currentTarget.value);
      }}
      onKeyDown={(event) => event.key === "Escape" && field.current?.blur()}
    />
  );
}
