import { TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { USUAL_CHURN } from "./search";
import { readRates } from "./words";

/** Up to five yearly rates, written as percents. They count on Enter, or when the field is left. */
export function ChurnField({
  value,
  error,
  commit,
}: {
  /** Shares, comma-separated. */
  value: string;
  error: string | undefined;
  /** Nothing for the usual ones. */
  commit: (next: string | undefined) => void;
}) {
  const shown = value
    .split(",")
    .map((share) => `${Math.round(Number(share) * 1e6) / 1e4}`)
    .join(", ");
  const [typed, setTyped] = useState(shown);
  const [wrong, setWrong] = useState<string>();
  useEffect(() => setTyped(shown), [shown]);

  function finish() {
    const rates = readRates(typed);
    setWrong(typeof rates === "string" ? rates : undefined);
    if (typeof rates === "string") return;
    const next = rates.join(",");
    if (next !== value) commit(next === USUAL_CHURN ? undefined : next);
  }

  return (
    <TextInput
      size="xs"
      label="Churn a year, %"
      title="Up to five rates to compare, separated by commas"
      value={typed}
      error={wrong ?? error}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event) => event.key === "Enter" && finish()}
    />
  );
}
