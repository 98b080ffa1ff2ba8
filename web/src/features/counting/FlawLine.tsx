import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { LedgerFlaw, Money } from "~/api/types";
import { useMay, useSession } from "~/app/session";
import { useLocked } from "~/features/past/useLocked";
import { minorPerMajor } from "~/lib/format";
import { dayOfInstant, formatDay } from "~/lib/time";
import { ConfirmButton } from "~/ui/ConfirmButton";
import grid from "~/ui/grid.module.css";
import classes from "./Counting.module.css";
import { MendForm } from "./MendForm";
import { digitsOf } from "./mend";
import { useMend } from "./useMend";

/** What a flaw is about: those values are marked. */
const WRONG: Record<string, string[]> = {
  ends_before_start: ["from", "until"],
  within_a_day: ["from", "until"],
  overlaps: ["from"],
  negative_price: ["price"],
  no_price: ["price"],
  no_rate: ["price"],
  term_before_start: ["from", "term"],
};

/** A row as it was imported; who may manage data can correct it, or take it out. */
export function FlawLine({ flaw }: { flaw: LedgerFlaw }) {
  const { account_id, account_name, row } = flaw;
  const zone = useSession().company.time_zone;
  const may = useMay("manage_data");
  const mend = useMend(flaw);
  const [open, setOpen] = useState(false);
  const day = (at: string | null) => (at ? formatDay(dayOfInstant(at, zone)) : "–");
  const mark = (part: string) => (WRONG[flaw.flaw]?.includes(part) ? { "data-wrong": true } : {});
  return (
    <>
      <tr className={classes.row}>
        <td>
          <Link
            to="/accounts/$accountId"
            params={{ accountId: account_id }}
            search={{ tab: "revenue" }}
            className={classes.name}
          >
            {account_name}
          </Link>
        </td>
        <td>
          <span className={grid.code}>{row.subscription_id}</span>{" "}
          <span className="quiet">{row.plan}</span>
        </td>
        <td {...mark("from")}>{day(row.started_at)}</td>
        <td {...mark("until")}>{day(row.ended_at)}</td>
        <td {...mark("term")}>{day(row.term_end)}</td>
        <td>{row.status ?? <span className="quiet">–</span>}</td>
        <td className={grid.right} {...mark("price")}>
          {exact(row.mrr)}
        </td>
        {may && (
          <td className={classes.actions}>
            <Actions flaw={flaw} mend={mend} open={open} setOpen={setOpen} />
          </td>
        )}
      </tr>
      {open && (
        <tr>
          <td colSpan={8} className={classes.mendCell}>
            <MendForm flaw={flaw} correct={mend.correct} close={() => setOpen(false)} />
          </td>
        </tr>
      )}
    </>
  );
}

function Actions({
  flaw: { account_name, row },
  mend,
  open,
  setOpen,
}: {
  flaw: LedgerFlaw;
  mend: ReturnType<typeof useMend>;
  open: boolean;
  setOpen: (open: boolean) => void;
}) {
  const zone = useSession().company.time_zone;
  const locked = useLocked();
  const from = formatDay(dayOfInstant(row.started_at, zone));
  const named = `${row.subscription_id} of ${account_name} from ${from}`;
  const what = [row.plan, row.mrr ? `${exact(row.mrr)} a month` : exact(null)].filter(Boolean);
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        aria-label={`Correct ${named}`}
        aria-expanded={open}
        {...locked}
        onClick={() => {
          mend.correct.reset();
          setOpen(!open);
        }}
      >
        Correct
      </Button>
      <ConfirmButton
        title="Take this row out?"
        text={`${named} (${what.join(", ")}) goes out of all figures, past ones too, and can't be put back here. Take it out of the source too, or its next import brings it back.`}
        confirm="Take it out"
        run={() => mend.takeOut.mutate()}
      >
        {(ask) => (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            aria-label={`Take out ${named}`}
            {...locked}
            loading={mend.takeOut.isPending}
            onClick={ask}
          >
            Take out
          </Button>
        )}
      </ConfirmButton>
    </>
  );
}

/** To the cent: here it matters what stands in the row. */
function exact(money: Money | null): string {
  if (!money) return "no price";
  const { minor, currency } = money;
  const digits = digitsOf(currency);
  const text = (minor / minorPerMajor(currency)).toLocaleString(undefined, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `${text} ${currency}`;
}
