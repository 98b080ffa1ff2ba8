import { Drawer } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { RevenueReport, RevenueRow } from "~/api/types";
import { Loaded } from "~/ui/States";
import { daysText } from "../period";
import { accountsBehindQuery } from "../queries";
import { type Question, questionBehind, rowOf } from "../question";
import type { RevenueSearch, Split } from "../search";
import { rowName } from "../table/FiguresTable";
import classes from "./Behind.module.css";
import { BehindList } from "./BehindList";
import { type FigureKey, figureOf } from "./figures";

/** The accounts behind the figure that the address names. */
export function BehindDrawer({
  report,
  question,
  by,
  search,
}: {
  report: RevenueReport;
  question: Question;
  by: Split;
  search: RevenueSearch;
}) {
  const navigate = useNavigate({ from: "/revenue" });
  const row = rowOf(report, search.of);
  const figure = search.open;
  const go = (open: FigureKey | undefined) =>
    void navigate({
      search: (before) => ({ ...before, open, of: open && before.of }),
      replace: open !== undefined,
      resetScroll: false,
    });
  const named = row && search.of !== undefined ? `, ${rowName(row, by)}` : "";
  return (
    <Drawer
      opened={figure !== undefined && row !== undefined}
      onClose={() => go(undefined)}
      position="right"
      size={720}
      title={
        figure &&
        row && (
          <>
            <span className={classes.title}>
              Accounts behind {figureOf(figure).name.toLowerCase().replace("mrr", "MRR")}
              {named}
            </span>
            <span className={classes.subtitle}>{daysText(row)}</span>
          </>
        )
      }
      overlayProps={{ backgroundOpacity: 0.3 }}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {figure && row && (
        <Behind
          figure={figure}
          row={row}
          question={questionBehind(question, row, by, report)}
          show={go}
        />
      )}
    </Drawer>
  );
}

function Behind({
  figure,
  row,
  question,
  show,
}: {
  figure: FigureKey;
  row: RevenueRow;
  question: Omit<Question, "by">;
  show: (figure: FigureKey) => void;
}) {
  const accounts = useQuery(accountsBehindQuery(question));
  return (
    <Loaded query={accounts}>
      {(found) => (
        <BehindList found={found} figure={figure} row={row} question={question} show={show} />
      )}
    </Loaded>
  );
}
