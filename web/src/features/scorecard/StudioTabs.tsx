import { Tabs } from "@mantine/core";
import type { ReactNode } from "react";
import { oneOf } from "~/lib/url";
import { STUDIO_TABS, type StudioTab } from "./search";

const TABS: Record<StudioTab, string> = { form: "Form", text: "As text", versions: "Versions" };

/** The same scorecard in several shapes. */
export function StudioTabs({
  tab,
  show,
  panels,
}: {
  tab: StudioTab;
  show: (tab: StudioTab) => void;
  panels: Record<StudioTab, ReactNode>;
}) {
  return (
    <Tabs
      value={tab}
      keepMounted={false}
      onChange={(next) => show(oneOf(next, STUDIO_TABS) ?? "form")}
    >
      <Tabs.List mb="sm">
        {STUDIO_TABS.map((key) => (
          <Tabs.Tab key={key} value={key}>
            {TABS[key]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {STUDIO_TABS.map((key) => (
        <Tabs.Panel key={key} value={key}>
          {panels[key]}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
