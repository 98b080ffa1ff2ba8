import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useAsOf } from "~/app/session";
import { RevenueTabs } from "~/features/revenue/RevenueTabs";
import { formatCount } from "~/lib/format";
import { Page } from "~/ui/Page";
import { Loaded } from "~/ui/States";
import { Tag } from "~/ui/Tag";
import classes from "./Counting.module.css";
import { Ledger } from "./Ledger";
import { ledgerQuery, rulesQuery } from "./queries";
import { RatesCard } from "./RatesCard";
import { RulesForm } from "./RulesForm";

const route = getRouteApi("/app/revenue/settings");
const RULES = "rules";

/** The rules that every figure about revenue follows, and the rows that they rest on. */
export function CountingPage() {
  const { tab, currency } = route.useSearch();
  const navigate = route.useNavigate();
  const rules = useQuery(rulesQuery);
  const flagged = useQuery(ledgerQuery(useAsOf())).data?.rows.length;
  return (
    <Page
      name="How we count revenue"
      title="How we count"
      meta="every figure about revenue follows these rules"
    >
      <RevenueTabs />
      <SegmentedControl
        className={classes.tabs}
        size="xs"
        aria-label="What to see"
        value={tab ?? RULES}
        data={[
          { value: RULES, label: "Rules and rates" },
          { value: "ledger", label: <LedgerLabel flagged={flagged} /> },
        ]}
        onChange={(next) =>
          void navigate({ search: { tab: next === "ledger" ? next : undefined }, replace: true })
        }
      />
      {tab === "ledger" ? (
        <Ledger />
      ) : (
        <div className={classes.stack}>
          <Loaded query={rules}>
            {(data) => <RulesForm key={JSON.stringify(data)} rules={data} />}
          </Loaded>
          <RatesCard currency={currency} />
        </div>
      )}
    </Page>
  );
}

function LedgerLabel({ flagged = 0 }: { flagged?: number | undefined }) {
  return (
    <span className={classes.tab}>
      Ledger health
      {flagged > 0 && (
        <Tag tone="warn" title="Rows with something wrong">
          {formatCount(flagged)}
        </Tag>
      )}
    </span>
  );
}
