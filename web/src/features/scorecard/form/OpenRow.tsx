import { UnstyledButton } from "@mantine/core";
import { IconAlertTriangle, IconChevronRight } from "@tabler/icons-react";
import { type ReactNode, useId } from "react";
import { Curve } from "~/features/settings/Curve";
import type { Point } from "../types";
import { useForm } from "./context";
import classes from "./Form.module.css";

/** A line with a curve in small, and all of it once opened. */
export function OpenRow({
  as: Element,
  id,
  name,
  about,
  curve,
  share,
  wrong,
  menu,
  children,
}: {
  as: "li" | "div";
  /** What the form calls it while it is open. */
  id: string;
  name: string;
  about: string;
  curve: Point[];
  /** What it comes to, where that can be said. */
  share?: string;
  /** Whether something is not right in it. */
  wrong: boolean;
  /** What can be done with it, beside changing it. */
  menu: ReactNode;
  children: ReactNode;
}) {
  const { opened, open } = useForm();
  const bodyId = useId();
  const isOpen = opened === id;
  return (
    <Element className={classes.measure} data-open={isOpen || undefined} data-row={id}>
      <div className={classes.row}>
        <UnstyledButton
          className={classes.toggle}
          aria-expanded={isOpen}
          aria-controls={isOpen ? bodyId : undefined}
          onClick={() => open(isOpen ? null : id)}
        >
          <IconChevronRight size={14} aria-hidden className={classes.chevron} />
          <span className={classes.what}>
            <span className={classes.name}>{name}</span>
            <span className={classes.about}>{about}</span>
          </span>
          {wrong && (
            <IconAlertTriangle
              size={15}
              className={classes.wrong}
              aria-label="Something is not right here"
              role="img"
            />
          )}
          {!isOpen && (
            <span aria-hidden="true">
              <Curve points={curve} />
            </span>
          )}
          <span
            className={classes.share}
            title={share && "Of the whole, while everything has data"}
          >
            {share}
          </span>
        </UnstyledButton>
        {menu}
      </div>
      {isOpen && (
        <div className={classes.body} id={bodyId}>
          {children}
        </div>
      )}
    </Element>
  );
}
