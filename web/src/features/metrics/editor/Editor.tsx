import { Button, SegmentedControl, Textarea } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { useAsOf } from "~/app/session";
import { useLocked } from "~/features/past/useLocked";
import { Card } from "~/ui/Card";
import { Page } from "~/ui/Page";
import { metricsQuery } from "../queries";
import type { MetricDetail } from "../types";
import { useSaveMetric } from "../useMetricChanges";
import { AboutFields } from "./AboutFields";
import type { Draft } from "./draft";
import classes from "./Editor.module.css";
import { FieldError } from "./FieldError";
import { FoldFields } from "./FoldFields";
import { LeaveGuard } from "./LeaveGuard";
import { MetricFormula } from "./MetricFormula";
import { Preview } from "./Preview";
import { errorsOf, type FieldErrors, lent, useCheck } from "./useCheck";
import { useEditor, type Way } from "./useEditor";

const WAYS: { value: Way; label: string }[] = [
  { value: "fold", label: "Form" },
  { value: "expression", label: "Expression" },
  { value: "toml", label: "TOML" },
];
const ABOUT = ["key", "name", "description", "unit", "good", "group"];
const OF_FOLD = "from fold where then value window before least by at until empty".split(" ");

/** Writes a metric, and shows what it would give before it is saved. */
export function Editor({
  initial,
  existing,
  title,
  name,
}: {
  initial: Draft;
  /** The metric that is changed; none where a new one is made. */
  existing?: MetricDetail;
  title: ReactNode;
  name: string;
}) {
  const editor = useEditor(initial);
  const check = useCheck(lent(editor.written));
  const save = useSaveMetric();
  const locked = useLocked();
  const navigate = useNavigate();
  const saved = useRef(false);
  const all = useQuery(metricsQuery(useAsOf())).data ?? [];
  const [tried, setTried] = useState(false);
  const [stuck, setStuck] = useState(false);
  const { way, draft } = editor;

  const key = way === "toml" ? (check.now?.definition.key ?? "") : draft.key;
  const taken = existing ? undefined : all.find((metric) => metric.key === key);
  const errors: FieldErrors = {
    ...check.errors,
    ...errorsOf(save.error),
    ...(taken && { key: `“${taken.name}” has this key; choose another, or edit that metric` }),
    ...(tried && way !== "toml" && missing(draft)),
  };
  const ready = check.now !== undefined && !taken;

  function submit(event?: FormEvent) {
    event?.preventDefault();
    setTried(true);
    const unnamed = way !== "toml" && Object.keys(missing(draft)).length > 0;
    if (!ready || unnamed || save.isPending || locked.disabled) return;
    save.mutate(
      { key, written: editor.written },
      {
        onSuccess: (metric) => {
          saved.current = true;
          notifications.show({
            title: `${metric.name} is ${existing ? "changed" : "saved"}`,
            message: "Its whole history is computed.",
          });
          void navigate({ to: "/catalogue/$metricKey", params: { metricKey: metric.key } });
        },
      },
    );
  }

  function change(next: Partial<Draft>) {
    if (save.isError) save.reset();
    editor.change(next);
  }

  useHotkeys([["mod+Enter", () => submit()]], []);

  const back = existing
    ? ({ to: "/catalogue/$metricKey", params: { metricKey: existing.key } } as const)
    : ({ to: "/catalogue" } as const);
  const placed = way === "toml" ? [] : [...ABOUT, ...(way === "fold" ? OF_FOLD : ["expression"])];
  return (
    <Page
      name={name}
      title={title}
      actions={
        <>
          <Button component={Link} {...(back as { to: string })} size="xs" variant="default">
            Cancel
          </Button>
          <Button
            size="xs"
            loading={save.isPending}
            disabled={!ready && !tried}
            title="Ctrl+Enter"
            {...locked}
            onClick={() => submit()}
          >
            {existing ? "Save changes" : "Save metric"}
          </Button>
        </>
      }
    >
      <LeaveGuard when={() => editor.dirty && !saved.current} />
      <form className={classes.columns} onSubmit={submit} aria-label={name}>
        <div className={classes.main}>
          <Unplaced errors={errors} placed={placed} inToml={way === "toml"} />
          {way !== "toml" && (
            <Card title="What it is">
              <AboutFields
                draft={draft}
                errors={errors}
                change={change}
                keyIsFixed={existing !== undefined}
              />
            </Card>
          )}
          <Card
            title="How it is computed"
            actions={
              <SegmentedControl
                size="xs"
                aria-label="Written as"
                data={WAYS}
                value={way}
                onChange={(next) => setStuck(!editor.switchTo(next as Way, check.now?.definition))}
              />
            }
          >
            {stuck && way === "toml" && (
              <p className={classes.stuck} role="status">
                The form can show this text once it is right; what is wrong stands below.
              </p>
            )}
            {way === "fold" && <FoldFields draft={draft} errors={errors} change={change} />}
            {way === "expression" && (
              <MetricFormula
                value={draft.expression}
                error={errors.expression}
                metrics={all}
                change={(expression) => change({ expression })}
              />
            )}
            {way === "toml" && (
              <TomlField value={editor.toml} errors={errors} change={editor.changeToml} />
            )}
          </Card>
        </div>
        <Preview check={check} failed={Object.keys(check.errors).length > 0} />
        <button type="submit" hidden />
      </form>
    </Page>
  );
}

function missing(draft: Draft): FieldErrors {
  return {
    ...(!draft.name.trim() && { name: "say what a person calls it" }),
    ...(!draft.key.trim() && { key: "give it a key, such as reports_exported_28d" }),
  };
}

/** What is wrong and has no field here. */
function Unplaced({
  errors,
  placed,
  inToml,
}: {
  errors: FieldErrors;
  placed: string[];
  inToml: boolean;
}) {
  const rest = Object.entries(errors).filter(([field]) => !placed.includes(field));
  if (rest.length === 0 || inToml) return null;
  return (
    <div className={classes.unplaced} role="alert">
      {rest.map(([field, detail]) => (
        <p key={field}>
          {field && <b>{field}: </b>}
          {detail}
        </p>
      ))}
    </div>
  );
}

function TomlField({
  value,
  errors,
  change,
}: {
  value: string;
  errors: FieldErrors;
  change: (next: string) => void;
}) {
  const lines = Object.entries(errors);
  return (
    <Textarea
      aria-label="TOML"
      autosize
      minRows={12}
      spellCheck={false}
      classNames={{ input: classes.code }}
      value={value}
      errorProps={{ component: "div" }}
      error={
        lines.length > 0 &&
        lines.map(([field, detail]) => (
          <FieldError
            key={field}
            detail={field && field !== "toml" ? `${field}: ${detail}` : detail}
            source=""
            use={() => undefined}
          />
        ))
      }
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
