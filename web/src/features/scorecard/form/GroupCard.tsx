import { TextInput } from "@mantine/core";
import { formatPercent } from "~/lib/format";
import { moved, removed, withGroup } from "../edit";
import { asSentence, isAt } from "../problem";
import type { Group } from "../types";
import { AddCeiling } from "./AddCeiling";
import { AddMeasure } from "./AddMeasure";
import { CeilingRow } from "./CeilingRow";
import { useForm } from "./context";
import classes from "./Form.module.css";
import { MeasureRow } from "./MeasureRow";
import { NumberField } from "./NumberField";
import { RowMenu } from "./RowMenu";

/** A group with its measures. */
export function GroupCard({
  group,
  at,
  share,
  shares,
}: {
  group: Group;
  at: number;
  /** Of the whole scorecard, 0 to 1. */
  share: number;
  shares: number[];
}) {
  const { card, problem, readOnly, change } = useForm();
  const path = `groups.${group.key}`;
  const inside = isAt(problem, `${path}.measures`) || isAt(problem, `${path}.ceiling`);
  const wrong = isAt(problem, path) && !inside;
  const ofMeasures = problem?.key === `${path}.measures`;
  return (
    <section className={classes.group} aria-label={`Group ${group.name}`}>
      <header className={classes.groupHead}>
        <fieldset className={classes.groupFields} disabled={readOnly}>
          <TextInput
            className={classes.groupName}
            aria-label="Name of the group"
            value={group.name}
            onChange={({ currentTarget }) =>
              change(withGroup(card, at, { name: currentTarget.value }))
            }
          />
          <NumberField
            className={classes.weight}
            size="xs"
            aria-label={`Weight of ${group.name}`}
            leftSection={<span className={classes.unit}>weight</span>}
            leftSectionWidth={52}
            min={0}
            value={group.weight}
            error={isAt(problem, `${path}.weight`)}
            change={(weight) => change(withGroup(card, at, { weight }))}
          />
        </fieldset>
        <span className={classes.share} title="Of the whole, while everything has data">
          {formatPercent(share)}
        </span>
        {!readOnly && (
          <RowMenu
            name={group.name}
            at={at}
            count={card.groups.length}
            move={(by) => change({ ...card, groups: moved(card.groups, at, by) })}
            remove={() => change({ ...card, groups: removed(card.groups, at) })}
          />
        )}
      </header>
      {(wrong || ofMeasures) && problem && (
        <p className={classes.problem} role="alert">
          {asSentence(problem.detail)}
        </p>
      )}
      <ul className={classes.measures} aria-label={`Measures of ${group.name}`}>
        {group.measures.map((measure, of) => (
          <MeasureRow
            key={measure.key}
            group={group}
            at={at}
            measure={measure}
            of={of}
            share={shares[of] ?? 0}
          />
        ))}
      </ul>
      <CeilingRow group={group} at={at} />
      {!readOnly && <AddMeasure group={group} at={at} />}
      {!readOnly && !group.ceiling && <AddCeiling group={group} at={at} />}
    </section>
  );
}
