import { Tooltip, useMantineColorScheme } from "@mantine/core";
import { IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";
import classes from "./Sidebar.module.css";

const NEXT = { auto: "light", light: "dark", dark: "auto" } as const;
const NAME = { auto: "as the system", light: "light", dark: "dark" };
const ICON = { auto: IconDeviceDesktop, light: IconSun, dark: IconMoon };

/** Steps through light, dark and the system's choice. */
export function AppearanceToggle() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Icon = ICON[colorScheme];
  const label = `Appearance: ${NAME[colorScheme]}`;
  return (
    <Tooltip label={label}>
      <button
        type="button"
        className={classes.small}
        aria-label={label}
        onClick={() => setColorScheme(NEXT[colorScheme])}
      >
        <Icon size={17} stroke={1.7} aria-hidden />
      </button>
    </Tooltip>
  );
}
