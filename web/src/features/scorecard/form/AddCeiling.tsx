import { Button } from "@mantine/core";
import { IconArrowBarToUp } from "@tabler/icons-react";
import { withGroup } from "../edit";
import { FIT_METRIC, isAboutUsage, newCeiling } from "../fresh";
import { ceilingRow } from "../problem";
import type { Ceiling, Group } from "../types";
import { AddByMetric } from "./AddByMetric";
import { useForm } from "./context";
import classes from "./Form.module.css";

/** Gives a group a ceiling, and opens it. For a group about use there is a suggestion. */
export function AddCeiling({ group, at }: { group: Group; at: number }) {
  const { card, metrics, change, open } = useForm();
  const fit = metrics.find(({ key }) => key === FIT_METRIC);
  const isAsked = card.groups.some(({ ceiling }) => ceiling?.metric === FIT_METRIC);
  function set(ceiling: Ceiling) {
    change(withGroup(card, at, { ceiling }));
    open(ceilingRow(group.key));
  }
  return (
    <>
      {fit && !isAsked && isAboutUsage(group, metrics) && (
        <Button
          className={classes.add}
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconArrowBarToUp size={14} aria-hidden />}
          title="Use that does not serve the customer's goal counts for less: full points only where the CSM says that it fits"
          onClick={() => set(newCeiling(fit))}
        >
          Ask the CSM: does this fit how they should be using us?
        </Button>
      )}
      <AddByMetric
        label="Add a ceiling"
        field={`Metric of the ceiling of ${group.name}`}
        add={(metric) => set(newCeiling(metric))}
      />
    </>
  );
}
