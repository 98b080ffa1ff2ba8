import { Link } from "@tanstack/react-router";
import type { ScorecardShare } from "~/api/types";
import { formatCount } from "~/lib/format";
import { Card } from "~/ui/Card";
import grid from "~/ui/grid.module.css";
import { versionWord } from "./words";

/** Which scorecard scores how many. */
export function Scorecards({ rows }: { rows: ScorecardShare[] }) {
  return (
    <Card
      title="Scored by"
      actions={
        <Link to="/scorecard" className="link">
          Studio
        </Link>
      }
      flush
    >
      <table className={grid.grid} aria-label="Scorecards">
        <thead>
          <tr>
            <th scope="col">Scorecard</th>
            <th scope="col">Version</th>
            <th scope="col" className={grid.right}>
              Customers
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <td>
                <Link to="/scorecard" search={{ key: row.key }} className="link">
                  {row.name}
                </Link>
              </td>
              <td className="quiet">{versionWord(row.version)}</td>
              <td className={grid.right}>{formatCount(row.accounts)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
