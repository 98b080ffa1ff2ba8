import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { MetricRow } from "~/api/types";
import { useForm } from "./context";
import classes from "./Form.module.css";
import { MetricSelect } from "./MetricSelect";

/** Adds something that begins with the metric that it looks at. */
export function AddByMetric({
  label,
  field,
  add,
}: {
  /** What the button says. */
  label: string;
  /** What the metric is chosen for. */
  field: string;
  add: (metric: MetricRow) => void;
}) {
  const { metrics } = useForm();
  const [choosing, setChoosing] = useState(false);
  function choose(key: string | null) {
    const metric = metrics.find((one) => one.key === key);
    setChoosing(false);
    if (metric) add(metric);
  }
  if (choosing) {
    return (
      <div className={classes.adding}>
        <MetricSelect
          className={classes.grow}
          size="xs"
          aria-label={field}
          placeholder="Which metric does it look at?"
          autoFocus
          defaultDropdownOpened
          value={null}
          change={choose}
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
      {label}
    </Button>
  );
}
