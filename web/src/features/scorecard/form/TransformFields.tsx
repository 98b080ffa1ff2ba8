import { NativeSelect, Switch } from "@mantine/core";
import { ABOUT, RHYTHM_OF, type Setting, settingOf, withTransform } from "../transforms";
import { TRANSFORMS, type Transform } from "../types";
import { useForm, useProblemAt } from "./context";
import classes from "./Form.module.css";
import type { FieldsOf } from "./MeasureFields";
import { MetricSelect } from "./MetricSelect";
import { NumberField } from "./NumberField";

/** What the metric is held against, with its settings. */
export function TransformFields(fields: FieldsOf) {
  const { measure, path, set } = fields;
  const { metrics, problem } = useForm();
  const about = ABOUT[measure.transform];
  const place = `${path}.transform`;
  const detail = useProblemAt(place);
  // A setting's own problem stands at the setting.
  const own = problem?.key?.startsWith(`${place}.${measure.transform}.`) ? undefined : detail;
  const change = (transform: Transform) => {
    const metric = metrics.find(({ key }) => key === measure.metric);
    const { settings, curve } = withTransform(measure, transform, metric);
    set({ transform, settings, curve });
  };
  return (
    <>
      <NativeSelect
        size="xs"
        label="Held against"
        title="Changing this starts the curve anew, because x is something else then"
        data={TRANSFORMS.map((value) => ({
          value,
          label: ABOUT[value].name,
          disabled:
            value === "rhythm" && measure.metric !== RHYTHM_OF && measure.transform !== "rhythm",
        }))}
        value={measure.transform}
        error={own}
        onChange={({ currentTarget }) => change(currentTarget.value as Transform)}
      />
      <p className={classes.meaning}>{about.meaning}</p>
      {(about.settings.length > 0 || measure.transform === "share") && (
        <div className={classes.settings} role="group" aria-label="Settings of the comparison">
          {measure.transform === "share" && <Of {...fields} place={`${place}.share.of`} />}
          {about.settings.map((setting) => (
            <SettingField key={setting.key} {...fields} setting={setting} />
          ))}
          {measure.transform === "own_habit" && (
            <>
              <Peers {...fields} place={`${place}.own_habit.peers`} />
              <Season {...fields} />
            </>
          )}
        </div>
      )}
    </>
  );
}

function Of({ measure, set, place }: FieldsOf & { place: string }) {
  const of = measure.settings.of;
  return (
    <MetricSelect
      className={classes.two}
      size="xs"
      label="Together with"
      value={typeof of === "string" ? of : null}
      error={useProblemAt(place)}
      change={(next) => next && set({ settings: { ...measure.settings, of: next } })}
    />
  );
}

function Peers({ measure, set, place }: FieldsOf & { place: string }) {
  const { peers, ...others } = measure.settings;
  return (
    <MetricSelect
      className={classes.two}
      size="xs"
      label="Allow for what moved peers too"
      description="How much they rose or fell: where they fell, usual is that much lower"
      placeholder="Nothing"
      clearable
      value={typeof peers === "string" ? peers : null}
      error={useProblemAt(place)}
      change={(next) => set({ settings: next ? { ...others, peers: next } : others })}
    />
  );
}

function Season({ measure, path, set }: FieldsOf) {
  return (
    <Switch
      className={classes.wide}
      size="xs"
      label="Allow for the season: where the same weeks of the year before were lower than usual, those are what it is held against"
      checked={measure.settings.season === true}
      error={useProblemAt(`${path}.transform.own_habit.season`)}
      onChange={({ currentTarget }) =>
        set({ settings: { ...measure.settings, season: currentTarget.checked } })
      }
    />
  );
}

function SettingField({ measure, path, set, setting }: FieldsOf & { setting: Setting }) {
  const { key, label, suffix, least, whole } = setting;
  const error = useProblemAt(`${path}.transform.${measure.transform}.${key}`);
  return (
    <NumberField
      size="xs"
      label={label}
      min={least}
      allowDecimal={!whole}
      value={settingOf(measure, setting)}
      error={error}
      rightSection={suffix && <span className={classes.unit}>{suffix}</span>}
      rightSectionWidth={44}
      change={(next) => set({ settings: { ...measure.settings, [key]: next } })}
    />
  );
}
