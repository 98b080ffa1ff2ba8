import { Button, Popover, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconCalendar, IconCheck, IconChevronDown } from "@tabler/icons-react";
import { useState } from "react";
import { useSession } from "~/app/session";
import type { Range } from "~/features/renewals/range";
import { isDay } from "~/lib/asOf";
import { plusDays } from "~/lib/time";
import { daysText, namedPeriod, PERIOD_NAMES, PERIODS, type PeriodName, periodOf } from "./period";
import classes from "./Toolbar.module.css";

interface Asked {
  period?: PeriodName;
  from?: string;
  to?: string;
}

/** Chooses the days that the report is about. */
export function PeriodPicker({ asked, change }: { asked: Asked; change: (next: Asked) => void }) {
  const [opened, { toggle, close }] = useDisclosure(false);
  const { today } = useSession();
  const own = asked.from !== undefined;
  const chosen = own ? undefined : (asked.period ?? "twelve_months");
  const period = periodOf(asked, today);
  const choose = (next: Asked) => {
    close();
    change({ period: undefined, from: undefined, to: undefined, ...next });
  };
  return (
    <Popover opened={opened} onChange={close} position="bottom-start" width={400} trapFocus>
      <Popover.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconCalendar size={14} aria-hidden />}
          rightSection={<IconChevronDown size={13} aria-hidden />}
          aria-label={`Period: ${chosen ? PERIODS[chosen] : "own days"}, ${daysText(period)}`}
          onClick={toggle}
        >
          {chosen && `${PERIODS[chosen]}: `}
          <span className={classes.days}>{daysText(period)}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={6} aria-label="Period">
        <ul className={classes.periods}>
          {PERIOD_NAMES.map((name) => (
            <li key={name}>
              <button
                type="button"
                className={classes.period}
                aria-pressed={name === chosen}
                onClick={() => choose(name === "twelve_months" ? {} : { period: name })}
              >
                {PERIODS[name]}
                <span className="quiet num">{daysText(namedPeriod(name, today))}</span>
                {name === chosen && <IconCheck size={14} aria-hidden />}
              </button>
            </li>
          ))}
        </ul>
        <OwnDays key={`${period.from}${period.to}`} period={period} choose={choose} />
      </Popover.Dropdown>
    </Popover>
  );
}

/** Two days; the last one is in the period. */
function OwnDays({ period, choose }: { period: Range; choose: (range: Range) => void }) {
  const [from, setFrom] = useState(period.from);
  const [last, setLast] = useState(plusDays(period.to, -1));
  const whole = isDay(from) && isDay(last);
  const backwards = whole && from > last;
  return (
    <form
      className={classes.own}
      onSubmit={(event) => {
        event.preventDefault();
        if (whole && !backwards) choose({ from, to: plusDays(last, 1) });
      }}
    >
      <TextInput
        size="xs"
        type="date"
        label="First day"
        value={from}
        onChange={({ currentTarget }) => setFrom(currentTarget.value)}
      />
      <TextInput
        size="xs"
        type="date"
        label="Last day"
        value={last}
        error={backwards && "before the first"}
        onChange={({ currentTarget }) => setLast(currentTarget.value)}
      />
      <Button type="submit" size="xs" disabled={!whole || backwards}>
        Show
      </Button>
    </form>
  );
}
