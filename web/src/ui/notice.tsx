import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import type { ReactNode } from "react";
import { sentenceOf } from "~/api/problem";

const UNDO_MS = 10_000;

/** Says what was done, with the way back for so long. */
export function done(
  id: string,
  title: string,
  message: ReactNode,
  undo?: () => void,
  shownMs = UNDO_MS,
) {
  notifications.hide(id);
  notifications.show({
    id: undo ? id : undefined,
    autoClose: shownMs,
    title,
    message: (
      <>
        {message}{" "}
        {undo && (
          <Button
            size="compact-xs"
            variant="light"
            onClick={() => {
              notifications.hide(id);
              undo();
            }}
          >
            Undo
          </Button>
        )}
      </>
    ),
  });
}

export function failed(error: unknown) {
  notifications.show({ color: "red", title: "That did not work", message: sentenceOf(error) });
}
