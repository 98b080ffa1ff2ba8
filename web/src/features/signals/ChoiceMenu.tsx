import { Button, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { humanise } from "~/lib/format";

const ANY = "";

/** A menu of which one item, or none, is chosen. */
export function ChoiceMenu<T extends string>({
  name,
  options,
  chosen,
  change,
}: {
  name: string;
  options: readonly T[];
  chosen: T | undefined;
  change: (next: T | undefined) => void;
}) {
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant={chosen ? "light" : "subtle"}
          color={chosen ? undefined : "gray"}
          rightSection={<IconChevronDown size={13} aria-hidden />}
        >
          {chosen ? `${name}: ${humanise(chosen).toLowerCase()}` : name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={chosen ?? ANY}
          onChange={(value) => change(options.find((option) => option === value))}
        >
          {[ANY, ...options].map((option) => (
            <Menu.RadioItem key={option} value={option} closeMenuOnClick>
              {option === ANY ? "Any" : humanise(option)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
