import { Menu } from "@mantine/core";
import type { ReactNode } from "react";
import { useSession } from "~/app/session";
import { type SnoozePreset, snoozePresets } from "./snooze";

export function SnoozeMenu({
  snooze,
  opened,
  setOpened,
  children,
}: {
  snooze: (preset: SnoozePreset) => void;
  opened?: boolean;
  setOpened?: (opened: boolean) => void;
  /** The button that opens it. */
  children: ReactNode;
}) {
  const { today } = useSession();
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-end" width={230}>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Open it again</Menu.Label>
        {snoozePresets(today).map((preset) => (
          <Menu.Item
            key={preset.until}
            rightSection={<span className="quiet">{preset.hint}</span>}
            onClick={() => snooze(preset)}
          >
            {preset.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
