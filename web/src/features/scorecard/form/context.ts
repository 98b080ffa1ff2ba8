// What every field of the form works on.

import { createContext, useContext } from "react";
import type { MetricRow } from "~/api/types";
import { detailAt } from "../problem";
import type { Card, Trouble } from "../types";

export interface Form {
  /** The scorecard's key. */
  of: string;
  card: Card;
  metrics: MetricRow[];
  problem: Trouble | null;
  /** Nothing can be changed: no right to, or a past day. */
  readOnly: boolean;
  change: (card: Card) => void;
  /** The row that is open: a measure's or a ceiling's. */
  opened: string | null;
  open: (row: string | null) => void;
}

const FormContext = createContext<Form | null>(null);

export const FormProvider = FormContext.Provider;

export function useForm(): Form {
  const form = useContext(FormContext);
  if (!form) throw new Error("useForm stands outside of the scorecard's form");
  return form;
}

/** What is wrong at a field, named by its path of keys. */
export function useProblemAt(path: string): string | undefined {
  return detailAt(useForm().problem, path);
}
