import { Radio, useMantineColorScheme } from "@mantine/core";
import { Card } from "~/ui/Card";
import classes from "./Settings.module.css";

const CHOICES = [
  {
    value: "auto",
    label: "As the system",
    text: "Follows your computer, also when it changes at dusk.",
  },
  { value: "light", label: "Light", text: "Dark letters on white." },
  { value: "dark", label: "Dark", text: "Light letters on near-black." },
] as const;

export function Appearance() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Card title="Appearance" hint="kept in this browser">
      <Radio.Group
        aria-label="Appearance"
        value={colorScheme}
        onChange={(value) => {
          const choice = CHOICES.find((known) => known.value === value);
          if (choice) setColorScheme(choice.value);
        }}
      >
        <div className={classes.choices}>
          {CHOICES.map(({ value, label, text }) => (
            <Radio key={value} value={value} label={label} description={text} size="xs" />
          ))}
        </div>
      </Radio.Group>
    </Card>
  );
}
