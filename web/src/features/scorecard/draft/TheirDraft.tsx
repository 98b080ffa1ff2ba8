import { Button } from "@mantine/core";
import { IconUserEdit } from "@tabler/icons-react";
import { shortEmail } from "~/lib/format";
import { When } from "~/ui/When";
import classes from "../Studio.module.css";
import type { Other } from "./useDraft";

/** Somebody else is writing: who, since when, and what taking it over means. */
export function TheirDraft({ other: { draft, pending, takeOver, putMine } }: { other: Other }) {
  const name = shortEmail(draft.changed_by);
  return (
    <div className={classes.theirs} role="status">
      <IconUserEdit size={18} stroke={1.6} aria-hidden />
      <p>
        <b>{name}</b> is editing this scorecard; last change <When at={draft.changed_at} />. It has
        one draft: taking it over goes on from what {name} wrote, under your name. {name} sees that,
        and can't go on before taking it back.
        {putMine && " What you wrote last is still in this browser."}
      </p>
      <div className={classes.theirActions}>
        {putMine && (
          <Button size="compact-sm" variant="subtle" disabled={pending} onClick={putMine}>
            Put mine in its place
          </Button>
        )}
        <Button size="compact-sm" variant="default" loading={pending} onClick={takeOver}>
          Take it over
        </Button>
      </div>
    </div>
  );
}
