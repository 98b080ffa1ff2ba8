import grid from "~/ui/grid.module.css";
import classes from "./Chart.module.css";

export interface Table {
  columns: string[];
  /** Each row's first cell names it. */
  rows: string[][];
}

/** A chart's numbers as a table, newest first. */
export function ChartTable({
  table,
  height,
  label,
}: {
  table: Table;
  height: number;
  label: string;
}) {
  return (
    <section
      className={classes.table}
      style={{ height }}
      tabIndex={0}
      aria-label={`${label}, as a table`}
    >
      <table className={grid.grid}>
        <thead>
          <tr>
            {table.columns.map((column, at) => (
              <th key={column} scope="col" className={at > 0 ? grid.right : undefined}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.toReversed().map((row) => (
            <tr key={row[0]}>
              {row.map((cell, at) => (
                <td key={table.columns[at]} className={at > 0 ? grid.right : undefined}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
