import { Button } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useRef, useState } from "react";
import { formatCount } from "~/lib/format";
import classes from "./Board.module.css";
import { MonthHead } from "./MonthHead";
import type { Month } from "./sums";
import { TermRow } from "./TermRow";
import type { HiddenBands } from "./useHigh";
import { useRowKeys } from "./useRowKeys";

/** Where there is room for the owner beside the rest. */
const WIDE = "(min-width: 1280px)";
/** So many terms are drawn at first. */
const PAGE = 150;

/** Terms that end, grouped by month, the next first. */
export function Board({
  months,
  currency,
  bands,
  filtered,
}: {
  months: Month[];
  currency: string;
  bands: HiddenBands;
  /** Whether only some of the terms are listed. */
  filtered: boolean;
}) {
  const wide = useMediaQuery(WIDE, true) ?? true;
  const [room, setRoom] = useState(PAGE);
  /** Months that somebody folded or unfolded against the usual. */
  const [turned, setTurned] = useState<string[]>([]);
  const table = useRef<HTMLTableElement>(null);
  useRowKeys(table);
  const filled = months.filter(({ terms }) => terms.length > 0);
  const ended = ({ sums }: Month) => sums.by.open.terms === 0;
  // What is over makes room for what can still be won.
  const folds = !filtered && !filled.every(ended);
  const isOpen = (month: Month) => (folds && ended(month)) === turned.includes(month.month);
  const all = filled.filter(isOpen).reduce((sum, { terms }) => sum + terms.length, 0);
  return (
    <>
      <div className={classes.scroll}>
        <table className={classes.table} aria-label="Terms that end" ref={table}>
          <thead>
            <tr>
              <th scope="col">Account</th>
              <th scope="col">Term ends</th>
              <th scope="col" title="The last day on which notice can be given, and whether it was">
                Notice
              </th>
              <th scope="col" data-right title="What the term brings a year">
                ACV
              </th>
              <th scope="col">Outcome</th>
              <th scope="col">Health, hidden risk</th>
              {wide && <th scope="col">Owner</th>}
              <th scope="col" title="What your team expects of the term">
                Call
              </th>
            </tr>
          </thead>
          {cut(filled, room, isOpen).map((month) => (
            <tbody key={month.month}>
              <MonthHead
                month={month}
                currency={currency}
                columns={wide ? 8 : 7}
                open={isOpen(month)}
                toggle={() => setTurned(toggled(turned, month.month))}
              />
              {isOpen(month) &&
                month.terms.map((term) => (
                  <TermRow
                    key={`${term.account_id} ${term.subscription_id} ${term.term_end}`}
                    term={term}
                    currency={currency}
                    bands={bands}
                    wide={wide}
                  />
                ))}
            </tbody>
          ))}
        </table>
      </div>
      {all > room && (
        <div className={classes.more}>
          <Button size="xs" variant="default" onClick={() => setRoom(room + PAGE)}>
            Show {formatCount(Math.min(PAGE, all - room))} more of {formatCount(all - room)}
          </Button>
        </div>
      )}
    </>
  );
}

/** Puts an item into a list, or takes it out. */
function toggled(list: string[], item: string): string[] {
  return list.includes(item) ? list.filter((other) => other !== item) : [...list, item];
}

/** The first so many terms of open months; folded months take no room. */
function cut(months: Month[], room: number, isOpen: (month: Month) => boolean): Month[] {
  let left = room;
  return months.flatMap((month) => {
    if (!isOpen(month)) return [month];
    const terms = month.terms.slice(0, left);
    left -= terms.length;
    return terms.length > 0 ? [{ ...month, terms }] : [];
  });
}
