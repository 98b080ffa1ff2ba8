import { formatPercent } from "~/lib/format";
import { moved, removed, withGroup } from "../edit";
import { isAt, measureRow } from "../problem";
import { ABOUT } from "../transforms";
import type { Group, Measure } from "../types";
import { useForm } from "./context";
import { MeasureFields } from "./MeasureFields";
import { OpenRow } from "./OpenRow";
import { RowMenu } from "./RowMenu";

/** A measure: a line, and all of it once opened. */
export function MeasureRow({
  group,
  at,
  measure,
  of,
  share,
}: {
  group: Group;
  at: number;
  measure: Measure;
  of: number;
  /** Of the whole scorecard, 0 to 1. */
  share: number;
}) {
  const { card, metrics, problem, readOnly, change } = useForm();
  const path = `groups.${group.key}.measures.${measure.key}`;
  const metric = metrics.find(({ key }) => key === measure.metric);
  const rest = (measures: Measure[]) => change(withGroup(card, at, { measures }));
  return (
    <OpenRow
      as="li"
      id={measureRow(group.key, measure.key)}
      name={measure.name || "No name"}
      about={`${metric?.name ?? measure.metric}, ${ABOUT[measure.transform].name.toLowerCase()}`}
      curve={measure.curve}
      share={formatPercent(share)}
      wrong={isAt(problem, path)}
      menu={
        !readOnly && (
          <RowMenu
            name={measure.name}
            at={of}
            count={group.measures.length}
            move={(by) => rest(moved(group.measures, of, by))}
            remove={() => rest(removed(group.measures, of))}
          />
        )
      }
    >
      <MeasureFields at={at} of={of} measure={measure} path={path} share={share} />
    </OpenRow>
  );
}
