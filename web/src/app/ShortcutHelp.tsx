import { Modal } from "@mantine/core";
import { Keys } from "~/ui/Keys";
import { PLACES } from "./nav";
import classes from "./ShortcutHelp.module.css";
import { DAYS_KEYS, MOD } from "./shortcuts";

const GROUPS = [
  {
    name: "Anywhere",
    keys: [
      { what: "Search and go anywhere", keys: [MOD, "K"] },
      ...PLACES.map((place) => ({ what: `Go to ${place.name}`, keys: [...place.keys] })),
      { what: "Go to a past day", keys: [...DAYS_KEYS] },
      { what: "This list", keys: ["?"] },
    ],
  },
  {
    name: "On a past day",
    keys: [
      { what: "A day back, a day on", keys: ["[", "]"] },
      { what: "A week back, a week on", keys: ["{", "}"] },
    ],
  },
  {
    name: "Accounts",
    keys: [
      { what: "Search accounts", keys: ["/"] },
      { what: "Open the condition box", keys: ["f"] },
    ],
  },
  {
    name: "Signals",
    keys: [
      { what: "Next, previous", keys: ["j", "k"] },
      { what: "Acknowledge", keys: ["e"] },
      { what: "Snooze", keys: ["s"] },
      { what: "Open the account", keys: ["o"] },
    ],
  },
  {
    name: "Metrics",
    keys: [
      { what: "Search metrics", keys: ["/"] },
      { what: "Next, previous", keys: ["↓", "↑"] },
      { what: "New metric", keys: ["n"] },
      { what: "Edit the open metric", keys: ["e"] },
      { what: "Save while editing", keys: [MOD, "Enter"] },
    ],
  },
  {
    name: "SQL",
    keys: [{ what: "Run the query, or what is marked of it", keys: [MOD, "Enter"] }],
  },
];

export function ShortcutHelp({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <Modal opened={opened} onClose={close} title="Keyboard" size="md" centered>
      {GROUPS.map((group) => (
        <section key={group.name} className={classes.group}>
          <h3 className={classes.name}>{group.name}</h3>
          {group.keys.map(({ what, keys }) => (
            <div key={what} className={classes.row}>
              <span>{what}</span>
              <Keys keys={keys} />
            </div>
          ))}
        </section>
      ))}
    </Modal>
  );
}
