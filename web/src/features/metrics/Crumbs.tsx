import { Link } from "@tanstack/react-router";
import { Crumbs as Way } from "~/ui/Crumbs";

/** Metrics / name: the way back. */
export function Crumbs({ name, of }: { name: string; of?: { key: string; name: string } }) {
  const up = [
    <Link key="all" to="/catalogue">
      Metrics
    </Link>,
    of && (
      <Link key="one" to="/catalogue/$metricKey" params={{ metricKey: of.key }}>
        {of.name}
      </Link>
    ),
  ];
  return (
    <Way up={up}>
      <span className="clip">{name}</span>
    </Way>
  );
}
