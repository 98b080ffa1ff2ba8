// What is being edited, in one of three ways: as a form, as an expression, or as TOML. Switching
// loses nothing: each way keeps what was written in it.

import { useCallback, useRef, useState } from "react";
import type { Definition, Written } from "../types";
import { type Draft, definitionOf, draftOf } from "./draft";
import { tomlOf } from "./toml";

export type Way = "fold" | "expression" | "toml";

export interface Editor {
  way: Way;
  draft: Draft;
  toml: string;
  /** Whether anything differs from how it began. */
  dirty: boolean;
  change: (next: Partial<Draft>) => void;
  changeToml: (next: string) => void;
  /** `read` is the server's reading of the TOML as it stands. False: it can't be read yet. */
  switchTo: (way: Way, read: Definition | undefined) => boolean;
  written: Written;
}

export function useEditor(initial: Draft): Editor {
  const [way, setWay] = useState<Way>(initial.how);
  const [draft, setDraft] = useState(initial);
  const [toml, setToml] = useState("");
  const [dirty, setDirty] = useState(false);
  // The draft that the TOML text says the same as, while it does.
  const same = useRef<Draft | null>(null);

  const change = useCallback((next: Partial<Draft>) => {
    setDirty(true);
    setDraft((before) => ({ ...before, ...next }));
  }, []);
  const changeToml = useCallback((next: string) => {
    setDirty(true);
    same.current = null;
    setToml(next);
  }, []);

  function switchTo(next: Way, read: Definition | undefined): boolean {
    if (next === way) return true;
    if (next === "toml") {
      if (same.current !== draft) setToml(tomlOf(definitionOf(draft)));
      same.current = draft;
      setWay("toml");
      return true;
    }
    if (way === "toml" && same.current === null) {
      if (!read) return false;
      const found = draftOf(read, draft);
      same.current = found;
      setDraft(found);
      setWay(found.how);
      return true;
    }
    if (draft.how !== next && way !== "toml") setDraft({ ...draft, how: next });
    setWay(way === "toml" ? draft.how : next);
    return true;
  }

  const written: Written = way === "toml" ? { toml } : { definition: definitionOf(draft) };
  return { way, draft, toml, dirty, change, changeToml, switchTo, written };
}
