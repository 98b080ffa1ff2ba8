import { Modal } from "@mantine/core";
import { usePresent } from "~/app/session";
import { formatDay, plusDays } from "~/lib/time";
import { Calendar } from "./Calendar";
import { quickChoices } from "./days";
import classes from "./Past.module.css";
import { useGoToDay } from "./useGoToDay";

/** Chooses the past day that the whole app shows. */
export function DayPicker({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <Modal opened={opened} onClose={close} title="Go to a past day" size={530} centered>
      <Choices close={close} />
    </Modal>
  );
}

function Choices({ close }: { close: () => void }) {
  const { today, asOf } = usePresent();
  const goTo = useGoToDay();
  const choose = (day: string | undefined) => {
    close();
    goTo(day);
  };
  const yesterday = plusDays(today, -1);
  return (
    <>
      <p className={classes.about}>
        Everything is shown as it stood at the end of that day. The address keeps the day, so that
        you can share what you see.
      </p>
      <div className={classes.picker}>
        <Calendar chosen={asOf ?? yesterday} last={yesterday} choose={choose} />
        <ul className={classes.quick} aria-label="A while ago">
          {quickChoices(today).map(({ label, day }) => (
            <li key={label}>
              <button type="button" className={classes.choice} onClick={() => choose(day)}>
                <span>{label}</span>
                <span className="quiet num">{formatDay(day)}</span>
              </button>
            </li>
          ))}
          {asOf && (
            <li>
              <button type="button" className={classes.choice} onClick={() => choose(undefined)}>
                <span>Back to today</span>
              </button>
            </li>
          )}
        </ul>
      </div>
    </>
  );
}
