// What a score is made of, in points of the 100 that one can draw.

import type { GroupPart } from "~/api/types";

export interface Share {
  /** Points of the score that this group could give at most on this day. */
  room: number;
  /** Points that it gives. */
  gives: number;
  /** Points of the score that it gave more, or less, than on the day that it is held against. */
  moved: number | null;
}

/** All rooms add up to 100, all that is given to the score, all that moved to its change. */
export function shareOf(group: GroupPart): Share {
  const moves = group.measures.map(({ change }) => change).filter((move) => move !== null);
  return {
    room: group.share * 100,
    gives: group.contribution,
    moved: moves.length > 0 ? moves.reduce((sum, move) => sum + move, 0) : null,
  };
}

/** The groups that take most from the score, worst first: where to look. */
export function costliest(groups: GroupPart[]): string[] {
  const lost = (group: GroupPart) => {
    const { room, gives } = shareOf(group);
    return room - gives;
  };
  return groups
    .filter((group) => lost(group) > 0)
    .toSorted((a, b) => lost(b) - lost(a))
    .map((group) => group.key);
}
