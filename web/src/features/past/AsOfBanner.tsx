import { ActionIcon, Button, Popover, Tooltip } from "@mantine/core";
import {
  IconChevronLeft,
  IconChevronRight,
  IconChevronsLeft,
  IconChevronsRight,
  IconHistory,
} from "@tabler/icons-react";
import { usePresent } from "~/app/session";
import { usePageKeys } from "~/app/shortcuts";
import { formatDay, plusDays, relativeDay } from "~/lib/time";
import { Keys } from "~/ui/Keys";
import classes from "./Past.module.css";
import { useGoToDay } from "./useGoToDay";

const STEPS = [
  { days: -7, name: "A week back", key: "{", icon: IconChevronsLeft },
  { days: -1, name: "A day back", key: "[", icon: IconChevronLeft },
  { days: 1, name: "A day on", key: "]", icon: IconChevronRight },
  { days: 7, name: "A week on", key: "}", icon: IconChevronsRight },
] as const;

/** Says that a past day is shown, and leads to others and back. */
export function AsOfBanner({
  day,
  onlyNow,
  pick,
}: {
  day: string;
  /** The page that is open knows only what is now. */
  onlyNow: boolean;
  pick: () => void;
}) {
  const { today } = usePresent();
  const goTo = useGoToDay();
  const go = (days: number) => goTo(plusDays(day, days));
  usePageKeys({
    "{": () => go(-7),
    "[": () => go(-1),
    "]": () => go(1),
    "}": () => go(7),
  });
  const step = ({ days, name, key, icon: Icon }: (typeof STEPS)[number]) => (
    <Tooltip
      key={key}
      label={
        <span className={classes.hint}>
          {name} <Keys keys={[key]} />
        </span>
      }
    >
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={name}
        onClick={() => go(days)}
      >
        <Icon size={15} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
  return (
    <section className={classes.banner} aria-label="A past day is shown">
      <IconHistory size={16} stroke={1.8} aria-hidden />
      <span className={classes.said} role="status">
        {onlyNow ? (
          <>
            <b>This page is as it is now</b>, while the rest is as it was on {formatDay(day)}
          </>
        ) : (
          <>
            <b>As it was on {formatDay(day)}</b>{" "}
            <span className={classes.ago}>{relativeDay(day, today)}</span>
          </>
        )}
      </span>
      <span className={classes.steps}>
        {STEPS.slice(0, 2).map(step)}
        <Button size="compact-xs" variant="default" onClick={pick}>
          Another day
        </Button>
        {STEPS.slice(2).map(step)}
      </span>
      <WhatIsShown />
      <Button size="compact-xs" className={classes.back} onClick={() => goTo(undefined)}>
        Back to today
      </Button>
    </section>
  );
}

function WhatIsShown() {
  return (
    <Popover width={380} position="bottom-end">
      <Popover.Target>
        <button type="button" className={classes.what}>
          What is shown?
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.explanation}>
        <p>
          What had happened by the end of that day, by today's rules: accounts that there were,
          their metrics and health, the signals that were open, tickets as they stood then. What
          happened later changes none of it.
        </p>
        <p>
          Names, owners, tiers and other attributes, people's roles, and the definitions of metrics,
          segments and the scorecard have no history: they are today's. Signals are shown as the
          rules had them, whatever somebody did with them.
        </p>
        <p>Nothing can be changed in the past; settings and data are always as they are now.</p>
      </Popover.Dropdown>
    </Popover>
  );
}
