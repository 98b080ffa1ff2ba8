import { useSession } from "~/app/session";
import { type Axis, axisOf } from "../transforms";
import type { Measure } from "../types";
import { useForm } from "./context";

/** The axis of what is looked at, in the unit that people read. */
export function useAxis(looked: Pick<Measure, "metric" | "transform" | "settings">): Axis {
  const { metrics } = useForm();
  const { company } = useSession();
  const named = (key: unknown) => metrics.find((metric) => metric.key === key);
  return axisOf(looked, named(looked.metric), named(looked.settings.of)?.name, company.currency);
}

/** The axis of a metric as it is. */
export function useAxisOf(metric: string): Axis {
  return useAxis({ metric, transform: "value", settings: {} });
}
