import { Tooltip } from "@mantine/core";
import { IconUserEdit } from "@tabler/icons-react";
import type { OverrideRow } from "~/api/types";
import { useBands } from "~/features/account/useBands";
import classes from "./Override.module.css";
import { bothSay } from "./says";
import { useWho } from "./useWho";

/** Says beside a score in a list that somebody knows better; nothing where nobody does. */
export function OverrideMark({
  override,
  inLink = false,
}: {
  override: OverrideRow | null | undefined;
  /** Inside a link there is nothing else to reach by keyboard. */
  inLink?: boolean;
}) {
  return override ? <Mark override={override} inLink={inLink} /> : null;
}

function Mark({ override, inLink }: { override: OverrideRow; inLink: boolean }) {
  const sentence = bothSay(override, useWho()(override.owner_email), useBands());
  return (
    <Tooltip
      label={sentence}
      multiline
      maw={320}
      events={{ hover: true, focus: true, touch: true }}
    >
      <span
        className={classes.mark}
        role="img"
        aria-label={sentence}
        tabIndex={inLink ? undefined : 0}
      >
        <IconUserEdit size={13} stroke={1.9} aria-hidden />
      </span>
    </Tooltip>
  );
}
