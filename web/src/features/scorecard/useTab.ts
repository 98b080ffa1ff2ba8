import { getRouteApi } from "@tanstack/react-router";
import type { StudioTab } from "./search";

const route = getRouteApi("/app/scorecard");

/** The tab that is open, and how to open another. */
export function useTab(): [StudioTab, (tab: StudioTab) => void] {
  const navigate = route.useNavigate();
  const { tab = "form" } = route.useSearch();
  const show = (next: StudioTab) =>
    void navigate({
      search: (before) => ({ ...before, tab: next === "form" ? undefined : next }),
      replace: true,
      resetScroll: false,
    });
  return [tab, show];
}
