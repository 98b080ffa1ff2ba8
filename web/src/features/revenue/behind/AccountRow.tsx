import { IconChevronRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { RevenueAccount } from "~/api/types";
import { formatMoneyExact } from "~/lib/format";
import grid from "~/ui/grid.module.css";
import { Loaded, RowSkeletons } from "~/ui/States";
import { MovementList } from "../MovementList";
import { accountMovementsQuery } from "../queries";
import type { Question } from "../question";
import classes from "./Behind.module.css";

/** One account; it opens to its movements and the contract lines that made them. */
export function AccountRow({
  account,
  currency,
  amount,
  question,
}: {
  account: RevenueAccount;
  currency: string;
  amount: string;
  question: Omit<Question, "by">;
}) {
  const [open, setOpen] = useState(false);
  const { account_id, name, mrr_start, mrr_end } = account;
  const money = (minor: number) => formatMoneyExact({ minor, currency });
  return (
    <tbody>
      <tr>
        <td>
          <span className={classes.who}>
            <button
              type="button"
              className={classes.toggle}
              aria-expanded={open}
              aria-label={`Movements of ${name}`}
              onClick={() => setOpen(!open)}
            >
              <IconChevronRight size={14} aria-hidden />
            </button>
            <Link
              to="/accounts/$accountId"
              params={{ accountId: account_id }}
              search={{ tab: "revenue" }}
              className={`${classes.name} clip`}
            >
              {name}
            </Link>
          </span>
        </td>
        <td className={grid.right}>{money(mrr_start)}</td>
        <td className={grid.right}>
          <b>{amount}</b>
        </td>
        <td className={grid.right}>{money(mrr_end)}</td>
      </tr>
      {open && (
        <tr>
          <td colSpan={4} className={classes.lines}>
            <Movements id={account_id} question={question} />
          </td>
        </tr>
      )}
    </tbody>
  );
}

function Movements({ id, question }: { id: string; question: Omit<Question, "by"> }) {
  const found = useQuery(accountMovementsQuery(id, question));
  return (
    <Loaded query={found} skeleton={<RowSkeletons rows={2} />}>
      {(data) => <MovementList found={data} />}
    </Loaded>
  );
}
