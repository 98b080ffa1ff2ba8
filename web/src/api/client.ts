// The one way to the server: typed by the OpenAPI document.

import createClient from "openapi-fetch";
import { Problem } from "./problem";
import type { paths } from "./schema";

/** The header tells the server that the call comes from the app and not from another site. */
export const api = createClient<paths>({
  baseUrl: globalThis.location?.origin ?? "http://localhost",
  headers: { "x-perennial-csrf": "1" },
});

/** Awaits a call: its data, or a thrown {@link Problem}. */
export async function ok<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw new Problem(response.status, error);
  return data as T;
}
