import { Button } from "@mantine/core";
import type { OverrideRow } from "~/api/types";
import { useMayJudge } from "./useMayJudge";
import { useOverride } from "./useOverride";

/** Ends an override before its day; it stays in the history. */
export function EndOverride({ override }: { override: OverrideRow }) {
  const { may, locked } = useMayJudge();
  const { end } = useOverride(override.account_id);
  if (!may) return null;
  return (
    <Button
      size="compact-xs"
      variant="default"
      {...locked}
      loading={end.isPending}
      onClick={() => end.mutate(override)}
    >
      End it now
    </Button>
  );
}
