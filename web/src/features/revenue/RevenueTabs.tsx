import { Link } from "@tanstack/react-router";
import classes from "./RevenueTabs.module.css";

const TABS = [
  { to: "/revenue", name: "Movements" },
  { to: "/revenue/cohorts", name: "Cohorts" },
  { to: "/revenue/renewals", name: "Renewals" },
  { to: "/revenue/value", name: "Value" },
  { to: "/revenue/settings", name: "How we count" },
] as const;

/** Leads between the pages about revenue; stands first on each of them. */
export function RevenueTabs() {
  return (
    <nav aria-label="Revenue" className={classes.tabs}>
      {TABS.map(({ to, name }) => (
        <Link
          key={to}
          to={to}
          className={classes.tab}
          activeOptions={{ exact: true, includeSearch: false }}
          activeProps={{ "data-active": true, "aria-current": "page" }}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
