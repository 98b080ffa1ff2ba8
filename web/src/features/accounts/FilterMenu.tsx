import { Button, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { shortEmail } from "~/lib/format";

const NONE = "none";
const ANY = "";

/** A menu of values of which one filters. */
export function FilterMenu({
  name,
  none,
  options,
  chosen,
  change,
}: {
  name: string;
  /** What to call accounts without a value. */
  none: string;
  options: string[];
  chosen: string | undefined;
  change: (next: string | undefined) => void;
}) {
  if (options.length === 0 && !chosen) return null;
  const choose = (option: string) => change(option === ANY ? undefined : option);
  const label = chosen ? `${name}: ${chosen === NONE ? none : shortEmail(chosen)}` : name;
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant={chosen ? "light" : "subtle"}
          color={chosen ? undefined : "gray"}
          rightSection={<IconChevronDown size={13} aria-hidden />}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={340} style={{ overflowY: "auto" }}>
        <Menu.RadioGroup value={chosen ?? ANY} onChange={choose}>
          {[ANY, ...options, NONE].map((option) => (
            <Menu.RadioItem key={option} value={option} closeMenuOnClick>
              {option === NONE ? none : option === ANY ? "Any" : option}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
