import type { RevenueRow } from "~/api/types";
import { valueText } from "../figures/key";
import { Opens } from "../Opens";
import { FIGURE_COLUMNS, figureIn, type Unit } from "./columns";

/** Unknown, or an amount of nothing. A share of nothing says a lot. */
function isQuiet(value: number | null, unit: Unit): boolean {
  return value === null || (value === 0 && unit !== "share");
}

/** One row of figures. What is nothing opens nothing. */
export function Line({
  row,
  of,
  name,
  currency,
}: {
  row: RevenueRow;
  /** Nothing for the whole. */
  of?: string;
  name: string;
  currency: string;
}) {
  return (
    <tr>
      <th scope="row" title={row.name || undefined}>
        {name}
      </th>
      {FIGURE_COLUMNS.map(({ key, name: column, unit, opens }) => {
        const value = figureIn(row, key);
        const text = valueText(value, unit, currency);
        return (
          <td key={key} data-quiet={isQuiet(value, unit) || undefined}>
            {opens && value ? (
              <Opens figure={opens} of={of} label={`${column}, ${name}: ${text}`}>
                {text}
              </Opens>
            ) : (
              text
            )}
          </td>
        );
      })}
    </tr>
  );
}
