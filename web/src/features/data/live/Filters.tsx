import { Button, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { FactKind } from "~/api/types";
import { overviewQuery } from "~/features/home/queries";
import { humanise } from "~/lib/format";
import type { LiveFilter } from "../search";
import { CommitInput } from "../wizard/CommitInput";
import classes from "./Live.module.css";

const KINDS: FactKind[] = [
  "usage",
  "ticket",
  "survey",
  "billing",
  "interaction",
  "crm",
  "milestone",
  "engage",
  "mention",
  "training",
];

/** What to see; the server leaves out the rest. */
export function Filters({
  filter,
  change,
}: {
  filter: LiveFilter;
  change: (filter: LiveFilter) => void;
}) {
  const sources =
    useQuery(overviewQuery(undefined)).data?.freshness?.sources.map(({ source }) => source) ?? [];
  const set = (part: LiveFilter) => change({ ...filter, ...part });
  const all = [...new Set([...sources, ...(filter.source ? [filter.source] : [])])];
  return (
    <div className={classes.filters}>
      <NativeSelect
        aria-label="Status"
        size="xs"
        value={filter.status ?? ""}
        onChange={(event) => set({ status: event.currentTarget.value || undefined })}
        data={[
          { value: "", label: "Any status" },
          { value: "accepted", label: "Accepted" },
          { value: "refused", label: "Refused" },
          { value: "repeated", label: "Repeated" },
        ]}
      />
      <NativeSelect
        aria-label="Kind"
        size="xs"
        value={filter.kind ?? ""}
        onChange={(event) => set({ kind: event.currentTarget.value || undefined })}
        data={[
          { value: "", label: "Any kind" },
          ...KINDS.map((kind) => ({ value: kind, label: humanise(kind) })),
        ]}
      />
      <NativeSelect
        aria-label="Source"
        size="xs"
        value={filter.source ?? ""}
        onChange={(event) => set({ source: event.currentTarget.value || undefined })}
        data={[{ value: "", label: "Any source" }, ...all]}
      />
      <CommitInput
        label="Name contains"
        placeholder="Name contains …"
        value={filter.name ?? ""}
        commit={(name) => set({ name: name || undefined })}
      />
      <CommitInput
        label="Account id"
        placeholder="Account id"
        value={filter.account ?? ""}
        commit={(account) => set({ account: account || undefined })}
      />
      {Object.values(filter).some(Boolean) && (
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => change({})}>
          Show everything
        </Button>
      )}
    </div>
  );
}
