import { NativeSelect } from "@mantine/core";
import { DaysField } from "./DaysField";
import type { Draft, WindowKind } from "./draft";

const KINDS: Record<WindowKind, string> = {
  days: "the last",
  first: "the first",
  contract: "since the contract began",
  lifetime: "all of their history",
};

/** The days that count. */
export function WindowField({
  draft,
  kinds,
  error,
  change,
}: {
  draft: Draft;
  kinds: WindowKind[];
  error: string | undefined;
  change: (next: Partial<Draft>) => void;
}) {
  const kind = kinds.includes(draft.windowKind) ? draft.windowKind : "days";
  return (
    <DaysField
      label="In which time"
      kinds={kinds.map((value) => ({ value, label: KINDS[value] }))}
      kind={kind}
      counted={kind === "days" || kind === "first"}
      days={draft.windowDays}
      error={error}
      onKind={(next) => change({ windowKind: next as WindowKind })}
      onDays={(windowDays) => change({ windowDays })}
    >
      {kind === "first" && (
        <NativeSelect
          aria-label="In which time: of what"
          data={[
            { value: "contract", label: "of the contract" },
            { value: "account", label: "of the account" },
          ]}
          value={draft.firstOf}
          onChange={(event) => change({ firstOf: event.currentTarget.value as Draft["firstOf"] })}
        />
      )}
    </DaysField>
  );
}
