import { BAND_KEYS, bandLook } from "~/lib/bands";
import { formatCount } from "~/lib/format";
import { BandIcon } from "~/ui/BandIcon";
import type { AccountsSearch } from "./search";
import classes from "./Toolbar.module.css";

/** One chip per band with its count; the pressed one filters. */
export function BandChips({
  chosen,
  counts,
  change,
}: {
  chosen: string | undefined;
  counts: Record<string, number> | undefined;
  change: (next: Partial<AccountsSearch>) => void;
}) {
  const known = counts ? Object.keys(counts) : [];
  const keys = [...BAND_KEYS, ...known.filter((key) => !isDefault(key))];
  return (
    <fieldset className={classes.chips} style={{ border: 0, margin: 0, padding: 0 }}>
      <legend className="visually-hidden">Bands</legend>
      {keys.map((key) => (
        <button
          key={key}
          type="button"
          className={classes.chip}
          aria-pressed={chosen === key}
          onClick={() => change({ band: chosen === key ? undefined : key })}
        >
          <BandIcon band={key} />
          {bandLook(key).name}
          <span className={classes.number}>{formatCount(counts?.[key])}</span>
        </button>
      ))}
    </fieldset>
  );
}

function isDefault(key: string): boolean {
  return BAND_KEYS.some((band) => band === key);
}
