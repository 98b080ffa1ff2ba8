// The keyboard: Ctrl-K or ⌘K, ?, and two-key ways to each place.

import { useDisclosure } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { PLACES } from "./nav";

/** How long the second key may take. */
const PATIENCE_MS = 900;
/** Go to a past day. */
export const DAYS_KEYS = ["g", "p"] as const;

/** Whether a key press belongs to a field, a menu or a dialog and not to the page. */
export function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (
    target?.closest("input, textarea, select, [contenteditable=true], [role=menu], [role=listbox]")
  ) {
    return true;
  }
  return document.querySelector("[role=dialog]") !== null;
}

export function useGlobalShortcuts(openDays: () => void) {
  const [paletteOpened, palette] = useDisclosure(false);
  const [helpOpened, help] = useDisclosure(false);
  const navigate = useNavigate();
  const first = useRef<{ key: string; at: number } | null>(null);

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        palette.toggle();
        return;
      }
      if (isTaken(event)) return;
      if (event.key === "?") {
        help.open();
        return;
      }
      const before = first.current;
      first.current = { key: event.key, at: event.timeStamp };
      if (!before || event.timeStamp - before.at > PATIENCE_MS) return;
      if (before.key === DAYS_KEYS[0] && event.key === DAYS_KEYS[1]) {
        event.preventDefault();
        first.current = null;
        openDays();
        return;
      }
      const place = PLACES.find(({ keys }) => keys[0] === before.key && keys[1] === event.key);
      if (place) {
        event.preventDefault();
        first.current = null;
        void navigate({ to: place.to });
      }
    }
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [palette, help, navigate, openDays]);

  return {
    palette: { ...palette, opened: paletteOpened },
    help: { ...help, opened: helpOpened },
  };
}

/** Runs `handlers` for single keys while a page is open. */
export function usePageKeys(handlers: Record<string, () => void>) {
  const current = useRef(handlers);
  current.current = handlers;
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (isTaken(event)) return;
      const handler = current.current[event.key];
      if (!handler) return;
      event.preventDefault();
      handler();
    }
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}

/** ⌘ on a Mac, Ctrl elsewhere. */
export const MOD = /mac/i.test(globalThis.navigator?.platform ?? "") ? "⌘" : "Ctrl";
