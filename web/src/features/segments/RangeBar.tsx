import { SegmentedControl } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import classes from "./Segments.module.css";
import { RANGES } from "./search";

const route = getRouteApi("/app/segments/$key");
const NAMES = { "90": "90 days", "365": "1 year", "730": "2 years" };

/** How far back a segment is looked at. */
export function RangeBar() {
  const { days = "365" } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <div className={classes.bar}>
      <SegmentedControl
        size="xs"
        aria-label="How far back"
        data={RANGES.map((value) => ({ value, label: NAMES[value] }))}
        value={days}
        onChange={(next) => {
          const range = RANGES.find((known) => known === next);
          void navigate({
            search: (before) => ({ ...before, days: range === "365" ? undefined : range }),
            replace: true,
          });
        }}
      />
    </div>
  );
}
