import { Tabs } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useMay } from "~/app/session";
import { Page } from "~/ui/Page";
import { Empty } from "~/ui/States";
import { Connect } from "./Connect";
import { Imports } from "./Imports";
import { Live } from "./live/Live";
import { Sources } from "./Sources";
import { DATA_TABS, type DataTab, liveFilter } from "./search";

const route = getRouteApi("/app/data");

const NAMES: Record<DataTab, string> = {
  connect: "Connect",
  live: "Live events",
  imports: "Imports",
  sources: "Sources",
};

/** Where facts come from: keys, what arrives now, files, and how fresh each source is. */
export function DataPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay("manage_data");
  return (
    <Page name="Data" title="Data" meta="where facts come from">
      {may ? (
        <Tabs
          value={search.tab ?? "connect"}
          keepMounted={false}
          onChange={(next) =>
            void navigate({
              search: { tab: DATA_TABS.find((known) => known === next) },
              replace: true,
            })
          }
        >
          <Tabs.List mb="lg">
            {DATA_TABS.map((tab) => (
              <Tabs.Tab key={tab} value={tab}>
                {NAMES[tab]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="connect">
            <Connect />
          </Tabs.Panel>
          <Tabs.Panel value="live">
            <Live
              filter={liveFilter(search)}
              change={(filter) =>
                void navigate({ search: { tab: "live", ...filter }, replace: true })
              }
            />
          </Tabs.Panel>
          <Tabs.Panel value="imports">
            <Imports
              opened={search.run}
              open={(run) =>
                void navigate({
                  search: { tab: "imports", run },
                  replace: true,
                  resetScroll: false,
                })
              }
            />
          </Tabs.Panel>
          <Tabs.Panel value="sources">
            <Sources />
          </Tabs.Panel>
        </Tabs>
      ) : (
        <Empty icon={<IconLock size={20} stroke={1.6} />} title="For leaders and administrators">
          Keys, imports and live events may show what customers sent. Ask an administrator for the
          role of a leader.
        </Empty>
      )}
    </Page>
  );
}
