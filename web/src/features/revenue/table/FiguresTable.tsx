import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import type { RevenueReport, RevenueRow } from "~/api/types";
import { download } from "~/features/data/wizard/send";
import { Card } from "~/ui/Card";
import { groupName } from "../Compared";
import { nameOfPeriod } from "../charts/periods";
import { FileLinks } from "../FileLinks";
import { isByTime, type Question, rowKey } from "../question";
import type { RevenueSearch, Split } from "../search";
import { FIGURE_COLUMNS } from "./columns";
import { csvOf } from "./csv";
import { Head } from "./Head";
import { Line } from "./Line";
import { type Order, sorted } from "./sorted";
import classes from "./Table.module.css";

const FIRST: Record<Split, string> = {
  month: "Month",
  quarter: "Quarter",
  plan: "Plan",
  segment: "Segment",
  owner: "Owner",
};

const EXCEL = ["xlsx"] as const;

/** How a row is called in the first column. */
export function rowName(row: RevenueRow, by: Split): string {
  return isByTime(by) ? nameOfPeriod(row, by) : groupName(row, by as "plan");
}

/** Every figure of every row, and of the whole. */
export function FiguresTable({
  report,
  question,
  by,
  search,
  change,
}: {
  report: RevenueReport;
  question: Question;
  by: Split;
  search: RevenueSearch;
  change: (next: Order) => void;
}) {
  const rows = sorted(report.rows, search);
  const note = apartNote(by, search);
  const save = () => {
    const file = new Blob([csvOf(report, rows, by)], { type: "text/csv" });
    download(file, `revenue-by-${by}-${report.from}-${report.to}.csv`);
  };
  return (
    <Card
      title="All figures"
      hint={`by ${by}; every amount and count opens the accounts behind it`}
      flush
      actions={
        <>
          {/* The server's has no ARPA, no counts of who left, shrank or grew, and no line of the whole. */}
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconDownload size={14} aria-hidden />}
            onClick={save}
          >
            CSV
          </Button>
          <FileLinks
            table="figures"
            question={question}
            formats={EXCEL}
            says={`The rows by ${by} as a workbook; all columns and the whole are in the CSV`}
          />
        </>
      }
    >
      <section className={classes.scroll} tabIndex={0} aria-label="All figures, scrolls sideways">
        <table className={classes.table} aria-label="All figures">
          <thead>
            <tr>
              <Head column="name" order={search} change={change}>
                {FIRST[by]}
              </Head>
              {FIGURE_COLUMNS.map(({ key, name, title }) => (
                <Head key={key} column={key} title={title} order={search} change={change}>
                  {name}
                </Head>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Line
                key={rowKey(row)}
                row={row}
                of={rowKey(row)}
                name={rowName(row, by)}
                currency={report.currency}
              />
            ))}
          </tbody>
          <tfoot>
            <Line row={report.whole} name="Whole period" currency={report.currency} />
          </tfoot>
        </table>
      </section>
      {note && <p className={classes.note}>{note}</p>}
    </Card>
  );
}

/** Why the rows need not add up to the whole; nothing where they do. */
function apartNote(by: Split, { segment, plan }: RevenueSearch): string | undefined {
  if (by === "segment") {
    return "An account may be in several segments or in none: the rows needn’t add up to the whole.";
  }
  if (isByTime(by) && (segment || plan)) {
    return `Which segment or plan an account belongs to is looked up as each ${by} opens, for the whole as the period opens: the rows needn’t add up to the whole.`;
  }
  return undefined;
}
