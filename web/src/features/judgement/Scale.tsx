import { Tooltip } from "@mantine/core";
import type { ReactNode, Ref } from "react";
import type { JudgementKind } from "~/api/types";
import { BandIcon } from "~/ui/BandIcon";
import classes from "./Judgement.module.css";
import { KINDS, type Option } from "./words";

/** How a step is shown: its word, where there is room, or its shape and number. */
function Face({ kind, option, step }: { kind: JudgementKind; option: Option; step: number }) {
  switch (kind) {
    case "pulse":
      return (
        <>
          <BandIcon band={option.look} size={9} />
          {step}
        </>
      );
    case "relationship":
      return (
        <>
          <span className={classes.bar} style={{ height: 3 + 2.5 * step }} />
          {step}
        </>
      );
    default:
      return (
        <>
          <BandIcon band={option.look} size={9} />
          {option.word}
        </>
      );
  }
}

/** All that can be said of a kind, with what is said marked. Pressing a step chooses it. */
export function Scale({
  kind,
  said,
  chosen,
  faded = false,
  choose,
  locked,
  ref,
}: {
  kind: JudgementKind;
  /** What stands. */
  said: string | undefined;
  /** What is about to be said. */
  chosen: string | undefined;
  /** What stands does not count any more. */
  faded?: boolean;
  /** Nothing where the teammate may only look. */
  choose: ((value: string) => void) | undefined;
  locked: { disabled?: true; title?: string };
  ref?: Ref<HTMLFieldSetElement>;
}) {
  const { name, options } = KINDS[kind];
  const worded = kind === "fit" || kind === "value";
  return (
    <fieldset ref={ref} className={classes.scale} data-worded={worded || undefined}>
      <legend className="visually-hidden">{name}</legend>
      {options.map((option, at) => {
        const marks = {
          className: classes.step,
          "data-said": option.value === said || undefined,
          "data-chosen": option.value === chosen || undefined,
          "data-faded": (faded && option.value === said) || undefined,
        };
        const face: ReactNode = <Face kind={kind} option={option} step={at + 1} />;
        if (!choose) {
          return (
            <span key={option.value} {...marks} title={option.word}>
              {face}
              {option.value === said && <span className="visually-hidden"> (said)</span>}
            </span>
          );
        }
        return (
          <Tooltip
            key={option.value}
            label={option.word}
            position="bottom"
            disabled={worded || locked.disabled || chosen !== undefined}
          >
            <button
              type="button"
              {...marks}
              {...locked}
              aria-pressed={option.value === (chosen ?? said)}
              aria-label={worded ? option.word : `${at + 1} ${option.word}`}
              onClick={() => choose(option.value)}
            >
              {face}
            </button>
          </Tooltip>
        );
      })}
    </fieldset>
  );
}
