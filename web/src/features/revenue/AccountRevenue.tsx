import { useQuery } from "@tanstack/react-query";
import { useAsOf, useSession } from "~/app/session";
import { plusDays } from "~/lib/time";
import { Card } from "~/ui/Card";
import { Loaded } from "~/ui/States";
import { MovementList } from "./MovementList";
import { accountMovementsQuery } from "./queries";
import { questionOf } from "./question";

/** Before any subscription. */
const BEGINNING = "1990-01-01";

/** How one account's revenue moved since it became a customer. */
export function AccountRevenue({ accountId }: { accountId: string }) {
  const { today } = useSession();
  const period = { from: BEGINNING, to: plusDays(today, 1) };
  const { by: _, ...question } = questionOf({}, period, useAsOf());
  const found = useQuery(accountMovementsQuery(accountId, question));
  return (
    <Loaded query={found}>
      {(data) =>
        // Without a subscription the card above has said it.
        data.movements.length > 0 && (
          <Card
            title="How revenue moved"
            hint={`${data.currency} a month, with the contract lines behind it`}
          >
            <MovementList found={{ ...data, movements: data.movements.toReversed() }} />
          </Card>
        )
      }
    </Loaded>
  );
}
