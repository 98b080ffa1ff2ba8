import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import { usePresent } from "~/app/session";
import { type AsOf, pastOnly } from "~/lib/asOf";

/** Shows the page that is open as of a day; today, a later day or none is now. */
export function useGoToDay(): (day: AsOf) => void {
  const navigate = useNavigate();
  const { today } = usePresent();
  return useCallback(
    (day) => {
      const as_of = day && pastOnly(day, today);
      void navigate({
        to: ".",
        search: (before: object) => ({ ...before, as_of }),
        resetScroll: false,
      } as Parameters<typeof navigate>[0]);
    },
    [navigate, today],
  );
}
