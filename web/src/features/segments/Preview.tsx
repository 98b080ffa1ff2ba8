import { Skeleton } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ConditionPreview } from "~/api/types";
import { useAsOf } from "~/app/session";
import { ConditionError } from "~/features/accounts/ConditionError";
import { useDayWord } from "~/features/past/useDayWord";
import { formatCount, formatMoney, plural } from "~/lib/format";
import { Card } from "~/ui/Card";
import grid from "~/ui/grid.module.css";
import { Health } from "~/ui/Health";
import { Empty } from "~/ui/States";
import classes from "./Form.module.css";
import { previewQuery } from "./queries";

const TYPING_MS = 180;

/** What the condition comes to while it is edited. */
export function Preview({
  condition,
  unfinished,
  use,
}: {
  condition: string;
  unfinished: number;
  /** Takes a corrected text. */
  use: (text: string) => void;
}) {
  const [text] = useDebouncedValue(condition, TYPING_MS);
  const preview = useQuery(previewQuery(text, useAsOf()));
  const isBehind = text !== condition || preview.isPlaceholderData;
  return (
    <Card title="Right now" hint={unfinished > 0 ? unfinishedHint(unfinished) : undefined}>
      <div className={classes.preview} data-stale={isBehind || undefined} aria-live="polite">
        {text === "" ? (
          <Empty title="No condition yet">
            Choose a column and a value: the accounts that it chooses show here at once.
          </Empty>
        ) : preview.isError ? (
          <ConditionError source={text} error={preview.error} use={use} />
        ) : preview.data ? (
          <Found preview={preview.data} />
        ) : (
          <Skeleton height={120} />
        )}
      </div>
    </Card>
  );
}

function unfinishedHint(unfinished: number): string {
  return `without ${plural(unfinished, "unfinished row")}`;
}

function Found({ preview }: { preview: ConditionPreview }) {
  const on = useDayWord();
  const { size, rows } = preview;
  return (
    <>
      <dl className={classes.figures}>
        <div>
          <dt>Accounts</dt>
          <dd data-testid="live-count">{formatCount(size.accounts)}</dd>
        </div>
        <div>
          <dt>ARR</dt>
          <dd>{formatMoney(size.arr)}</dd>
        </div>
        <div title={`Of ${plural(size.with_arr, "account")} with an ARR`}>
          <dt>Average ARR</dt>
          <dd>{formatMoney(size.average_arr)}</dd>
        </div>
      </dl>
      <p className={classes.sentence}>Accounts of which {preview.explanation}.</p>
      {preview.with_former && (
        <p className={classes.hint}>
          Customers who left count too, because the condition names left_on.
        </p>
      )}
      {rows.length === 0 && <p className={classes.hint}>No account fits {on}.</p>}
      {rows.length > 0 && (
        <table className={grid.grid} aria-label="Sample of accounts">
          <tbody>
            {rows.map((row) => (
              <tr key={row.account_id}>
                <td>
                  <Link
                    to="/accounts/$accountId"
                    params={{ accountId: row.account_id }}
                    className={classes.name}
                  >
                    {row.name}
                  </Link>
                </td>
                <td>
                  <Health score={row.score} band={row.band} />
                </td>
                <td className={grid.right}>{formatMoney(row.arr)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {size.accounts > rows.length && (
        <p className={classes.hint}>
          The {rows.length} with the largest ARR of {formatCount(size.accounts)}.
        </p>
      )}
    </>
  );
}
