import { formatPercent } from "~/lib/format";
import { Tag } from "~/ui/Tag";

const SURE = 0.85;
const LIKELY = 0.65;

/** How sure a guess is, as a word with its number. */
export function Sure({ confidence }: { confidence: number }) {
  const [word, tone] =
    confidence >= SURE
      ? (["Sure", "good"] as const)
      : confidence >= LIKELY
        ? (["Likely", "info"] as const)
        : (["Look at it", "warn"] as const);
  return (
    <Tag tone={tone} title={`${formatPercent(confidence)} sure`}>
      {word}
    </Tag>
  );
}
