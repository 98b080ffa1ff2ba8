import { bandLook } from "~/lib/bands";
import { formatScore } from "~/lib/format";
import { BandIcon } from "./BandIcon";
import classes from "./Health.module.css";

/** Health as a shape, a number and a word. */
export function Health({
  score,
  band,
  name,
  size = "sm",
}: {
  score: number | null | undefined;
  band: string | null | undefined;
  /** The band's name where a scorecard gave one. */
  name?: string;
  size?: "sm" | "lg";
}) {
  const look = bandLook(band);
  return (
    <span className={classes.health} data-size={size}>
      <BandIcon band={band} size={size === "lg" ? 18 : 10} />
      {score !== null && score !== undefined && (
        <span className={classes.score}>{formatScore(score)}</span>
      )}
      <span className={classes.word} style={{ color: `var(${look.colour})` }}>
        {name ?? look.name}
      </span>
    </span>
  );
}
