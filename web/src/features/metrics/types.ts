// The API's types of metrics as this feature names them, with definitions made exact: the API
// document can't say that a window is a number or a word, nor that fields may be left out.

import type * as Api from "~/api/types";
import type { GoodDirection, MetricDefinition, MetricGroup, MetricUnit } from "~/api/types";

export type {
  AccountTrend,
  Bin,
  GoodDirection as Good,
  MetricAccounts,
  MetricGroup as Group,
  MetricOrder as Order,
  MetricOrigin as Origin,
  MetricRow,
  MetricSource as Source,
  MetricUnit as Unit,
  MetricUse,
  MetricVersion,
  Spread,
} from "~/api/types";

export type Window =
  | number
  | "lifetime"
  | "contract"
  | { first: number; of?: "account" | "contract" };

type Present<T> = { [Field in keyof T]?: NonNullable<T[Field]> };

/** A metric as it is written: the fields of its TOML. */
export interface Definition extends Present<Omit<MetricDefinition, "window" | "before" | "empty">> {
  key: string;
  name: string;
  description: string;
  unit: MetricUnit;
  group?: MetricGroup;
  good?: GoodDirection;
  window?: Window;
  before?: number | "ever";
  empty?: number | "none" | "zero_after_first";
}

export type MetricDetail = Omit<Api.MetricDetail, "definition"> & { definition: Definition };
export type MetricCheck = Omit<Api.MetricCheck, "definition"> & { definition: Definition };

/** What is asked to be checked or saved. */
export type Written = { definition: Definition } | { toml: string };
