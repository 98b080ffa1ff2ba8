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
  names = {},
  chosen,
  change,
}: {
  name: string;
  /** What to call accounts without a value; left out where one can't ask for them. */
  none?: string;
  options: string[];
  /** What to call an option, where it is not called what it is. */
  names?: Record<string, string>;
  chosen: string | undefined;
  change: (next: string | undefined) => void;
}) {
  if (options.length === 0 && !chosen) return null;
  const choose = (option: string) => change(option === ANY ? undefined : option);
  const said = (option: string) => (option === NONE && none ? none : (names[option] ?? option));
  const label = chosen ? `${name}: ${shortEmail(said(chosen))}` : name;
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
          {[ANY, ...options, ...(none ? [NONE] : [])].map((option) => (
            <Menu.RadioItem key={option} value={option} closeMenuOnClick>
              {option === ANY ? "Any" : said(option)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
