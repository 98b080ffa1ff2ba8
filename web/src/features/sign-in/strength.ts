// A hint at how hard a password is to guess: by its length and how varied its letters are.

export const LEAST_LENGTH = 10;

export interface Strength {
  /** 0 (too short) to 4. */
  level: number;
  word: string;
}

const WORDS = ["too short", "weak", "fair", "good", "strong"];

export function strengthOf(password: string): Strength {
  if (password.length === 0) return { level: 0, word: "" };
  if (password.length < LEAST_LENGTH) return { level: 0, word: "too short" };
  const distinct = new Set(password).size;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(password));
  let level = 1;
  if (distinct >= 7) level += 1;
  if (password.length >= 16 || kinds.length >= 3) level += 1;
  if (password.length >= 20 && distinct >= 10) level += 1;
  if (distinct < 5) level = 1;
  return { level, word: WORDS[level] ?? "" };
}
