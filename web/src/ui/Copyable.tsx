import { ActionIcon, CopyButton, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import classes from "./Copyable.module.css";

/** Text to take along: a key, a link, a piece of code. */
export function Copyable({ text, label, block }: { text: string; label: string; block?: boolean }) {
  return (
    <div className={classes.box} data-block={block || undefined}>
      <pre className={classes.text} tabIndex={0}>
        {text}
      </pre>
      <CopyButton value={text} timeout={1500}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? "Copied" : `Copy ${label}`}>
            <ActionIcon
              className={classes.copy}
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={`Copy ${label}`}
              onClick={copy}
            >
              {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </div>
  );
}
