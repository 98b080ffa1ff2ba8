import { ActionIcon, Button, Input } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { addedInGap, replaced, sorted, without } from "../curve";
import { type Axis, meant, shown } from "../transforms";
import type { Point } from "../types";
import { CurvePlot } from "./CurvePlot";
import { useForm } from "./context";
import classes from "./Form.module.css";
import { NumberField } from "./NumberField";

/** How a value becomes points: drawn, and as numbers. */
export function CurveField({
  label = "Points by value",
  points,
  axis,
  error,
  change,
}: {
  label?: string;
  points: Point[];
  axis: Axis;
  error: string | undefined;
  change: (points: Point[]) => void;
}) {
  const { readOnly } = useForm();
  return (
    <Input.Wrapper
      className={classes.wide}
      size="xs"
      label={label}
      labelElement="div"
      error={error}
    >
      <CurvePlot points={points} axis={axis} readOnly={readOnly} change={change} />
      <ol className={classes.points} aria-label="Points of the curve">
        {points.map((point, at) => (
          <ExactPoint
            // biome-ignore lint/suspicious/noArrayIndexKey: a point has no other identity
            key={at}
            point={point}
            at={at}
            axis={axis}
            set={(next) => change(replaced(points, at, next))}
            settle={() => change(sorted(points))}
            remove={points.length > 2 ? () => change(without(points, at)) : undefined}
          />
        ))}
        <li>
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            leftSection={<IconPlus size={13} aria-hidden />}
            onClick={() => change(addedInGap(points))}
          >
            Add a point
          </Button>
        </li>
      </ol>
    </Input.Wrapper>
  );
}

function ExactPoint({
  point: [x, y],
  at,
  axis,
  set,
  settle,
  remove,
}: {
  point: Point;
  at: number;
  axis: Axis;
  set: (next: Point) => void;
  /** Puts the points in order, once a number is typed to its end. */
  settle: () => void;
  remove: (() => void) | undefined;
}) {
  return (
    <li className={classes.point}>
      <NumberField
        className={classes.x}
        size="xs"
        aria-label={`Point ${at + 1}: value`}
        value={shown(x, axis)}
        rightSection={axis.suffix && <span className={classes.unit}>{axis.suffix}</span>}
        rightSectionWidth={axis.suffix.length > 1 ? 14 + 6 * axis.suffix.length : 20}
        change={(next) => set([meant(next, axis), y])}
        onBlur={settle}
      />
      <span className="quiet">gives</span>
      <NumberField
        className={classes.y}
        size="xs"
        aria-label={`Point ${at + 1}: points`}
        min={0}
        max={100}
        value={y}
        change={(next) => set([x, next])}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size="xs"
        aria-label={`Remove point ${at + 1}`}
        disabled={!remove}
        onClick={() => remove?.()}
      >
        <IconX size={12} aria-hidden />
      </ActionIcon>
    </li>
  );
}
