import { Skeleton, Tabs } from "@mantine/core";
import { IconBuildingOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useCallback } from "react";
import { isMissing, sentenceOf } from "~/api/problem";
import type { AccountDetail } from "~/api/types";
import { useAsOf } from "~/app/session";
import { HiddenBanner } from "~/features/health/HiddenBanner";
import { JudgementPanel } from "~/features/judgement/JudgementPanel";
import { OverrideMark } from "~/features/judgement/OverrideMark";
import { BandIcon } from "~/ui/BandIcon";
import { Crumbs } from "~/ui/Crumbs";
import { Page } from "~/ui/Page";
import { Empty, Loaded } from "~/ui/States";
import { About } from "./About";
import classes from "./Account.module.css";
import { HealthTab } from "./HealthTab";
import { KeyFacts } from "./KeyFacts";
import { MetricsTab } from "./MetricsTab";
import { PeopleTab } from "./PeopleTab";
import { accountQuery } from "./queries";
import { RevenueTab } from "./RevenueTab";
import { SignalsCard } from "./SignalsCard";
import { SurveysTab } from "./SurveysTab";
import { type AccountSearch, type AccountTab, TABS } from "./search";
import { TicketsTab } from "./TicketsTab";
import { TimelineTab } from "./TimelineTab";

const route = getRouteApi("/app/accounts/$accountId");

const TAB_NAMES: Record<AccountTab, string> = {
  health: "Health",
  people: "People",
  tickets: "Tickets",
  surveys: "Surveys",
  timeline: "Timeline",
  revenue: "Revenue",
  metrics: "Metrics",
};

export function AccountPage() {
  const { accountId } = route.useParams();
  const asOf = useAsOf();
  const detail = useQuery(accountQuery(accountId, asOf));
  const name = detail.data?.account.name ?? accountId;
  return (
    <Page
      name={name}
      title={
        <Crumbs up={<Link to="/accounts">Accounts</Link>}>
          {detail.data && <BandIcon band={detail.data.row.band} size={12} />}
          <span className="clip">{name}</span>
          {detail.data && <OverrideMark override={detail.data.row.override} />}
        </Crumbs>
      }
    >
      {isMissing(detail.error) && asOf ? (
        <Empty icon={<IconBuildingOff size={20} stroke={1.6} />} title="Not there on this day">
          {sentenceOf(detail.error)}
        </Empty>
      ) : isMissing(detail.error) ? (
        <Empty icon={<IconBuildingOff size={20} stroke={1.6} />} title="There is no such account">
          No account has the id “{accountId}”.{" "}
          <Link to="/accounts" className="link">
            All accounts
          </Link>
        </Empty>
      ) : (
        <Loaded query={detail} skeleton={<AccountSkeleton />}>
          {(data) => <AccountBody detail={data} />}
        </Loaded>
      )}
    </Page>
  );
}

function AccountBody({ detail }: { detail: AccountDetail }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = useCallback(
    (next: Partial<AccountSearch>) =>
      void navigate({
        search: (before) => ({ ...before, ...next }),
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
  const tab = search.tab ?? "health";
  return (
    <>
      <KeyFacts detail={detail} />
      <HiddenBanner row={detail.row} />
      <div className={classes.columns}>
        <Tabs
          value={tab}
          onChange={(next) => change({ tab: TABS.find((known) => known === next), day: undefined })}
          keepMounted={false}
          className={classes.main}
        >
          <Tabs.List mb="md">
            {TABS.map((key) => (
              <Tabs.Tab key={key} value={key}>
                {TAB_NAMES[key]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="health">
            <HealthTab detail={detail} search={search} change={change} />
          </Tabs.Panel>
          <Tabs.Panel value="people">
            <PeopleTab accountId={detail.account.account_id} />
          </Tabs.Panel>
          <Tabs.Panel value="tickets">
            <TicketsTab accountId={detail.account.account_id} />
          </Tabs.Panel>
          <Tabs.Panel value="surveys">
            <SurveysTab accountId={detail.account.account_id} />
          </Tabs.Panel>
          <Tabs.Panel value="timeline">
            <TimelineTab
              accountId={detail.account.account_id}
              kind={search.kind}
              change={(kind) => change({ kind })}
            />
          </Tabs.Panel>
          <Tabs.Panel value="revenue">
            <RevenueTab accountId={detail.account.account_id} />
          </Tabs.Panel>
          <Tabs.Panel value="metrics">
            <MetricsTab detail={detail} q={search.mq} search={(mq) => change({ mq })} />
          </Tabs.Panel>
        </Tabs>
        <aside className={classes.rail} aria-label="About this account">
          <JudgementPanel accountId={detail.account.account_id} name={detail.account.name} />
          <SignalsCard signals={detail.signals} />
          <About account={detail.account} />
        </aside>
      </div>
    </>
  );
}

function AccountSkeleton() {
  return (
    <div className={classes.skeleton} role="status" aria-label="Loading">
      <Skeleton height={96} radius="lg" />
      <Skeleton height={28} width={420} />
      <Skeleton height={420} radius="lg" />
    </div>
  );
}
