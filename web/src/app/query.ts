// The cache of what the server said. A 401 anywhere leads to the sign-in page and back.

import { MutationCache, type Query, QueryCache, QueryClient } from "@tanstack/react-query";
import { isSignedOut, Problem } from "~/api/problem";

function leaveWhenSignedOut(error: unknown, query?: Query<unknown, unknown>) {
  // The router asks for the session itself, and knows where to go.
  if (query?.queryKey[0] === "session") return;
  const { pathname, search } = window.location;
  if (!isSignedOut(error) || pathname === "/sign-in" || pathname.startsWith("/setup/")) return;
  window.location.assign(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
}

function worthRetrying(failures: number, error: unknown): boolean {
  const refused = error instanceof Problem && error.status < 500;
  return !refused && failures < 2;
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: (error, query) => leaveWhenSignedOut(error, query) }),
  mutationCache: new MutationCache({ onError: (error) => leaveWhenSignedOut(error) }),
  defaultOptions: { queries: { staleTime: 20_000, retry: worthRetrying } },
});
