import type { SegmentDetail } from "~/api/types";
import { Card } from "~/ui/Card";
import grid from "~/ui/grid.module.css";
import { When } from "~/ui/When";
import classes from "./Segments.module.css";

/** What a segment was after each change. */
export function Versions({
  versions,
  kind,
}: {
  versions: SegmentDetail["versions"];
  kind: SegmentDetail["kind"];
}) {
  return (
    <Card
      title="Versions"
      hint={
        kind === "list"
          ? "of name and description; who was on it when stands under Entered and left"
          : undefined
      }
      flush
    >
      <div className={grid.scroll}>
        <table className={grid.grid}>
          <thead>
            <tr>
              <th scope="col">Version</th>
              <th scope="col">Name</th>
              <th scope="col">{kind === "list" ? "Description" : "Condition"}</th>
              <th scope="col">By</th>
              <th scope="col">When</th>
            </tr>
          </thead>
          <tbody>
            {versions.map((one) => (
              <tr key={one.version}>
                <td className="num">{one.version}</td>
                <td>{one.name}</td>
                <td className={grid.wrap}>
                  {kind === "list" ? (
                    (one.description ?? <span className="quiet">none</span>)
                  ) : (
                    <code className={classes.code}>{one.condition}</code>
                  )}
                </td>
                <td className="quiet">{one.changed_by}</td>
                <td className="quiet">
                  <When at={one.changed_at} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
