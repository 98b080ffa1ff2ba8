// Who is signed in, and what they may do.

import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { api, ok } from "~/api/client";
import type { Permission, SessionInfo } from "~/api/types";
import type { AsOf } from "~/lib/asOf";

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: () => ok(api.GET("/api/session")),
  staleTime: 5 * 60_000,
  retry: false,
});

/** The session as a page sees it: on a past day, `today` is that day. */
export interface Session extends SessionInfo {
  /** The past day that is shown; nothing for now. */
  asOf?: AsOf;
}

/** The session with the day of the address; none for now. */
export function sessionOn(session: SessionInfo, asOf: AsOf): Session {
  return asOf ? { ...session, today: asOf, asOf } : session;
}

const SessionContext = createContext<Session | null>(null);
/** What the address says, whichever page is open. */
const PresentContext = createContext<Session | null>(null);

export const SessionProvider = SessionContext.Provider;
export const PresentProvider = PresentContext.Provider;

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("useSession stands outside of the signed-in part of the app");
  return session;
}

/** The past day that the open page shows; nothing for now. */
export function useAsOf(): AsOf {
  return useSession().asOf;
}

/** Today as it is, and the day that the address names. */
export function usePresent(): Session {
  const present = useContext(PresentContext);
  if (!present) throw new Error("usePresent stands outside of the signed-in part of the app");
  return present;
}

/** Whether the signed-in teammate may do something. The server checks it again. */
export function useMay(permission: Permission): boolean {
  return useSession().permissions.includes(permission);
}

/** Ends the session and forgets everything that was loaded in it. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await ok(api.DELETE("/api/session"));
    client.clear();
    window.location.assign("/sign-in");
  };
}
