import { IconChevronRight } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useId, useState } from "react";
import type { HiddenRiskList } from "~/api/types";
import { formatCount, formatMoney, formatMoneyShort, formatScore, plural } from "~/lib/format";
import { Card } from "~/ui/Card";
import classes from "./Hidden.module.css";
import { versionWord } from "./words";

/** What hidden risk is, of how many it is told, and what is looked at. */
export function HowJudged({ list }: { list: HiddenRiskList }) {
  const [open, setOpen] = useState(false);
  const sidesId = useId();
  const count = formatCount(list.sides.length);
  return (
    <Card>
      <p className={classes.headline}>
        <b>{plural(list.listed, "customer")}</b>, with{" "}
        <b title={formatMoney(list.listed_arr)}>{formatMoneyShort(list.listed_arr)}</b> of ARR,{" "}
        {list.listed === 1 ? "looks" : "look"} well and {list.listed === 1 ? "is" : "are"} not
      </p>
      <p className={classes.explanation}>
        Hidden risk says, from 0 to 100, how bad the inside is while the outside may look fine.{" "}
        {count} sides of the relationship are looked at one by one. Each alarms by itself, and none
        makes up for another: heavy use by one person doesn't outweigh that everybody else has gone.
        What nothing is known of counts as unknown, not as calm. From a risk of{" "}
        {formatScore(list.listed_from)} up a customer is listed if it looks well: its score is in an
        upper band, its use is what it was, or both.
      </p>
      <p className={classes.explanation}>
        It can be told of {plural(list.judged, "customer")}
        {list.unknown > 0 && (
          <>
            ; of{" "}
            <Link
              to="/accounts"
              search={{ where: "hidden_risk is null", also: "hidden_risk" }}
              className="link"
            >
              {formatCount(list.unknown)} more
            </Link>{" "}
            too little is known
          </>
        )}
        . It is no probability; the backtest tells{" "}
        <Link to="/backtest" search={{ hidden_risk: "true" }} className="link">
          how well it has foreseen who left
        </Link>
        .
      </p>
      <button
        type="button"
        className={classes.open}
        aria-expanded={open}
        aria-controls={sidesId}
        onClick={() => setOpen(!open)}
      >
        <IconChevronRight size={14} className={classes.chevron} aria-hidden />
        What is looked at: {count} sides and their signs
        <span className="quiet">
          {list.settings}, {versionWord(list.version)}
        </span>
      </button>
      <div id={sidesId} hidden={!open}>
        {open && <Sides list={list} />}
      </div>
    </Card>
  );
}

function Sides({ list }: { list: HiddenRiskList }) {
  return (
    <>
      <p className={classes.legend}>
        The number is how alarming a sign is at its worst, by itself. Of a side its worst sign
        speaks.
      </p>
      <dl className={classes.sides}>
        {list.sides.map((side) => (
          <div key={side.key} className={classes.side}>
            <dt>{side.name}</dt>
            {side.signs.map((sign) => (
              <dd key={sign.key}>
                <Link
                  to="/catalogue/$metricKey"
                  params={{ metricKey: sign.metric }}
                  className="link"
                  title={`Metric ${sign.metric}`}
                >
                  {sign.name}
                </Link>
                <span className="quiet num">
                  {" "}
                  <span className="visually-hidden">at its worst </span>
                  {formatScore(sign.strength * 100)}
                </span>
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </>
  );
}
