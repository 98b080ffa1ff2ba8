// The API's types of a backtest as this feature names them, with points made exact: the API document
// can't say that they are two numbers.

import type * as Api from "~/api/types";

export type {
  BacktestBaseline as Baseline,
  BacktestJudged as Judged,
  CalibrationBin,
  Estimate,
  FalseAlarms,
  Leaver,
  SaidBefore as Said,
} from "~/api/types";

export type Point = [x: number, y: number];

export type Backtest = Omit<Api.Backtest, "roc" | "precision_recall"> & {
  roc: Point[];
  precision_recall: Point[];
};
