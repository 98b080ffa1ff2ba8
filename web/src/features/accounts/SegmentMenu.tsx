import { useQuery } from "@tanstack/react-query";
import { useAsOf } from "~/app/session";
import { segmentsQuery } from "~/features/segments/queries";
import { FilterMenu } from "./FilterMenu";

/** Narrows the list to a segment. */
export function SegmentMenu({
  chosen,
  change,
}: {
  chosen: string | undefined;
  change: (segment: string | undefined) => void;
}) {
  const segments = useQuery(segmentsQuery(useAsOf()));
  const rows = segments.data?.rows ?? [];
  return (
    <FilterMenu
      name="Segment"
      options={rows.map(({ key }) => key)}
      names={Object.fromEntries(rows.map(({ key, name }) => [key, name]))}
      chosen={chosen}
      change={change}
    />
  );
}
