import { useQuery } from "@tanstack/react-query";
import { refusalOf } from "~/api/refusal";
import type { LifetimeOf } from "~/api/types";
import { formatCount, formatMajor } from "~/lib/format";
import { Card } from "~/ui/Card";
import { Failed, RowSkeletons } from "~/ui/States";
import { AssumptionsForm } from "./AssumptionsForm";
import { MrrChart } from "./MrrChart";
import { simulationQuery } from "./queries";
import { Shares } from "./Shares";
import { assumedOf, type ValueSearch } from "./search";
import classes from "./Value.module.css";

const FIELDS = ["customers", "price", "growth", "churn", "years"];

/** What churn costs: the same company at several rates, by assumptions alone. */
export function Simulator({
  search,
  change,
  whole,
  currency,
}: {
  search: ValueSearch;
  change: (next: Partial<ValueSearch>) => void;
  /** The company's own numbers, where they are known. */
  whole: LifetimeOf | undefined;
  currency: string;
}) {
  const assumed = assumedOf(search, { customers: whole?.customers, arpa: whole?.arpa });
  const simulation = useQuery(simulationQuery(assumed));
  const { data, error } = simulation;
  const refusal = refusalOf(error, FIELDS);
  const fieldsAreWrong = Object.keys(refusal.at).length > 0;
  return (
    <Card
      title="What churn costs"
      hint="a simulation: nothing here is measured but where it starts"
    >
      <AssumptionsForm assumed={assumed} change={change} currency={currency} refusal={refusal} />
      <p className={classes.assumed}>{startWords(whole, currency)}</p>
      {error && !fieldsAreWrong ? (
        <Failed error={error} retry={() => void simulation.refetch()} />
      ) : error ? (
        <p className={classes.problem}>Nothing is simulated until the fields above are mended.</p>
      ) : data ? (
        <div data-stale={simulation.isPlaceholderData || undefined} className={classes.stack}>
          <MrrChart simulated={data} currency={currency} />
          <Shares simulated={data} years={assumed.years} currency={currency} />
        </div>
      ) : (
        <RowSkeletons rows={5} />
      )}
    </Card>
  );
}

function startWords(whole: LifetimeOf | undefined, currency: string): string {
  const own =
    whole?.customers && whole.arpa
      ? `Your own start: ${formatCount(whole.customers)} customers that bring ${formatMajor(whole.arpa, currency)} a month each.`
      : "How many customers you have is not known yet, so this starts with made-up numbers.";
  return `${own} Assumed: the price does not change, all customers bring the same, and growth and churn stay as they are for all the years.`;
}
