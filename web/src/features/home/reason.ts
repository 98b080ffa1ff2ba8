/**
 * The server's sentence on an account's health without its opening, where that only repeats the
 * score beside it: "Wobbling at 67, down 12 points in 28 days: events fell …" → "Events fell …".
 */
export function reasonOf(why: string | null): string {
  if (!why) return "";
  const rest = why.replace(/^\S+ at \d+(?:,[^:;.]*)?: /, "");
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}
