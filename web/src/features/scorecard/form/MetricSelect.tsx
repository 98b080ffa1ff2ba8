import { Select, type SelectProps } from "@mantine/core";
import { useMemo } from "react";
import { grouped } from "~/features/metrics/filter";
import { GROUP_NAMES } from "~/features/metrics/words";
import { useForm } from "./context";

type Props = Omit<SelectProps, "data" | "value" | "onChange"> & {
  value: string | null;
  change: (metric: string | null) => void;
};

/** One of the catalogue's metrics, in its groups. */
export function MetricSelect({ value, change, ...rest }: Props) {
  const { metrics } = useForm();
  const data = useMemo(() => {
    const known = grouped(metrics).map(({ group, metrics: of }) => ({
      group: GROUP_NAMES[group],
      items: of.map(({ key, name }) => ({ value: key, label: name })),
    }));
    const isKnown = value === null || metrics.some(({ key }) => key === value);
    return isKnown ? known : [{ value: value ?? "", label: value ?? "" }, ...known];
  }, [metrics, value]);
  return (
    <Select
      searchable
      allowDeselect={false}
      maxDropdownHeight={320}
      nothingFoundMessage="No metric matches"
      // What is typed replaces the name.
      onClick={({ currentTarget }) => currentTarget.select()}
      {...rest}
      data={data}
      value={value}
      onChange={change}
    />
  );
}
