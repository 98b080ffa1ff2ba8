import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Good, Group, Unit } from "../types";
import { GOOD_NAMES, GROUP_NAMES, GROUPS, UNIT_NAMES } from "../words";
import { type Draft, keyOf } from "./draft";
import classes from "./Editor.module.css";
import type { FieldErrors } from "./useCheck";

const UNITS = Object.entries(UNIT_NAMES).map(([value, label]) => ({ value, label }));
const GOODS = Object.entries(GOOD_NAMES).map(([value, label]) => ({ value, label }));

/** How it is called and read. The key follows the name until somebody writes it. */
export function AboutFields({
  draft,
  errors,
  change,
  keyIsFixed,
}: {
  draft: Draft;
  errors: FieldErrors;
  change: (next: Partial<Draft>) => void;
  keyIsFixed: boolean;
}) {
  const [keyWritten, setKeyWritten] = useState(keyIsFixed || draft.key !== keyOf(draft.name));
  return (
    <div className={classes.fields}>
      <TextInput
        label="Name"
        placeholder="Reports exported, 28 days"
        required
        withAsterisk={false}
        data-autofocus
        value={draft.name}
        error={errors.name}
        onChange={({ currentTarget: { value } }) =>
          change(keyWritten ? { name: value } : { name: value, key: keyOf(value) })
        }
      />
      <TextInput
        label="Key"
        description={keyIsFixed ? undefined : "its name in conditions and files; it stays"}
        inputWrapperOrder={["label", "input", "description", "error"]}
        placeholder="reports_exported_28d"
        spellCheck={false}
        autoComplete="off"
        readOnly={keyIsFixed}
        title={keyIsFixed ? "A key can't change: duplicate the metric instead" : undefined}
        classNames={{ input: classes.code }}
        value={draft.key}
        error={errors.key}
        onChange={({ currentTarget: { value } }) => {
          setKeyWritten(value !== "");
          change({ key: value });
        }}
      />
      <Textarea
        className={classes.wide}
        label="Meaning"
        description="one line that tells a colleague what to make of it"
        autosize
        minRows={1}
        value={draft.description}
        error={errors.description}
        onChange={(event) => change({ description: event.currentTarget.value })}
      />
      <div className={`${classes.wide} ${classes.three}`}>
        <NativeSelect
          label="Unit"
          data={UNITS}
          value={draft.unit}
          error={errors.unit}
          onChange={(event) => change({ unit: event.currentTarget.value as Unit })}
        />
        <NativeSelect
          label="Good news is"
          data={GOODS}
          value={draft.good}
          error={errors.good}
          onChange={(event) => change({ good: event.currentTarget.value as Good })}
        />
        <NativeSelect
          label="Group"
          data={GROUPS.map((group) => ({ value: group, label: GROUP_NAMES[group] }))}
          value={draft.group}
          error={errors.group}
          onChange={(event) => change({ group: event.currentTarget.value as Group })}
        />
      </div>
    </div>
  );
}
