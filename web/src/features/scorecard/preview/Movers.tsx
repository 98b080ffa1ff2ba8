import { UnstyledButton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { bandLook } from "~/lib/bands";
import { formatCount, formatScore } from "~/lib/format";
import { BandIcon } from "~/ui/BandIcon";
import { Card } from "~/ui/Card";
import { Change } from "~/ui/Change";
import grid from "~/ui/grid.module.css";
import { colourIn } from "../colours";
import type { Mover, Preview } from "../types";
import classes from "./Preview.module.css";

const FEW = 8;

/** The accounts that change most, and from which band into which. */
export function Movers({ preview }: { preview: Preview }) {
  const [all, setAll] = useState(false);
  const { movers, moves } = preview;
  const rows = all ? movers : movers.slice(0, FEW);
  const look = looksOf(preview);
  return (
    <Card title="Who moves" hint={movers.length > 0 ? "the largest change first" : undefined}>
      {movers.length === 0 ? (
        <p className="quiet">No score changes.</p>
      ) : (
        <>
          {moves.length > 0 && (
            <ul className={classes.moves} aria-label="Moves between bands">
              {moves.map(({ from, to, accounts }) => (
                <li key={`${from}-${to}`}>
                  <BandIcon band={from} size={9} colour={look.colour(from)} />
                  {look.name(from)}
                  <span aria-hidden="true">→</span>
                  <span className="visually-hidden">to</span>
                  <BandIcon band={to} size={9} colour={look.colour(to)} />
                  {look.name(to)} <b>{formatCount(accounts)}</b>
                </li>
              ))}
            </ul>
          )}
          <table className={`${grid.grid} ${classes.inset} ${classes.movers}`} aria-label="Movers">
            <thead>
              <tr>
                <th scope="col">Account</th>
                <th scope="col">Before</th>
                <th scope="col">After</th>
                <th scope="col" className={grid.right}>
                  Change
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((mover) => (
                <MoverRow key={mover.account_id} mover={mover} look={look} />
              ))}
            </tbody>
          </table>
          {movers.length > FEW && (
            <UnstyledButton className={classes.more} onClick={() => setAll(!all)}>
              {all ? "Show fewer" : `Show ${formatCount(movers.length)}`}
            </UnstyledButton>
          )}
        </>
      )}
    </Card>
  );
}

function MoverRow({ mover, look }: { mover: Mover; look: Looks }) {
  const { before, after } = mover;
  const change = before === null || after === null ? null : after - before;
  return (
    <tr>
      <td className="clip">
        <Link
          to="/accounts/$accountId"
          params={{ accountId: mover.account_id }}
          className={classes.name}
        >
          {mover.name}
        </Link>
      </td>
      <td>
        <Score score={before} band={mover.band_before} look={look} />
      </td>
      <td>
        <Score score={after} band={mover.band_after} look={look} />
      </td>
      <td className={grid.right}>
        <Change value={change} />
      </td>
    </tr>
  );
}

function Score({ score, band, look }: { score: number | null; band: string | null; look: Looks }) {
  return (
    <span className={classes.band}>
      <BandIcon band={band} size={9} colour={look.colour(band)} label={look.name(band)} />
      <span className="num">{formatScore(score)}</span>
    </span>
  );
}

interface Looks {
  name: (band: string | null) => string;
  colour: (band: string | null) => string | null;
}

/** Bands by the name and colour that the draft, or what is published, gives them. */
function looksOf({ card, bands_before, bands_after }: Preview): Looks {
  const names = new Map([...bands_before, ...bands_after].map(({ key, name }) => [key, name]));
  return {
    name: (band) => (band && names.get(band)) || bandLook(band).name,
    colour: colourIn(card?.bands),
  };
}
