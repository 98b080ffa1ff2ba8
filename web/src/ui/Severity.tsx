import {
  IconAlertOctagonFilled,
  IconAlertTriangleFilled,
  IconInfoCircle,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Severity as Level } from "~/api/types";
import { Tag, type Tone } from "./Tag";

const LOOKS: Record<Level, { tone: Tone; word: string; icon: typeof IconInfoCircle }> = {
  critical: { tone: "bad", word: "Critical", icon: IconAlertOctagonFilled },
  warning: { tone: "warn", word: "Warning", icon: IconAlertTriangleFilled },
  info: { tone: "info", word: "Info", icon: IconInfoCircle },
};

/** How soon somebody should look: a shape, a colour and a word, or the words given. */
export function Severity({ severity, children }: { severity: Level; children?: ReactNode }) {
  const { tone, word, icon: Icon } = LOOKS[severity];
  return (
    <Tag tone={tone} icon={<Icon size={12} aria-hidden />} title={children ? word : undefined}>
      {children ?? word}
      {children && <span className="visually-hidden"> ({word})</span>}
    </Tag>
  );
}
