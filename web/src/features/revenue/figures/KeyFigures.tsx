import { useQuery } from "@tanstack/react-query";
import type { RevenueReport, RevenueRow } from "~/api/types";
import type { Range } from "~/features/renewals/range";
import { Card } from "~/ui/Card";
import { daysText, periodBefore } from "../period";
import { beforeQuery } from "../queries";
import type { Question } from "../question";
import { Figure } from "./Figure";
import classes from "./Figures.module.css";
import { Hidden } from "./Hidden";
import { KEY_FIGURES, keyFigure } from "./key";

const ABOVE = KEY_FIGURES.filter(({ key }) => !["nrr", "grr", "renewal_rate"].includes(key));

/** What it all comes to, each with what it was in the period before. */
export function KeyFigures({
  report,
  question,
  period,
}: {
  report: RevenueReport;
  question: Question;
  period: Range;
}) {
  const { whole, currency } = report;
  const earlier = periodBefore(period);
  const before: RevenueRow | undefined = useQuery(
    beforeQuery({ ...question, ...earlier, by: undefined }),
  ).data?.whole;
  const shared = { row: whole, before, currency };
  return (
    <Card title="Key figures" hint={`compared with ${daysText(earlier)}, just as long`}>
      <dl className={classes.figures}>
        {ABOVE.map((figure) => (
          <Figure key={figure.key} figure={figure} {...shared} />
        ))}
        <Figure figure={keyFigure("nrr")} {...shared} />
        <Hidden row={whole} />
        <Figure figure={keyFigure("grr")} {...shared} />
        <Figure figure={keyFigure("renewal_rate")} {...shared} />
      </dl>
    </Card>
  );
}
