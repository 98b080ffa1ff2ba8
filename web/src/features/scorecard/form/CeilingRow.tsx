import { ActionIcon } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { withGroup } from "../edit";
import { ceilingRow, isAt } from "../problem";
import type { Ceiling, Group } from "../types";
import { CeilingFields } from "./CeilingFields";
import { useForm } from "./context";
import { OpenRow } from "./OpenRow";

/** How far another metric lets a group count: a line, and all of it once opened. */
export function CeilingRow({ group, at }: { group: Group; at: number }) {
  const { card, metrics, problem, readOnly, change } = useForm();
  const { ceiling } = group;
  if (!ceiling) return null;
  const set = (next: Ceiling | null) => change(withGroup(card, at, { ceiling: next }));
  const metric = metrics.find(({ key }) => key === ceiling.metric)?.name ?? ceiling.metric;
  const path = `groups.${group.key}.ceiling`;
  return (
    <OpenRow
      as="div"
      id={ceilingRow(group.key)}
      name={`Ceiling of ${group.name}`}
      about={`counts for at most so much, by ${metric}`}
      curve={ceiling.curve}
      wrong={isAt(problem, path)}
      menu={
        !readOnly && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={`Remove the ceiling of ${group.name}`}
            onClick={() => set(null)}
          >
            <IconX size={14} aria-hidden />
          </ActionIcon>
        )
      }
    >
      <CeilingFields ceiling={ceiling} path={path} set={(next) => set({ ...ceiling, ...next })} />
    </OpenRow>
  );
}
