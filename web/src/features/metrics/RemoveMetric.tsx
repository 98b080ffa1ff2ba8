import { Button, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconArrowBackUp, IconTrash } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { Problem, sentenceOf } from "~/api/problem";
import { useLocked } from "~/features/past/useLocked";
import classes from "./Metric.module.css";
import type { MetricDetail } from "./types";
import { useRemoveMetric } from "./useMetricChanges";

/** Takes a metric away, unless something reads it: then it says what. */
export function RemoveMetric({ metric }: { metric: MetricDetail }) {
  const navigate = useNavigate();
  const locked = useLocked();
  const [refused, { open, close }] = useDisclosure(false);
  const own = metric.origin === "own";
  const remove = useRemoveMetric(metric, () => own && void navigate({ to: "/catalogue" }));
  if (metric.origin === "built_in") return null;
  const Icon = own ? IconTrash : IconArrowBackUp;
  return (
    <>
      <Button
        size="xs"
        variant="subtle"
        color="gray"
        {...locked}
        leftSection={<Icon size={14} aria-hidden />}
        loading={remove.isPending}
        onClick={() => remove.mutate(undefined, { onError: open })}
      >
        {own ? "Remove" : "Back to built-in"}
      </Button>
      <Modal opened={refused} onClose={close} title="It can't be removed now" centered size="md">
        <p>{sentenceOf(remove.error)}</p>
        {remove.error instanceof Problem && remove.error.errors.length > 0 && (
          <ul className={classes.places}>
            {remove.error.errors.map(({ field, detail }) => (
              <li key={`${field}:${detail}`}>{detail}</li>
            ))}
          </ul>
        )}
      </Modal>
    </>
  );
}
