import { NativeSelect, Select } from "@mantine/core";
import type { Source } from "../types";
import { DaysField } from "./DaysField";
import { type Draft, needs, windowKinds } from "./draft";
import classes from "./Editor.module.css";
import { EmptyField } from "./EmptyField";
import { ExpressionField } from "./ExpressionField";
import { foldOf, foldsFor } from "./folds";
import { SOURCE_KEYS, SOURCES } from "./sources";
import { unitFor } from "./units";
import type { FieldErrors } from "./useCheck";
import { WindowField } from "./WindowField";

/** A fold over facts or records. Only the fields that the chosen fold needs are there. */
export function FoldFields({
  draft,
  errors,
  change,
}: {
  draft: Draft;
  errors: FieldErrors;
  change: (next: Partial<Draft>) => void;
}) {
  const source = SOURCES[draft.from];
  const fold = foldOf(draft.fold);

  /** The unit follows as long as it is the one that the fold suggests. */
  function changeHow(next: Partial<Pick<Draft, "from" | "fold">>) {
    const after = { ...draft, ...next };
    const followed = draft.unit === unitFor(draft.fold, draft.from);
    change({ ...next, ...(followed && { unit: unitFor(after.fold, after.from) }) });
  }

  function changeSource(from: Source) {
    const suits = foldOf(draft.fold)?.from.includes(from);
    // Columns of another source mean nothing here.
    changeHow({ from, fold: suits ? draft.fold : "count" });
    change({ value: "", by: "", at: "", until: "" });
  }

  return (
    <div className={classes.fields}>
      <NativeSelect
        label="Of what"
        description={source.meaning}
        data={SOURCE_KEYS.map((key) => ({ value: key, label: SOURCES[key].name }))}
        value={draft.from}
        error={errors.from}
        onChange={(event) => changeSource(event.currentTarget.value as Source)}
      />
      <Select
        label="What is made of them"
        description={fold?.meaning}
        searchable
        allowDeselect={false}
        maxDropdownHeight={420}
        data={foldsFor(draft.from).map(({ name, folds }) => ({
          group: name,
          items: folds.map(({ key, name: label }) => ({ value: key, label })),
        }))}
        renderOption={({ option }) => (
          <span>
            {option.label}
            <span className={classes.optionMeaning}>{foldOf(option.value)?.meaning}</span>
          </span>
        )}
        value={draft.fold}
        error={errors.fold}
        onChange={(next) => next && changeHow({ fold: next })}
      />
      <div className={classes.wide}>
        <ExpressionField
          label="Which of them count"
          description={draft.where ? undefined : "all of them, unless a condition says which"}
          placeholder={source.example}
          words={source.columns}
          value={draft.where}
          error={errors.where}
          onChange={(where) => change({ where })}
        />
      </div>
      {needs(draft, "then") && (
        <div className={classes.wide}>
          <ExpressionField
            label="Until what happens"
            description="a condition for where the way ends"
            placeholder="kind = 'milestone'"
            words={source.columns}
            value={draft.end}
            error={errors.then}
            onChange={(end) => change({ end })}
          />
        </div>
      )}
      {needs(draft, "value") && (
        <ExpressionField
          label="Which value"
          description={source.usual && !draft.value ? `usually ${source.usual}` : undefined}
          placeholder={source.usual || source.values[0]}
          words={source.values}
          value={draft.value}
          error={errors.value}
          onChange={(value) => change({ value })}
        />
      )}
      {needs(draft, "window") && (
        <WindowField
          draft={draft}
          kinds={windowKinds(draft.fold)}
          error={errors.window}
          change={change}
        />
      )}
      {needs(draft, "before") && (
        <DaysField
          label="Compared with"
          kinds={[
            { value: "days", label: "the days before" },
            { value: "ever", label: "all the time before" },
          ]}
          kind={draft.beforeKind}
          days={draft.beforeDays}
          error={errors.before}
          onKind={(kind) => change({ beforeKind: kind as Draft["beforeKind"] })}
          onDays={(beforeDays) => change({ beforeDays })}
        />
      )}
      {needs(draft, "least") && (
        <DaysField
          label="On how many days at least"
          days={draft.least}
          error={errors.least}
          onDays={(least) => change({ least })}
        />
      )}
      {needs(draft, "by") && (
        <Column
          label="Told apart by"
          columns={source.by}
          value={draft.by}
          error={errors.by}
          onChange={(by) => change({ by })}
        />
      )}
      {needs(draft, "at") && (
        <Column
          label="It counts on the day of"
          columns={source.at}
          value={draft.at}
          error={errors.at}
          onChange={(at) => change({ at })}
        />
      )}
      {needs(draft, "until") && (
        <Column
          label="It is open until"
          columns={source.until}
          value={draft.until}
          error={errors.until}
          onChange={(until) => change({ until })}
        />
      )}
      <EmptyField draft={draft} error={errors.empty} change={change} />
    </div>
  );
}

/** One of a source's columns; the first is the usual one and goes without saying. */
function Column({
  label,
  columns,
  value,
  error,
  onChange,
}: {
  label: string;
  columns: string[];
  value: string;
  error: string | undefined;
  onChange: (next: string) => void;
}) {
  const known = columns.includes(value) || value === "" ? columns : [...columns, value];
  return (
    <NativeSelect
      label={label}
      data={known}
      value={value || columns[0]}
      error={error}
      onChange={({ currentTarget: { value: next } }) => onChange(next === columns[0] ? "" : next)}
    />
  );
}
