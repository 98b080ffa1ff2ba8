import { IconGripVertical } from "@tabler/icons-react";
import type { KeyboardEvent } from "react";
import classes from "./List.module.css";
import type { Changes } from "./RowChanges";

const ARROWS: Record<string, -1 | 1> = { ArrowUp: -1, ArrowDown: 1 };

/** Takes a row to another place: by mouse, finger or arrow keys. */
export function RowHandle({ name, changes: { handle, move } }: { name: string; changes: Changes }) {
  function key(event: KeyboardEvent<HTMLButtonElement>) {
    const by = ARROWS[event.key];
    if (!by) return;
    event.preventDefault();
    const { currentTarget } = event;
    move(by);
    // A row that is put elsewhere loses the focus.
    requestAnimationFrame(() => currentTarget.focus());
  }
  return (
    <button
      type="button"
      className={classes.handle}
      aria-label={`Place of ${name}`}
      title="Drag it, or use the arrow keys"
      onKeyDown={key}
      {...handle}
    >
      <IconGripVertical size={14} aria-hidden />
    </button>
  );
}
