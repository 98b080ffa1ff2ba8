import { ActionIcon } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconTrash } from "@tabler/icons-react";
import type { MouseEvent } from "react";
import { ConfirmButton } from "~/ui/ConfirmButton";
import classes from "./List.module.css";
import type { DragOrder } from "./useDragOrder";

export interface Changes {
  handle: ReturnType<DragOrder["handle"]>;
  /** One place up (−1) or down (1). */
  move: (by: -1 | 1) => void;
  remove: () => void;
}

/** Moves a scorecard by one place, or takes it away. */
export function RowChanges({
  name,
  at,
  count,
  changes: { move, remove },
}: {
  name: string;
  at: number;
  count: number;
  changes: Changes;
}) {
  function step({ currentTarget }: MouseEvent<HTMLButtonElement>, by: -1 | 1) {
    move(by);
    // A row that is put elsewhere loses the focus.
    requestAnimationFrame(() => currentTarget.focus());
  }
  return (
    <span className={classes.changes}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={`Move ${name} up`}
        aria-disabled={at === 0}
        className={classes.step}
        onClick={(event) => step(event, -1)}
      >
        <IconArrowUp size={14} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={`Move ${name} down`}
        aria-disabled={at === count - 1}
        className={classes.step}
        onClick={(event) => step(event, 1)}
      >
        <IconArrowDown size={14} aria-hidden />
      </ActionIcon>
      <ConfirmButton
        title={`Remove ${name}?`}
        text="Its accounts are scored at once by the next one whose condition holds, or by the last. Its versions stay, and the notice that follows can put it back."
        confirm="Remove"
        run={remove}
      >
        {(open) => (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={`Remove ${name}`}
            onClick={open}
          >
            <IconTrash size={14} aria-hidden />
          </ActionIcon>
        )}
      </ConfirmButton>
    </span>
  );
}
