// Many rows are refused for one reason: the reason is told once, with its lines.

import type { ImportRun } from "~/api/types";

type Note = ImportRun["refusals"][number];

export interface Group {
  /** The first of them. */
  note: Note;
  lines: number[];
}

/** Notes of the same column that differ in what stands in quotes or in numbers only. */
export function grouped(notes: Note[]): Group[] {
  const groups = new Map<string, Group>();
  for (const note of notes) {
    const sort = `${note.column}|${note.reason.replaceAll(/"[^"]*"/g, '""').replaceAll(/\d+/g, "0")}`;
    const group = groups.get(sort);
    if (group) group.lines.push(note.line);
    else groups.set(sort, { note, lines: [note.line] });
  }
  return [...groups.values()];
}
