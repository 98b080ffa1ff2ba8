import { IconArrowsSplit2 } from "@tabler/icons-react";
import type { Ref } from "react";
import type { ValueClass, ValueViews as Views } from "~/api/types";
import { plural } from "~/lib/format";
import { BandIcon } from "~/ui/BandIcon";
import classes from "./Judgement.module.css";
import type { Steps } from "./Say";
import { KINDS, type Option } from "./words";

/** Best first, as one reads down. */
const ROWS = KINDS.value.options.toReversed();

type View = "csm" | "survey" | "behaviour";
const VIEWS: { key: View; name: string }[] = [
  { key: "csm", name: "Our view" },
  { key: "survey", name: "Survey" },
  { key: "behaviour", name: "Behaviour" },
];

/** What we are to them, as three sources have it, side by side: on one line they agree. */
export function ValueViews({
  views,
  chosen,
  choose,
  locked,
  ref,
}: Steps & { views: Views; ref?: Ref<HTMLTableElement> }) {
  return (
    <table ref={ref} className={classes.views} aria-label="What we are to them">
      <thead>
        <tr>
          <td />
          {VIEWS.map(({ key, name }) => (
            <th key={key} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ROWS.map((option) => (
          <tr key={option.value}>
            <th scope="row">{option.word}</th>
            {VIEWS.map(({ key }) => (
              <td key={key}>
                {key === "csm" && choose ? (
                  <button
                    type="button"
                    className={classes.cell}
                    data-said={views.csm === option.value || undefined}
                    data-chosen={chosen === option.value || undefined}
                    aria-label={`Our view: ${option.word}`}
                    aria-pressed={(chosen ?? views.csm) === option.value}
                    {...locked}
                    onClick={() => choose(option.value)}
                  >
                    <Mark option={option} on={views.csm === option.value} />
                  </button>
                ) : (
                  <span
                    className={classes.cell}
                    data-said={views[key] === option.value || undefined}
                  >
                    <Mark option={option} on={views[key] === option.value} />
                    {views[key] === option.value && (
                      <span className="visually-hidden">{option.word}</span>
                    )}
                  </span>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Mark({ option, on }: { option: Option; on: boolean }) {
  return on ? <BandIcon band={option.look} size={11} /> : <span className={classes.dot} />;
}

const word = (value: ValueClass | null) =>
  KINDS.value.options.find((option) => option.value === value)?.word.toLowerCase();

/** What the views rest on, and plainly where they part. */
export function ValueGrounds({ views }: { views: Views }) {
  const { survey_answers: answers, behaviour_sentence: sentence } = views;
  const said = [
    ["we say", word(views.csm)],
    ["they say", word(views.survey)],
    ["what they do says", word(views.behaviour)],
  ].filter((pair): pair is [string, string] => pair[1] !== undefined);
  return (
    <>
      {views.disagree && (
        <p className={classes.disagree} role="note">
          <IconArrowsSplit2 size={14} stroke={1.8} aria-hidden />
          <span>
            <b>The views disagree:</b> {said.map(([who, what]) => `${who} ${what}`).join(", ")}.
          </span>
        </p>
      )}
      <p className={classes.grounds}>
        Survey: {answers === 0 ? "no answers" : plural(answers, "answer")} in a year.{" "}
        {sentence && <>Behaviour: {asSentence(sentence)}</>}
      </p>
    </>
  );
}

function asSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
