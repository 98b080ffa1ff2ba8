import { Button } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useMemo, useState } from "react";
import type { HiddenRiskList } from "~/api/types";
import { formatCount } from "~/lib/format";
import classes from "./Hidden.module.css";
import { HiddenHead } from "./HiddenHead";
import { HiddenLines } from "./HiddenLines";
import type { HiddenSearch } from "./search";
import { sorted } from "./sorted";

const PAGE = 100;
/** Where there is room for all columns; else what two of them say goes before the sentence. */
const WIDE = "(min-width: 1180px)";

/** Each customer with what is seen from outside, its risk, its sides, and the sentence below. */
export function HiddenTable({
  list,
  search,
  change,
}: {
  list: HiddenRiskList;
  search: HiddenSearch;
  change: (next: Partial<HiddenSearch>) => void;
}) {
  const wide = useMediaQuery(WIDE, true) ?? true;
  const [shown, setShown] = useState(PAGE);
  const { rows, sides } = list;
  const { sort, dir, show } = search;
  const ordered = useMemo(() => sorted(rows, sides, { sort, dir }), [rows, sides, sort, dir]);
  const left = ordered.length - shown;
  return (
    <>
      <div className={classes.scroll}>
        <table className={classes.table} aria-label="Hidden risk">
          <HiddenHead sides={sides} search={search} change={change} wide={wide} />
          {ordered.slice(0, shown).map((row) => (
            <HiddenLines
              key={row.account_id}
              row={row}
              list={list}
              wide={wide}
              marked={show === "all"}
            />
          ))}
        </table>
      </div>
      <p className={classes.key}>
        <span className={classes.cell} aria-hidden="true">
          <span className={classes.fill} style={{ height: "60%" }} />
        </span>
        the fuller, the more alarming
        <span className={classes.cell} aria-hidden="true" />
        calm
        <span className={classes.cell} data-unknown aria-hidden="true" />
        unknown
      </p>
      {left > 0 && (
        <div className={classes.more}>
          <Button size="xs" variant="default" onClick={() => setShown(shown + PAGE)}>
            Show {formatCount(Math.min(PAGE, left))} more of {formatCount(left)}
          </Button>
        </div>
      )}
    </>
  );
}
