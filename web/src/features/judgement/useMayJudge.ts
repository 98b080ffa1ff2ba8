import { useMay } from "~/app/session";
import { useLocked } from "~/features/past/useLocked";

/** Whether the teammate may say something here, and why not on a past day. */
export function useMayJudge(): { may: boolean; locked: ReturnType<typeof useLocked> } {
  return { may: useMay("handle_signals"), locked: useLocked() };
}
