import { Link } from "@tanstack/react-router";
import { Crumbs as Way } from "~/ui/Crumbs";

/** Segments / name: the way back. */
export function Crumbs({ name }: { name: string }) {
  return (
    <Way up={<Link to="/segments">Segments</Link>}>
      <span className="clip">{name}</span>
    </Way>
  );
}
