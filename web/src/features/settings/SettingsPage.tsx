import { Tabs } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { humanise } from "~/lib/format";
import { Page } from "~/ui/Page";
import { Appearance } from "./Appearance";
import { ScorecardView } from "./ScorecardView";
import { Sessions } from "./Sessions";
import { SETTINGS_TABS } from "./search";
import { Team } from "./Team";
import { Webhooks } from "./Webhooks";

const route = getRouteApi("/app/settings");

export function SettingsPage() {
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page name="Settings" title="Settings">
      <Tabs
        value={tab ?? "team"}
        keepMounted={false}
        onChange={(next) =>
          void navigate({
            search: { tab: SETTINGS_TABS.find((known) => known === next) },
            replace: true,
          })
        }
      >
        <Tabs.List mb="lg">
          {SETTINGS_TABS.map((key) => (
            <Tabs.Tab key={key} value={key}>
              {humanise(key)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="team">
          <Team />
        </Tabs.Panel>
        <Tabs.Panel value="sessions">
          <Sessions />
        </Tabs.Panel>
        <Tabs.Panel value="webhooks">
          <Webhooks />
        </Tabs.Panel>
        <Tabs.Panel value="scorecard">
          <ScorecardView />
        </Tabs.Panel>
        <Tabs.Panel value="appearance">
          <Appearance />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
