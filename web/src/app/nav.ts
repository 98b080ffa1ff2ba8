// The app's main places, for the sidebar, the palette and the keyboard.

import {
  IconBellRinging,
  IconBuildings,
  IconChartHistogram,
  IconDatabase,
  IconHeartbeat,
  IconHistoryToggle,
  IconHome,
  IconReportMoney,
  IconSettings,
  IconSql,
  IconUsersGroup,
} from "@tabler/icons-react";

export const PLACES = [
  { to: "/", name: "Home", icon: IconHome, keys: ["g", "h"] },
  { to: "/accounts", name: "Accounts", icon: IconBuildings, keys: ["g", "a"] },
  { to: "/segments", name: "Segments", icon: IconUsersGroup, keys: ["g", "e"] },
  { to: "/health", name: "Health", icon: IconHeartbeat, keys: ["g", "l"] },
  { to: "/revenue", name: "Revenue", icon: IconReportMoney, keys: ["g", "v"] },
  { to: "/signals", name: "Signals", icon: IconBellRinging, keys: ["g", "s"] },
  { to: "/backtest", name: "Backtest", icon: IconHistoryToggle, keys: ["g", "b"] },
  { to: "/catalogue", name: "Metrics", icon: IconChartHistogram, keys: ["g", "m"] },
  { to: "/sql", name: "SQL", icon: IconSql, keys: ["g", "q"] },
  { to: "/data", name: "Data", icon: IconDatabase, keys: ["g", "d"] },
  { to: "/settings", name: "Settings", icon: IconSettings, keys: ["g", "t"] },
] as const;

/** Pages that show only what is now, whichever day the rest is of. */
const ONLY_NOW = ["/backtest", "/data", "/settings"];

/** How revenue is counted is only known as it is now; the rows it is counted from are known of any day. */
const COUNTING = "/revenue/settings";

export function isOnlyNow(path: string, { tab }: { tab?: unknown } = {}): boolean {
  if (path === COUNTING) return tab !== "ledger";
  return ONLY_NOW.some((place) => path === place || path.startsWith(`${place}/`));
}
