import { Link } from "@tanstack/react-router";
import classes from "./Metric.module.css";

/** Metrics / name: the way back. */
export function Crumbs({ name, of }: { name: string; of?: { key: string; name: string } }) {
  return (
    <span className={classes.crumbs}>
      <Link to="/catalogue" className={classes.crumb}>
        Metrics
      </Link>
      <Slash />
      {of && (
        <>
          <Link to="/catalogue/$metricKey" params={{ metricKey: of.key }} className={classes.crumb}>
            {of.name}
          </Link>
          <Slash />
        </>
      )}
      <span className="clip">{name}</span>
    </span>
  );
}

function Slash() {
  return (
    <span aria-hidden="true" className="quiet">
      /
    </span>
  );
}
