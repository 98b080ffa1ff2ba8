import { UnstyledButton } from "@mantine/core";
import { IconAlertTriangle, IconChevronRight } from "@tabler/icons-react";
import { useId } from "react";
import { Curve } from "~/features/settings/Curve";
import { formatPercent } from "~/lib/format";
import { moved, removed, withGroup } from "../edit";
import { isAt } from "../problem";
import { ABOUT } from "../transforms";
import type { Group, Measure } from "../types";
import { useForm } from "./context";
import classes from "./Form.module.css";
import { MeasureFields } from "./MeasureFields";
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
  const { card, metrics, problem, readOnly, change, opened, open } = useForm();
  const bodyId = useId();
  const id = `${group.key}.${measure.key}`;
  const path = `groups.${group.key}.measures.${measure.key}`;
  const isOpen = opened === id;
  const isWrong = isAt(problem, path);
  const metric = metrics.find(({ key }) => key === measure.metric);
  const rest = (measures: Measure[]) => change(withGroup(card, at, { measures }));
  return (
    <li className={classes.measure} data-open={isOpen || undefined} data-measure={id}>
      <div className={classes.row}>
        <UnstyledButton
          className={classes.toggle}
          aria-expanded={isOpen}
          aria-controls={isOpen ? bodyId : undefined}
          onClick={() => open(isOpen ? null : id)}
        >
          <IconChevronRight size={14} aria-hidden className={classes.chevron} />
          <span className={classes.what}>
            <span className={classes.name}>{measure.name || "No name"}</span>
            <span className={classes.about}>
              {metric?.name ?? measure.metric}, {ABOUT[measure.transform].name.toLowerCase()}
            </span>
          </span>
          {isWrong && (
            <IconAlertTriangle
              size={15}
              className={classes.wrong}
              aria-label="Something is not right here"
              role="img"
            />
          )}
          {!isOpen && (
            <span aria-hidden="true">
              <Curve points={measure.curve} />
            </span>
          )}
          <span className={classes.share} title="Of the whole, while everything has data">
            {formatPercent(share)}
          </span>
        </UnstyledButton>
        {!readOnly && (
          <RowMenu
            name={measure.name}
            at={of}
            count={group.measures.length}
            move={(by) => rest(moved(group.measures, of, by))}
            remove={() => rest(removed(group.measures, of))}
          />
        )}
      </div>
      {isOpen && (
        <div className={classes.body} id={bodyId}>
          <MeasureFields at={at} of={of} measure={measure} path={path} share={share} />
        </div>
      )}
    </li>
  );
}
