import {
  IconActivity,
  IconAddressBook,
  IconBellRinging,
  IconFlag,
  IconMessage2,
  IconMoodSmile,
  IconReceipt2,
  IconSchool,
  IconSpeakerphone,
  IconTicket,
} from "@tabler/icons-react";
import type { FactKind } from "~/api/types";

export const FACT_ICONS: Record<FactKind, typeof IconActivity> = {
  usage: IconActivity,
  ticket: IconTicket,
  survey: IconMoodSmile,
  billing: IconReceipt2,
  interaction: IconMessage2,
  crm: IconAddressBook,
  milestone: IconFlag,
  engage: IconBellRinging,
  mention: IconSpeakerphone,
  training: IconSchool,
};

export function FactIcon({ kind }: { kind: FactKind }) {
  const Icon = FACT_ICONS[kind];
  return <Icon size={15} stroke={1.7} aria-hidden />;
}
