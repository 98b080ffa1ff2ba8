import { Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback } from "react";
import { useAsOf } from "~/app/session";
import { formatCount, humanise } from "~/lib/format";
import { Page } from "~/ui/Page";
import { Failed, RowSkeletons } from "~/ui/States";
import { ChoiceMenu } from "./ChoiceMenu";
import { Inbox } from "./Inbox";
import { signalsQuery } from "./queries";
import classes from "./Signals.module.css";
import { RULES, SEVERITIES, type SignalsSearch, STATUSES } from "./search";

const route = getRouteApi("/app/signals");

export function SignalsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const signals = useQuery(signalsQuery(search, useAsOf()));
  const counts = signals.data?.counts;
  const tab = search.tab ?? "open";
  const change = useCallback(
    (next: Partial<SignalsSearch>) =>
      void navigate({ search: (before) => ({ ...before, ...next }), replace: true }),
    [navigate],
  );

  return (
    <Page name="Signals" title="Signals" meta="what needs somebody's eye" fill>
      <div className={classes.bar}>
        <Tabs
          value={tab}
          onChange={(next) =>
            change({ tab: STATUSES.find((status) => status === next), signal: undefined })
          }
        >
          <Tabs.List className={classes.tabs}>
            {STATUSES.map((status) => (
              <Tabs.Tab
                key={status}
                value={status}
                rightSection={
                  counts && <span className={classes.count}>{formatCount(counts[status])}</span>
                }
              >
                {humanise(status)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {/* One panel serves all tabs: the list below. */}
          {STATUSES.map((status) => (
            <Tabs.Panel key={status} value={status} hidden>
              {null}
            </Tabs.Panel>
          ))}
        </Tabs>
        <div className={classes.filters}>
          <ChoiceMenu
            name="Rule"
            options={RULES}
            chosen={search.rule}
            change={(rule) => change({ rule, signal: undefined })}
          />
          <ChoiceMenu
            name="Severity"
            options={SEVERITIES}
            chosen={search.severity}
            change={(severity) => change({ severity, signal: undefined })}
          />
          {search.account && (
            <button
              type="button"
              className={classes.chip}
              onClick={() => change({ account: undefined, signal: undefined })}
            >
              Account: {signals.data?.rows[0]?.account_name ?? search.account}
              <span aria-hidden="true">×</span>
              <span className="visually-hidden">, remove this filter</span>
            </button>
          )}
        </div>
      </div>
      {signals.data ? (
        <Inbox rows={signals.data.rows} status={tab} search={search} change={change} />
      ) : signals.isError ? (
        <Failed error={signals.error} retry={() => void signals.refetch()} />
      ) : (
        <RowSkeletons rows={9} height={34} />
      )}
    </Page>
  );
}
