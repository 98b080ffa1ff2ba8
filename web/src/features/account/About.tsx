import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Account } from "~/api/types";
import { formatCount, humanise } from "~/lib/format";
import { Card } from "~/ui/Card";
import { Owner } from "~/ui/Owner";
import { When } from "~/ui/When";
import classes from "./About.module.css";

/** The account's record, custom attributes included. */
export function About({ account }: { account: Account }) {
  const parent = account.parent_account_id;
  return (
    <Card title="About">
      <dl className={classes.list}>
        <Line name="Account id">
          <code>{account.account_id}</code>
        </Line>
        <Line name="Owner">{account.owner_email && <Owner email={account.owner_email} />}</Line>
        <Line name="Parent">
          {parent && (
            <Link to="/accounts/$accountId" params={{ accountId: parent }} className="link">
              {parent}
            </Link>
          )}
        </Line>
        <Line name="Domain">{account.domain}</Line>
        <Line name="Industry">{account.industry}</Line>
        <Line name="Country">{account.country}</Line>
        <Line name="Employees">{account.employees !== null && formatCount(account.employees)}</Line>
        <Line name="Tier">{account.tier}</Line>
        <Line name="Stage">{account.stage}</Line>
        <Line name="Customer since">{account.created_at && <When at={account.created_at} />}</Line>
        {Object.entries(account.attributes).map(([key, value]) => (
          <Line key={key} name={humanise(key)}>
            {plainValue(value)}
          </Line>
        ))}
      </dl>
    </Card>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  if (children === null || children === undefined || children === false || children === "")
    return null;
  return (
    <div className={classes.line}>
      <dt>{name}</dt>
      <dd className="clip">{children}</dd>
    </div>
  );
}

function plainValue(value: unknown): string {
  if (value === true) return "yes";
  if (value === false) return "no";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
