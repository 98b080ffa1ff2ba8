import { IconMessageOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { SurveyRow } from "~/api/types";
import { useAsOf } from "~/app/session";
import { KINDS } from "~/features/judgement/words";
import { formatNumber, humanise } from "~/lib/format";
import { Card } from "~/ui/Card";
import grid from "~/ui/grid.module.css";
import { Empty, Loaded } from "~/ui/States";
import { When } from "~/ui/When";
import { surveysQuery } from "./queries";

/** The best possible score of each kind, where an answer doesn't say its own. */
const USUAL_SCALE: Record<SurveyRow["kind"], number | null> = {
  nps: 10,
  csat: 5,
  ces: 7,
  sentiment: null,
  value: null,
};

/** What the people at the account answered. */
export function SurveysTab({ accountId }: { accountId: string }) {
  const surveys = useQuery(surveysQuery(accountId, useAsOf()));
  return (
    <Loaded query={surveys}>
      {({ rows }) => (
        <Card title="Survey answers" hint="newest first" flush>
          {rows.length === 0 ? (
            <Empty icon={<IconMessageOff size={20} stroke={1.6} />} title="Nobody has answered yet">
              NPS, CSAT, CES and sentiment appear here once a file of surveys is imported.
            </Empty>
          ) : (
            <div className={grid.scroll}>
              <table className={grid.grid}>
                <thead>
                  <tr>
                    <th scope="col">Survey</th>
                    <th scope="col" className={grid.right}>
                      Score
                    </th>
                    <th scope="col">Who</th>
                    <th scope="col">When</th>
                    <th scope="col">Words</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <Answer key={row.response_id} row={row} />
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </Card>
      )}
    </Loaded>
  );
}

function Answer({ row }: { row: SurveyRow }) {
  const scale = row.scale ?? USUAL_SCALE[row.kind];
  return (
    <tr>
      <td>{humanise(row.kind)}</td>
      <td className={grid.right}>
        <b>{scoreOf(row)}</b>
        {scale !== null && <span className="quiet"> of {formatNumber(scale)}</span>}
      </td>
      <td>{row.contact_name ?? row.contact_id ?? <span className="quiet">unknown</span>}</td>
      <td>
        <When at={row.answered_at} />
      </td>
      <td className={grid.wrap}>{row.comment}</td>
    </tr>
  );
}

/** What we are to them is a class, counted from 0; all others are numbers. */
function scoreOf({ kind, score }: SurveyRow): string {
  const word = kind === "value" ? KINDS.value.options[Math.round(score)]?.word : undefined;
  return word ?? formatNumber(score);
}
