import { Tag } from "~/ui/Tag";
import type { Origin } from "./types";
import { ORIGIN_NAMES } from "./words";

const MEANINGS: Record<Origin, string> = {
  built_in: "comes with Perennial",
  changed: "comes with Perennial and was changed here",
  own: "declared here",
};

export function OriginTag({ origin }: { origin: Origin }) {
  return (
    <Tag tone={origin === "built_in" ? "neutral" : "accent"} title={MEANINGS[origin]}>
      {ORIGIN_NAMES[origin]}
    </Tag>
  );
}
