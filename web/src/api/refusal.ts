import { Problem, sentenceOf } from "~/api/problem";

export interface Refusal {
  /** What is wrong, by the field that it is about. */
  at: Partial<Record<string, string>>;
  /** What is about none of the fields. */
  rest: string | undefined;
}

/** A refusal told at the fields that a form has. */
export function refusalOf(error: unknown, fields: readonly string[]): Refusal {
  if (!error) return { at: {}, rest: undefined };
  const parts = error instanceof Problem ? error.errors : [];
  const known = parts.filter(({ field }) => fields.includes(field));
  const at = Object.fromEntries(known.map(({ field, detail }) => [field, raised(detail)]));
  return { at, rest: known.length > 0 ? undefined : sentenceOf(error) };
}

function raised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
