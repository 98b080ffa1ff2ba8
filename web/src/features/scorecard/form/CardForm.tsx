import { TextInput } from "@mantine/core";
import { Card } from "~/ui/Card";
import { AppliesTo } from "../applies/AppliesTo";
import { sharesOf } from "../edit";
import { newGroup } from "../fresh";
import { DEFAULT_KEY } from "../types";
import { coverageWords, emphasisWords } from "../words";
import { AddNamed } from "./AddNamed";
import { Bands } from "./Bands";
import { useForm, useProblemAt } from "./context";
import { Exceptions } from "./Exceptions";
import classes from "./Form.module.css";
import { GroupCard } from "./GroupCard";
import { NumberField } from "./NumberField";

/** The whole scorecard as fields. */
export function CardForm() {
  const { of, card, problem, readOnly, change } = useForm();
  const shares = sharesOf(card);
  const atGroups = problem?.key === "groups" ? problem.detail : undefined;
  return (
    <div className={classes.stack}>
      <Card title="In general">
        <General />
      </Card>
      {(of !== DEFAULT_KEY || card.applies_to !== null) && <AppliesTo />}
      {atGroups && (
        <p className={classes.problem} role="alert">
          {atGroups}
        </p>
      )}
      {card.groups.map((group, at) => (
        <GroupCard
          key={group.key}
          group={group}
          at={at}
          share={shares.group[at] ?? 0}
          shares={shares.measures[at] ?? []}
        />
      ))}
      {!readOnly && (
        <AddNamed
          what="group"
          add={(name) => change({ ...card, groups: [...card.groups, newGroup(name, card.groups)] })}
        />
      )}
      <Exceptions />
      <Bands />
    </div>
  );
}

function General() {
  const { card, readOnly, change } = useForm();
  const name = useProblemAt("name");
  const coverage = useProblemAt("least_coverage");
  const emphasis = useProblemAt("emphasis");
  return (
    <fieldset className={classes.general} disabled={readOnly}>
      <TextInput
        label="Name"
        value={card.name}
        error={name}
        onChange={({ currentTarget }) => change({ ...card, name: currentTarget.value })}
      />
      <NumberField
        label="Least coverage"
        description={coverageWords(card.least_coverage)}
        inputWrapperOrder={["label", "input", "description", "error"]}
        rightSection={<span className={classes.unit}>%</span>}
        min={0}
        max={100}
        value={percent(card.least_coverage)}
        error={coverage}
        change={(next) => change({ ...card, least_coverage: next / 100 })}
      />
      <NumberField
        label="Emphasis on weak sides"
        description={emphasisWords(card.emphasis)}
        inputWrapperOrder={["label", "input", "description", "error"]}
        min={0}
        max={9}
        step={0.5}
        value={card.emphasis}
        error={emphasis}
        change={(next) => change({ ...card, emphasis: next })}
      />
    </fieldset>
  );
}

function percent(share: number): number {
  return Number((share * 100).toPrecision(10));
}
