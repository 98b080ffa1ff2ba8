// Writes go to the server one after the other, so that an older draft never overtakes a newer one.

let last: Promise<unknown> = Promise.resolve();

/** Runs when everything before has ended, well or not. */
export function inTurn<T>(run: () => Promise<T>): Promise<T> {
  const next = last.then(run, run);
  last = next.catch(() => undefined);
  return next;
}

/** When everything that was written has reached the server, or failed to. */
export async function settled(): Promise<void> {
  await last;
}
