import { IconAlertTriangle } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useBands } from "~/features/account/useBands";
import { bandOf } from "~/lib/bands";
import { formatMoney, plural } from "~/lib/format";
import { formatDay, plusDays } from "~/lib/time";
import { BandIcon } from "~/ui/BandIcon";
import grid from "~/ui/grid.module.css";
import { Tag } from "~/ui/Tag";
import classes from "./Backtest.module.css";
import type { Judged, Leaver, Said } from "./types";
import { valueIn } from "./words";

/** The bar of a warning is full from here on. */
const FULL_DAYS = 180;

/** Sooner before leaving than this there is little to be done. */
const LATE_DAYS = 30;

/** One who left: what was said before, and since when it warned. */
export function LeaverRow({
  leaver,
  judged,
  before,
  currency,
}: {
  leaver: Leaver;
  judged: Judged;
  before: number[];
  currency: string;
}) {
  return (
    <tr>
      <td>
        <Link
          to="/accounts/$accountId"
          params={{ accountId: leaver.account_id }}
          className={classes.name}
        >
          {leaver.name}
        </Link>
      </td>
      <td className="num">{formatDay(leaver.left_on)}</td>
      <td className={grid.right}>{formatMoney(leaver.arr)}</td>
      {before.map((days) => (
        <td key={days}>
          <SaidThen
            said={leaver.said.find((one) => one.days === days)}
            leaver={leaver}
            judged={judged}
            currency={currency}
          />
        </td>
      ))}
      <td>
        <Warned days={leaver.warned_days} />
      </td>
    </tr>
  );
}

/** The value of that day; it opens the account where the day or the metric is explained. */
function SaidThen({
  said,
  leaver,
  judged,
  currency,
}: {
  said: Said | undefined;
  leaver: Leaver;
  judged: Judged;
  currency: string;
}) {
  const bands = useBands();
  if (!said || said.value === null) return <span className="quiet">–</span>;
  const search =
    judged.kind === "metric"
      ? { tab: "metrics" as const, mq: judged.key ?? undefined }
      : { day: plusDays(leaver.left_on, -said.days) };
  return (
    <Link
      to="/accounts/$accountId"
      params={{ accountId: leaver.account_id }}
      search={search}
      hash={judged.kind === "hidden_risk" ? "hidden-risk" : undefined}
      className={classes.then}
      data-warned={said.warned || undefined}
    >
      {judged.kind === "scorecard" ? (
        <BandIcon band={bandOf(said.value, bands)} />
      ) : (
        said.warned && <IconAlertTriangle size={13} stroke={1.8} aria-hidden />
      )}
      {valueIn(judged, currency)(said.value)}
      <span className="visually-hidden">
        {said.warned === null ? "" : said.warned ? ", warned" : ", no warning"}
      </span>
    </Link>
  );
}

function Warned({ days }: { days: number | null }) {
  if (days === null) return <span className="quiet">nothing was said</span>;
  if (days === 0) return <Tag tone="bad">surprise</Tag>;
  const width = `${Math.min(1, days / FULL_DAYS) * 100}%`;
  return (
    <span className={classes.warned}>
      <span
        className={classes.warnedTrack}
        data-late={days < LATE_DAYS || undefined}
        aria-hidden="true"
      >
        <span style={{ width }} />
      </span>
      {plural(days, "day")} before
    </span>
  );
}
