import { ActionIcon, Menu } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconDots, IconTrash } from "@tabler/icons-react";

/** Moves something among its like, or takes it out. */
export function RowMenu({
  name,
  at,
  count,
  move,
  remove,
}: {
  name: string;
  at: number;
  count: number;
  move: (by: -1 | 1) => void;
  /** Without it, it has to stay. */
  remove: (() => void) | undefined;
}) {
  return (
    <Menu position="bottom-end" width={160}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={`More about ${name}`}>
          <IconDots size={15} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconArrowUp size={14} aria-hidden />}
          disabled={at === 0}
          onClick={() => move(-1)}
        >
          Move up
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowDown size={14} aria-hidden />}
          disabled={at === count - 1}
          onClick={() => move(1)}
        >
          Move down
        </Menu.Item>
        <Menu.Item
          leftSection={<IconTrash size={14} aria-hidden />}
          disabled={!remove}
          onClick={() => remove?.()}
        >
          Remove
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
