import type { CSSProperties } from "react";
import type { RevenueCohort, RevenueCohorts } from "~/api/types";
import { useDayWord } from "~/features/past/useDayWord";
import { formatCount, formatMoney, formatMoneyShort, formatPercent, plural } from "~/lib/format";
import { Card } from "~/ui/Card";
import { FileLinks } from "../FileLinks";
import { cutOf, periodName } from "../period";
import type { Question } from "../question";
import classes from "./Cohorts.module.css";
import type { CohortsSearch } from "./search";
import { agesOf, type Counted, shareOf, startOf, tint, together } from "./shares";

/** Up to so many columns have all the room they like. */
const ROOMY = 18;

/** A row for each cohort, a column for each age: what is left of it. */
export function Triangle({
  data,
  question,
  search,
}: {
  data: RevenueCohorts;
  question: Question;
  search: CohortsSearch;
}) {
  const { by = "month", of = "accounts", as = "share" } = search;
  const { currency } = data;
  const on = useDayWord();
  const cohorts = data.cohorts.filter(({ accounts }) => accounts > 0);
  const ages = Array.from({ length: agesOf(cohorts) }, (_, age) => age);
  const look: Look = { of, absolute: as === "absolute", currency, by };
  return (
    <Card
      title={of === "mrr" ? `MRR that is left, ${currency} a month` : "Accounts that are left"}
      hint={as === "share" ? "share of the start" : undefined}
      flush
      actions={
        <FileLinks
          table="cohorts"
          question={question}
          says="A line for each cohort and age: accounts and MRR, as they are and as a share"
        />
      }
    >
      <p className={classes.says}>
        Each row is everyone who became a customer in the same {by}; each cell says{" "}
        {of === "mrr"
          ? "what they pay at the end of that period, beside what each paid on its first day"
          : "how many of them are customers at the end of that period"}
        . {example(cohorts, look)}
      </p>
      <section className={classes.scroll} tabIndex={0} aria-label="Cohorts, scrolls sideways">
        <table
          className={classes.table}
          aria-label="Cohorts"
          data-dense={ages.length > ROOMY || undefined}
        >
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>
                Customer since
              </th>
              <th scope="col" rowSpan={2} className={classes.start}>
                Accounts
              </th>
              {of === "mrr" && (
                <th scope="col" rowSpan={2} className={classes.start}>
                  First day
                </th>
              )}
              <th scope="colgroup" colSpan={Math.max(1, ages.length)} className={classes.ages}>
                {by === "month" ? "Months" : "Quarters"} later, each at its end
              </th>
            </tr>
            <tr>
              {ages.map((age) => (
                <th key={age} scope="col">
                  {age}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cohorts.map((cohort) => (
              <Row key={cohort.key} cohort={cohort} ages={ages} look={look} />
            ))}
          </tbody>
          <tfoot>
            <Foot cohorts={cohorts} ages={ages} look={look} />
          </tfoot>
        </table>
      </section>
      <p className={classes.note}>
        Column 0 is the {by} in which they came. The last cell of each row is as it stands {on},
        where its {by} still runs.{" "}
        {of === "mrr" && "Green cells: they pay more than on their first day."}
      </p>
    </Card>
  );
}

interface Look {
  of: Counted;
  absolute: boolean;
  currency: string;
  by: "month" | "quarter";
}

function Row({ cohort, ages, look }: { cohort: RevenueCohort; ages: number[]; look: Look }) {
  const { currency, of } = look;
  const money = { minor: cohort.mrr, currency };
  const name = periodName(cohort.key);
  return (
    <tr>
      <th scope="row">
        {name}
        {cutOf(cohort, look.by) === "end" && <span className="quiet"> so far</span>}
      </th>
      <td className={classes.start}>{formatCount(cohort.accounts)}</td>
      {of === "mrr" && (
        <td className={classes.start} title={formatMoney(money)}>
          {formatMoneyShort(money)}
        </td>
      )}
      {ages.map((age) => {
        const stand = cohort.stands[age];
        if (!stand) return <td key={age} className={classes.none} />;
        const share = shareOf(cohort, age, of);
        const { tone, percent } = tint(share);
        return (
          <td
            key={age}
            data-tone={tone}
            style={{ "--part": `${percent}%` } as CSSProperties}
            title={`${name}, ${laterText(age, look.by)}: ${amountOf(stand[of], look)} of ${amountOf(startOf(cohort, of), look)}, ${formatPercent(share)}`}
          >
            {cellText(stand[of], share, look)}
          </td>
        );
      })}
    </tr>
  );
}

/** All cohorts together, weighted by their size. */
function Foot({ cohorts, ages, look }: { cohorts: RevenueCohort[]; ages: number[]; look: Look }) {
  const { of, currency } = look;
  const all = together(cohorts, 0, of);
  return (
    <tr>
      <th scope="row" title="All cohorts that have reached the age; large ones count for more">
        Together
      </th>
      <td className={classes.start}>{formatCount(all.accounts)}</td>
      {of === "mrr" && (
        <td className={classes.start}>{formatMoneyShort({ minor: all.start, currency })}</td>
      )}
      {ages.map((age) => {
        const sum = together(cohorts, age, of);
        return (
          <td
            key={age}
            title={`${plural(sum.cohorts, "cohort")} of ${plural(sum.accounts, "account")}: ${amountOf(sum.now, look)} of ${amountOf(sum.start, look)}`}
          >
            {cellText(sum.now, sum.share, look)}
          </td>
        );
      })}
    </tr>
  );
}

function amountOf(value: number, { of, currency }: Look): string {
  return of === "mrr" ? formatMoney({ minor: value, currency }) : formatCount(value);
}

function cellText(value: number, share: number | null, look: Look): string {
  if (!look.absolute) return formatPercent(share);
  const { of, currency } = look;
  return of === "mrr" ? formatMoneyShort({ minor: value, currency }) : formatCount(value);
}

function laterText(age: number, by: Look["by"]): string {
  return age === 0 ? `the ${by} they came` : `${plural(age, by)} later`;
}

/** One row, read aloud: the oldest that has aged. */
function example(cohorts: RevenueCohort[], look: Look): string {
  const cohort = cohorts.find(({ stands }) => stands.length > 1);
  if (!cohort) return "";
  const age = cohort.stands.length - 1;
  const stand = cohort.stands[age];
  if (!stand) return "";
  const share = formatPercent(shareOf(cohort, age, look.of));
  const name = periodName(cohort.key);
  return look.of === "mrr"
    ? `For example: the ${formatCount(cohort.accounts)} of ${name} paid ${amountOf(cohort.mrr, look)} a month on their first days; ${laterText(age, look.by)} it is ${amountOf(stand.mrr, look)}, ${share}.`
    : `For example: of the ${formatCount(cohort.accounts)} of ${name}, ${formatCount(stand.accounts)} are customers ${laterText(age, look.by)}, ${share}.`;
}
