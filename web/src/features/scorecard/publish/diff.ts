// Two texts line by line, around where they differ.

export interface Line {
  /** In which text it stands. */
  of: "both" | "theirs" | "mine";
  text: string;
}

/** So many lines that are the same stand around what differs. */
const AROUND = 2;

/** All lines of both, what they share only once. */
export function linesOf(theirs: string, mine: string): Line[] {
  const a = theirs.trimEnd().split("\n");
  const b = mine.trimEnd().split("\n");
  const shared = sharedFrom(a, b);
  const most = (at: number, on: number) => shared[at]?.[on] ?? 0;
  const lines: Line[] = [];
  let at = 0;
  let on = 0;
  while (at < a.length || on < b.length) {
    const [left, right] = [a[at], b[on]];
    if (left !== undefined && left === right) {
      lines.push({ of: "both", text: left });
      at++;
      on++;
    } else if (
      left !== undefined &&
      (right === undefined || most(at + 1, on) >= most(at, on + 1))
    ) {
      lines.push({ of: "theirs", text: left });
      at++;
    } else {
      lines.push({ of: "mine", text: right ?? "" });
      on++;
    }
  }
  return lines;
}

/** For each pair of places: how many lines the rests share, in order. */
function sharedFrom(a: string[], b: string[]): number[][] {
  const shared = Array.from({ length: a.length + 1 }, () => Array<number>(b.length + 1).fill(0));
  for (let at = a.length - 1; at >= 0; at--) {
    for (let on = b.length - 1; on >= 0; on--) {
      const here = shared[at] ?? [];
      const below = shared[at + 1] ?? [];
      const longest = Math.max(below[on] ?? 0, here[on + 1] ?? 0);
      here[on] = a[at] === b[on] ? (below[on + 1] ?? 0) + 1 : longest;
    }
  }
  return shared;
}

/** Only what differs, with a few lines around it; each part by itself. */
export function partsOf(lines: Line[]): Line[][] {
  const isNear = (at: number) =>
    lines.slice(Math.max(0, at - AROUND), at + AROUND + 1).some((line) => line.of !== "both");
  const parts: Line[][] = [];
  for (const [at, line] of lines.entries()) {
    if (!isNear(at)) continue;
    if (at === 0 || !isNear(at - 1)) parts.push([]);
    parts.at(-1)?.push(line);
  }
  return parts;
}
