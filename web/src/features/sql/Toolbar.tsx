import { Button, Menu } from "@mantine/core";
import {
  IconBook2,
  IconChevronDown,
  IconHistory,
  IconPlayerPlay,
  IconPlayerStop,
  IconTrash,
} from "@tabler/icons-react";
import { MOD } from "~/app/shortcuts";
import { Keys } from "~/ui/Keys";
import { When } from "~/ui/When";
import { EXAMPLES } from "./examples";
import { forgetAll, type Past } from "./history";
import classes from "./Sql.module.css";
import type { Asked } from "./useAsk";

/** Run and stop; examples and what was run before. */
export function Toolbar({
  asked,
  text,
  past,
  setPast,
  choose,
  run,
  cancel,
}: {
  asked: Asked;
  text: string;
  past: Past[];
  setPast: (past: Past[]) => void;
  choose: (query: string) => void;
  run: () => void;
  cancel: () => void;
}) {
  const isRunning = asked.state === "running";
  return (
    <div className={classes.toolbar}>
      {isRunning ? (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlayerStop size={14} aria-hidden />}
          onClick={cancel}
        >
          Stop
        </Button>
      ) : (
        <Button
          size="xs"
          leftSection={<IconPlayerPlay size={14} aria-hidden />}
          disabled={!text.trim()}
          onClick={run}
        >
          Run
        </Button>
      )}
      {!isRunning && (
        <span className={classes.hint}>
          <Keys keys={[MOD, "Enter"]} />
        </span>
      )}
      <span className={classes.gap} />
      <Examples choose={choose} />
      <History past={past} setPast={setPast} choose={choose} />
    </div>
  );
}

function Examples({ choose }: { choose: (query: string) => void }) {
  return (
    <Menu position="bottom-end" width={340}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconBook2 size={14} aria-hidden />}
          rightSection={<IconChevronDown size={13} aria-hidden />}
        >
          Examples
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {EXAMPLES.map(({ name, query }) => (
          <Menu.Item key={name} onClick={() => choose(query)}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function History({
  past,
  setPast,
  choose,
}: {
  past: Past[];
  setPast: (past: Past[]) => void;
  choose: (query: string) => void;
}) {
  function forget() {
    forgetAll();
    setPast([]);
  }
  return (
    <Menu position="bottom-end" width={440}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconHistory size={14} aria-hidden />}
          rightSection={<IconChevronDown size={13} aria-hidden />}
        >
          History
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: "auto" }}>
        {past.length === 0 && (
          <Menu.Label>Queries that you run are kept here, in this browser</Menu.Label>
        )}
        {past.map(({ query, at }) => (
          <Menu.Item key={query} onClick={() => choose(query)}>
            <span className={classes.past}>
              <code className="clip">{query.replaceAll(/\s+/g, " ")}</code>
              <span className="quiet">
                <When at={at} />
              </span>
            </span>
          </Menu.Item>
        ))}
        {past.length > 0 && (
          <>
            <Menu.Divider />
            <Menu.Item leftSection={<IconTrash size={14} aria-hidden />} onClick={forget}>
              Forget them
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
