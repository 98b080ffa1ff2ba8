import { ActionIcon, Popover } from "@mantine/core";
import { IconHelpCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./Explained.module.css";

/** A question mark that says what a figure means. */
export function Explained({ what, children }: { what: string; children: ReactNode }) {
  return (
    <Popover width={320} position="bottom-start">
      <Popover.Target>
        <ActionIcon
          className={classes.help}
          variant="subtle"
          color="gray"
          size={18}
          aria-label={`What is this: ${what}`}
        >
          <IconHelpCircle size={14} stroke={1.7} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={classes.explanation}>{children}</Popover.Dropdown>
    </Popover>
  );
}
