// A mapping as the wizard changes it: which of the file's columns is which of ours.
// The keys are those of the mapping files that `perennial import --map` takes.

export type Recipe =
  | string
  | {
      column?: string;
      plus?: string;
      constant?: string;
      template?: string;
      account_of_subscription?: string;
      [more: string]: unknown;
    };

export interface Mapping {
  kind?: string;
  columns?: Record<string, Recipe>;
  ignore?: string[];
  dates?: { formats?: string[]; zone?: string };
  decimal_comma?: boolean;
  [more: string]: unknown;
}

/** What becomes of a column that none of ours reads. */
export const ATTRIBUTE = "";
export const LEAVE_OUT = " leave-out";

/** The column that a recipe takes its value from, changed or not; nothing for composed values. */
function directColumn(recipe: Recipe): string | undefined {
  if (typeof recipe === "string") return recipe;
  return recipe.plus === undefined ? recipe.column : undefined;
}

/** Which of ours a column of the file is; {@link ATTRIBUTE} or {@link LEAVE_OUT} when it's none. */
export function targetOf(mapping: Mapping, column: string, fields: readonly string[]): string {
  if (mapping.ignore?.includes(column)) return LEAVE_OUT;
  const ours = Object.entries(mapping.columns ?? {}).find(
    ([name, recipe]) => directColumn(recipe) === column && fields.includes(name),
  );
  return ours?.[0] ?? ATTRIBUTE;
}

/** The value that a field has in every row; nothing when it comes from the file. */
export function constantOf(mapping: Mapping, field: string): string | undefined {
  const recipe = mapping.columns?.[field];
  return typeof recipe === "object" ? recipe.constant : undefined;
}

/** Makes a column one of ours, an attribute, or nothing. */
export function assign(
  mapping: Mapping,
  column: string,
  target: string,
  fields: readonly string[],
): Mapping {
  const kept = Object.entries(mapping.columns ?? {}).filter(
    ([name, recipe]) => directColumn(recipe) !== column && name !== target,
  );
  const columns: Record<string, Recipe> = Object.fromEntries(kept);
  const ignore = (mapping.ignore ?? []).filter((other) => other !== column);
  const plain = column.toLowerCase().replaceAll(/[ -]/g, "_");
  if (target === LEAVE_OUT) ignore.push(column);
  else if (target !== ATTRIBUTE) columns[target] = column;
  // A column with the name of one of ours would be taken for it; another name keeps it apart.
  else if (fields.includes(plain)) columns[`file_${plain}`] = column;
  return { ...mapping, columns, ignore };
}

/** Gives a field the same value in every row; an empty one takes its source away. */
export function setConstant(mapping: Mapping, field: string, value: string): Mapping {
  const columns = { ...mapping.columns };
  if (value.trim() === "") delete columns[field];
  else columns[field] = { constant: value.trim() };
  return { ...mapping, columns };
}

export function setFormats(mapping: Mapping, text: string): Mapping {
  const formats = text
    .split("|")
    .map((format) => format.trim())
    .filter(Boolean);
  return { ...mapping, dates: { ...mapping.dates, formats } };
}
