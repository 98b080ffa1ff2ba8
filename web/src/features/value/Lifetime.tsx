import type { Lifetimes } from "~/api/types";
import { Card } from "~/ui/Card";
import { Explained } from "~/ui/Explained";
import { Figures } from "./Figures";
import { Groups } from "./Groups";
import { SurvivalChart } from "./SurvivalChart";
import type { ValueSearch } from "./search";
import classes from "./Value.module.css";
import { knownWords, restsOn, stayWords } from "./words";

/** What a customer is worth over its lifetime, and what that rests on. */
export function Lifetime({
  data,
  search,
  change,
}: {
  data: Lifetimes;
  search: ValueSearch;
  change: (next: Partial<ValueSearch>) => void;
}) {
  const { whole, months, currency } = data;
  return (
    <>
      <Card
        title="What a customer is worth"
        actions={
          <Explained what="the value of a customer">
            A customer is priced like a bond: the margin of each month, times the chance that the
            customer is still there (Kaplan–Meier), worth less the later it comes (the discount).
            The limits hold the true value in 95 of 100 cases, as far as survival is the only thing
            that is uncertain; price and margin are taken as they are.
          </Explained>
        }
      >
        <p className={classes.headline}>{stayWords(whole)}</p>
        <p className={classes.more}>
          {restsOn(whole)} {knownWords(whole, months, search.beyond === "true")}
        </p>
        {whole.problem && (
          <p className={classes.problem} role="alert">
            There is no value: {whole.problem}.
          </p>
        )}
        <Figures of={whole} data={data} />
      </Card>
      <Card>
        <SurvivalChart of={whole} />
      </Card>
      <Groups data={data} currency={currency} search={search} change={change} />
    </>
  );
}
