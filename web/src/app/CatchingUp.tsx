import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api, ok } from "~/api/client";
import { formatCount } from "~/lib/format";
import classes from "./CatchingUp.module.css";

const SOON_MS = 2_000;
const LATER_MS = 60_000;

/** Says, right after a start of the server, that numbers are as of before it. */
export function CatchingUp() {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: ["status"],
    queryFn: () => ok(api.GET("/api/status")),
    refetchInterval: ({ state }) => (state.data?.from_before ? SOON_MS : LATER_MS),
    retry: false,
  });
  const behind = data?.from_before ?? 0;
  const was = useRef(0);
  useEffect(() => {
    if (was.current > 0 && behind === 0) void client.invalidateQueries();
    was.current = behind;
  }, [behind, client]);
  if (!data || behind === 0) return null;
  return (
    <p className={classes.note} role="status">
      The server has just started: {formatCount(behind)} of {formatCount(data.accounts)} accounts
      are shown as they were before, and are being computed anew.
    </p>
  );
}
