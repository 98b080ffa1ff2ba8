import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { newMeasure, withGroup } from "../edit";
import type { Group } from "../types";
import { useForm } from "./context";
import classes from "./Form.module.css";
import { MetricSelect } from "./MetricSelect";

/** Adds a measure: it begins with the metric that it looks at. */
export function AddMeasure({ group, at }: { group: Group; at: number }) {
  const { card, metrics, change, open } = useForm();
  const [choosing, setChoosing] = useState(false);
  function add(key: string | null) {
    const metric = metrics.find((one) => one.key === key);
    setChoosing(false);
    if (!metric) return;
    const measure = newMeasure(metric, group.measures);
    change(withGroup(card, at, { measures: [...group.measures, measure] }));
    open(`${group.key}.${measure.key}`);
  }
  if (choosing) {
    return (
      <div className={classes.adding}>
        <MetricSelect
          className={classes.grow}
          size="xs"
          aria-label={`Metric of the new measure in ${group.name}`}
          placeholder="Which metric does it look at?"
          autoFocus
          defaultDropdownOpened
          value={null}
          change={add}
          onBlur={() => setChoosing(false)}
        />
      </div>
    );
  }
  return (
    <Button
      className={classes.add}
      variant="subtle"
      color="gray"
      size="compact-sm"
      leftSection={<IconPlus size={14} aria-hidden />}
      onClick={() => setChoosing(true)}
    >
      Add a measure
    </Button>
  );
}
