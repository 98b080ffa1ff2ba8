// A definition as TOML, for switching to it before the server has accepted it. Reading TOML is
// the server's task.

import type { Definition } from "../types";

const ORDER = [
  "key",
  "name",
  "description",
  "group",
  "unit",
  "good",
  "from",
  "where",
  "fold",
  "window",
  "value",
  "by",
  "at",
  "until",
  "then",
  "before",
  "least",
  "empty",
  "expression",
] as const satisfies (keyof Definition)[];

export function tomlOf(definition: Definition): string {
  const lines = ORDER.flatMap((field) => {
    const value = definition[field];
    return value === undefined ? [] : [`${field} = ${written(value)}`];
  });
  return `[[metric]]\n${lines.join("\n")}\n`;
}

function written(value: string | number | object): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value === "number") return String(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => `${name} = ${written(member)}`);
  return `{ ${members.join(", ")} }`;
}

/** JSON's escapes are TOML's, but for the one control character that JSON leaves as it is. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll("\u007f", "\\u007f");
}
