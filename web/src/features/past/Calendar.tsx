import { ActionIcon } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { formatDay, formatMonth, plusDays } from "~/lib/time";
import { monthsBefore, weeksOf } from "./days";
import classes from "./Past.module.css";

const WEEKDAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
const STEPS: Record<string, number> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -7,
  ArrowDown: 7,
};

/** A month to choose a day from, none later than `last`. Arrow keys go from day to day. */
export function Calendar({
  chosen,
  last,
  choose,
}: {
  chosen: string;
  last: string;
  choose: (day: string) => void;
}) {
  const [focus, setFocus] = useState(chosen);
  const moved = useRef(false);
  const body = useRef<HTMLTableSectionElement>(null);
  useEffect(() => {
    if (moved.current) body.current?.querySelector<HTMLElement>(`[data-day="${focus}"]`)?.focus();
  }, [focus]);

  function go(day: string, withFocus: boolean) {
    moved.current = withFocus;
    setFocus(day < last ? day : last);
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = STEPS[event.key];
    const months = { PageUp: 1, PageDown: -1 }[event.key];
    if (!step && !months) return;
    event.preventDefault();
    go(step ? plusDays(focus, step) : monthsBefore(focus, months ?? 0), true);
  }

  return (
    <div>
      <div className={classes.month}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label="Month before"
          onClick={() => go(monthsBefore(focus, 1), false)}
        >
          <IconChevronLeft size={15} aria-hidden />
        </ActionIcon>
        <b aria-live="polite">{formatMonth(focus)}</b>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label="Month after"
          disabled={focus.slice(0, 7) >= last.slice(0, 7)}
          onClick={() => go(monthsBefore(focus, -1), false)}
        >
          <IconChevronRight size={15} aria-hidden />
        </ActionIcon>
      </div>
      <table className={classes.calendar} aria-label={formatMonth(focus)}>
        <thead>
          <tr>
            {WEEKDAYS.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown}>
          {weeksOf(focus).map((week) => (
            <tr key={week.find(Boolean)}>
              {week.map((day, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a weekday is its place
                <td key={at}>
                  {day && (
                    <button
                      type="button"
                      className={classes.day}
                      data-day={day}
                      data-chosen={day === chosen || undefined}
                      aria-pressed={day === chosen}
                      aria-label={formatDay(day)}
                      tabIndex={day === focus ? 0 : -1}
                      disabled={day > last}
                      onClick={() => choose(day)}
                    >
                      {Number(day.slice(8))}
                    </button>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
