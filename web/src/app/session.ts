// Who is signed in, and what they may do.

import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { api, ok } from "~/api/client";
import type { Permission, SessionInfo } from "~/api/types";

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: () => ok(api.GET("/api/session")),
  staleTime: 5 * 60_000,
  retry: false,
});

const SessionContext = createContext<SessionInfo | null>(null);

export const SessionProvider = SessionContext.Provider;

export function useSession(): SessionInfo {
  const session = useContext(SessionContext);
  if (!session) throw new Error("useSession stands outside of the signed-in part of the app");
  return session;
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
