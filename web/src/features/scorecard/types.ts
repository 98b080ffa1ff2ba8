// The API's types of a scorecard as this feature names them, made exact: the API document can't say
// that a point is two numbers, nor which words a transform and a missing value are.

import type * as Api from "~/api/types";

export type {
  BacktestBrief as Brief,
  BandMove as Move,
  Estimate,
  Mover,
  PreviewBand as BandSize,
  ScorecardBand as Band,
  ScorecardDraft as ServerDraft,
  ScorecardException as Exception,
  ScorecardProblem as Trouble,
  ScorecardSummary as Row,
  ScorecardVersion as Version,
} from "~/api/types";

/** The key of the scorecard that takes everybody whom no other takes. */
export const DEFAULT_KEY = "default";

export type Point = [x: number, y: number];

export const TRANSFORMS = ["value", "average", "own_habit", "rhythm", "change", "share"] as const;
export type Transform = (typeof TRANSFORMS)[number];

export const MISSING = ["leave_out", "score", "block"] as const;
export type Missing = (typeof MISSING)[number];

export type Settings = Record<string, number | string | boolean>;

export type Condition = NonNullable<Api.ScorecardMeasure["only_when"]>;

export type Ceiling = Omit<Api.ScorecardCeiling, "curve"> & { curve: Point[] };

type Loose = "transform" | "settings" | "curve" | "missing";

export type Measure = Omit<Api.ScorecardMeasure, Loose> & {
  transform: Transform;
  settings: Settings;
  curve: Point[];
  missing: Missing;
};

export type Group = Omit<Api.ScorecardGroup, "measures" | "ceiling"> & {
  measures: Measure[];
  ceiling: Ceiling | null;
};

export type Card = Omit<Api.Scorecard, "groups"> & { groups: Group[] };

/** The scorecard in use. */
export type Published = Omit<Api.ScorecardInUse, "groups"> & { groups: Group[] };

/** What is asked to be previewed or published: the same in one of two shapes. */
export type Written = { card: Card } | { toml: string };

/** What a draft would come to. */
export type Preview = Omit<Api.ScorecardPreview, "card"> & { card: Card | null };
