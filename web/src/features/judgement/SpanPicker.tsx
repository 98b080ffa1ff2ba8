import { SegmentedControl } from "@mantine/core";
import { SPANS, type Span, USUAL_SPAN } from "./span";

const CHOICES = SPANS.map((value) => ({ value, label: value }));

/** Over how many days the score's move is explained. */
export function SpanPicker({
  span = USUAL_SPAN,
  change,
}: {
  span?: Span;
  change: (next: Span) => void;
}) {
  return (
    <SegmentedControl
      size="xs"
      aria-label="Change over so many days"
      value={span}
      data={CHOICES}
      onChange={(next) => change(SPANS.find((known) => known === next) ?? USUAL_SPAN)}
    />
  );
}
