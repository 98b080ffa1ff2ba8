import { bandLook } from "~/lib/bands";
import { formatCount, formatMoneyShort, plural } from "~/lib/format";
import { BandIcon } from "~/ui/BandIcon";
import { Change } from "~/ui/Change";
import grid from "~/ui/grid.module.css";
import { colourIn } from "../colours";
import type { BandSize, Preview } from "../types";
import classes from "./Preview.module.css";

interface Pair {
  key: string;
  name: string;
  before: BandSize | undefined;
  after: BandSize | undefined;
}

/** Accounts and ARR by band, before and after. */
export function BandChange({ preview, changed }: { preview: Preview; changed: boolean }) {
  const { bands_before, bands_after, unscored_before, unscored_after } = preview;
  const pairs = pairsOf(bands_before, bands_after);
  const colourOf = colourIn(preview.card?.bands);
  return (
    <>
      <div className={classes.bars}>
        <Bar
          name={changed ? "Before" : "Now"}
          bands={bands_before}
          unscored={unscored_before}
          colourOf={colourOf}
        />
        {changed && (
          <Bar name="After" bands={bands_after} unscored={unscored_after} colourOf={colourOf} />
        )}
      </div>
      <table className={`${grid.grid} ${classes.inset}`} aria-label="Bands">
        <thead>
          <tr>
            <th scope="col">Band</th>
            <th scope="col" className={grid.right}>
              Accounts
            </th>
            {changed && (
              <>
                <th scope="col" className={grid.right}>
                  After
                </th>
                <th scope="col" aria-label="Difference" />
              </>
            )}
            <th scope="col" className={grid.right}>
              ARR
            </th>
            {changed && (
              <th scope="col" className={grid.right}>
                After
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {pairs.map(({ key, name, before, after }) => (
            <tr key={key}>
              <td>
                <span className={classes.band}>
                  <BandIcon band={key} colour={colourOf(key)} />
                  {name}
                </span>
              </td>
              <td className={grid.right}>{formatCount(before?.accounts)}</td>
              {changed && (
                <>
                  <td className={grid.right}>{formatCount(after?.accounts)}</td>
                  <Difference before={before?.accounts ?? 0} after={after?.accounts ?? 0} />
                </>
              )}
              <td className={grid.right}>{formatMoneyShort(before?.arr)}</td>
              {changed && <td className={grid.right}>{formatMoneyShort(after?.arr)}</td>}
            </tr>
          ))}
          {(unscored_before > 0 || unscored_after > 0) && (
            <tr>
              <td>
                <span className={classes.band}>
                  <BandIcon band={null} />
                  No score
                </span>
              </td>
              <td className={grid.right}>{formatCount(unscored_before)}</td>
              {changed && (
                <>
                  <td className={grid.right}>{formatCount(unscored_after)}</td>
                  <Difference before={unscored_before} after={unscored_after} />
                </>
              )}
              <td colSpan={changed ? 2 : 1} />
            </tr>
          )}
        </tbody>
      </table>
    </>
  );
}

function Difference({ before, after }: { before: number; after: number }) {
  return (
    <td className={classes.difference}>
      {before !== after && <Change value={after - before} format={formatCount} good="neither" />}
    </td>
  );
}

/** The bands of both, in the order of the draft; a band that went stands last. */
function pairsOf(before: BandSize[], after: BandSize[]): Pair[] {
  const gone = before.filter(({ key }) => !after.some((band) => band.key === key));
  return [...after, ...gone].map(({ key, name }) => ({
    key,
    name,
    before: before.find((band) => band.key === key),
    after: after.find((band) => band.key === key),
  }));
}

/** How the accounts are spread. Decoration: the table below has the numbers. */
function Bar({
  name,
  bands,
  unscored,
  colourOf,
}: {
  name: string;
  bands: BandSize[];
  unscored: number;
  colourOf: (band: string) => string | null;
}) {
  return (
    <div className={classes.bar} aria-hidden="true">
      <span className={classes.when}>{name}</span>
      <span className={classes.track}>
        {bands
          .filter(({ accounts }) => accounts > 0)
          .map(({ key, name: band, accounts }) => (
            <span
              key={key}
              title={`${band}: ${plural(accounts, "account")}`}
              style={{
                flexGrow: accounts,
                background: colourOf(key) ?? `var(${bandLook(key).fill})`,
              }}
            />
          ))}
        {unscored > 0 && (
          <span
            title={`No score: ${plural(unscored, "account")}`}
            className={classes.unscored}
            style={{ flexGrow: unscored }}
          />
        )}
      </span>
    </div>
  );
}
