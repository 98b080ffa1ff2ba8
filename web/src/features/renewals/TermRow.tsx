import { Link } from "@tanstack/react-router";
import { memo } from "react";
import { useSession } from "~/app/session";
import { Risk } from "~/features/health/Risk";
import { bandOf } from "~/lib/bands";
import { formatMoney, formatMoneyShort, plural, shortEmail } from "~/lib/format";
import { formatDay } from "~/lib/time";
import { Health } from "~/ui/Health";
import { Owner } from "~/ui/Owner";
import { Tag } from "~/ui/Tag";
import classes from "./Board.module.css";
import { CallCell } from "./CallCell";
import { NoticeCell } from "./NoticeCell";
import type { Term } from "./sums";
import type { HiddenBands } from "./useHigh";
import { daysToGo, OUTCOME_LOOKS, riskWords } from "./words";

/** A term with all that tells whether it will be renewed. */
export const TermRow = memo(function TermRow({
  term,
  currency,
  bands,
  wide,
}: {
  term: Term;
  currency: string;
  bands: HiddenBands;
  wide: boolean;
}) {
  const { today } = useSession();
  const { account_id, account_name, plan, seats, owner_email } = term;
  const about = [
    plan ?? "no plan named",
    seats === null ? "" : plural(seats, "seat"),
    wide ? "" : owner_email ? shortEmail(owner_email) : "nobody's",
  ];
  const risk = bandOf(term.hidden_risk, bands);
  return (
    <tr data-risk={term.risks.length > 0 || undefined}>
      <th scope="row">
        <Link
          to="/accounts/$accountId"
          params={{ accountId: account_id }}
          search={{ tab: "revenue" }}
          className={classes.name}
          data-row
        >
          {account_name}
        </Link>
        <span className={classes.under} title={term.subscription_id}>
          {about.filter(Boolean).join(" · ")}
        </span>
      </th>
      <td>
        {formatDay(term.day)}
        <span className={classes.under}>{daysToGo(term.day, today)}</span>
      </td>
      <td>
        <NoticeCell term={term} today={today} />
      </td>
      <td data-right>
        <Money minor={term.acv} currency={currency} />
      </td>
      <td>
        <Outcome term={term} currency={currency} />
      </td>
      <td>
        <Health score={term.score} band={term.band} />
        {term.hidden_risk !== null && (
          <span
            className={classes.risk}
            title="Hidden risk: how bad the inside is while the outside looks fine"
          >
            <span className="visually-hidden">hidden risk </span>
            <Risk
              risk={term.hidden_risk}
              band={risk}
              name={bands.find(({ key }) => key === risk)?.name}
            />
          </span>
        )}
      </td>
      {wide && (
        <td>
          <Owner email={owner_email} />
        </td>
      )}
      <td>
        <CallCell term={term} />
      </td>
    </tr>
  );
});

function Outcome({ term, currency }: { term: Term; currency: string }) {
  const { name, says, tone } = OUTCOME_LOOKS[term.outcome];
  const after = term.acv_after !== null && term.outcome !== "lost" && term.acv_after !== term.acv;
  return (
    <>
      <Tag tone={tone} title={says}>
        {name}
      </Tag>
      {after && (
        <span className={classes.under}>
          <Money minor={term.acv_after} currency={currency} /> after
        </span>
      )}
      {term.risks.length > 0 && (
        <span className={classes.risky}>at risk: {riskWords(term.risks)}</span>
      )}
      {term.lost_on && <span className={classes.under}>on {formatDay(term.lost_on)}</span>}
    </>
  );
}

function Money({ minor, currency }: { minor: number | null; currency: string }) {
  if (minor === null) {
    return (
      <span className="quiet" title="Its currency has no exchange rate">
        no rate
      </span>
    );
  }
  const money = { minor, currency };
  return <span title={`${formatMoney(money)} a year`}>{formatMoneyShort(money)}</span>;
}
