// What the palette offers: places and commands of the app, then what the server finds.

import {
  IconBuilding,
  IconHeartbeat,
  IconHistory,
  IconKeyboard,
  IconReportMoney,
  IconUser,
} from "@tabler/icons-react";
import type { SearchHit } from "~/api/types";
import { PLACES } from "~/app/nav";
import { DAYS_KEYS } from "~/app/shortcuts";

export interface PaletteItem {
  id: string;
  title: string;
  subtitle?: string;
  icon: typeof IconBuilding;
  band?: string | null;
  keys?: readonly string[];
  go: { to: string; accountId?: string; tab?: string } | "help" | "days";
}

const PAGES: PaletteItem[] = [
  ...PLACES.map(({ to, name, icon, keys }) => ({ id: to, title: name, icon, keys, go: { to } })),
  {
    id: "/health/hidden-risk",
    title: "Hidden risk",
    subtitle: "Health",
    icon: IconHeartbeat,
    go: { to: "/health/hidden-risk" },
  },
  revenue("cohorts", "Cohorts"),
  revenue("renewals", "Renewals"),
  revenue("value", "Value"),
  revenue("settings", "How we count revenue"),
  page("/data", "live", "Live events", "Data"),
  page("/data", "imports", "Imports", "Data"),
  page("/data", "sources", "Sources", "Data"),
  page("/settings", "team", "Team", "Settings"),
  page("/settings", "sessions", "Sessions", "Settings"),
  page("/settings", "webhooks", "Webhooks", "Settings"),
  page("/settings", "scorecard", "Scorecard", "Settings"),
  page("/settings", "appearance", "Appearance", "Settings"),
  {
    id: "days",
    title: "Go to a past day",
    icon: IconHistory,
    keys: DAYS_KEYS,
    go: "days",
  },
  { id: "help", title: "Keyboard help", icon: IconKeyboard, keys: ["?"], go: "help" },
];

function revenue(path: string, title: string): PaletteItem {
  const to = `/revenue/${path}`;
  return { id: to, title, subtitle: "Revenue", icon: IconReportMoney, go: { to } };
}

function page(to: string, tab: string, title: string, subtitle: string): PaletteItem {
  const icon = PLACES.find((place) => place.to === to)?.icon ?? IconKeyboard;
  return { id: `${to}:${tab}`, title, subtitle, icon, go: { to, tab } };
}

/** Pages whose name has a word that begins with each typed word. */
export function pagesFor(query: string): PaletteItem[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return PAGES.slice(0, PLACES.length);
  return PAGES.filter(({ title, subtitle }) => {
    const names = `${title} ${subtitle ?? ""}`.toLowerCase().split(/\s+/);
    return words.every((word) => names.some((name) => name.startsWith(word)));
  });
}

export function itemOf(hit: SearchHit): PaletteItem {
  return {
    id: `${hit.type}:${hit.id}`,
    title: hit.title,
    subtitle: hit.subtitle ?? undefined,
    icon: hit.type === "contact" ? IconUser : IconBuilding,
    band: hit.type === "account" ? hit.band : undefined,
    go: hit.account_id
      ? {
          to: "/accounts/$accountId",
          accountId: hit.account_id,
          tab: hit.type === "contact" ? "people" : undefined,
        }
      : { to: "/accounts" },
  };
}
