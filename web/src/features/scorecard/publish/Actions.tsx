import { ActionIcon, Button, Menu } from "@mantine/core";
import { IconDots, IconRestore } from "@tabler/icons-react";
import { useLocked } from "~/features/past/useLocked";
import { ConfirmButton } from "~/ui/ConfirmButton";
import type { Draft } from "../draft/useDraft";
import { DEFAULT_KEY, type Published } from "../types";
import type { Previewed } from "../usePreview";
import { publishWords } from "../words";
import { Conflict } from "./Conflict";
import { isConflict, useBackToBuiltIn, usePublish } from "./usePublish";

/** Publish, discard, and back to the built-in one. */
export function Actions({
  draft,
  published,
  preview,
}: {
  draft: Draft;
  published: Published;
  preview: Previewed;
}) {
  const locked = useLocked();
  const publish = usePublish(published.key, draft);
  const { written, of } = draft;
  const { now } = preview;
  const ready = written !== null && now !== undefined && !now.problem;
  const asked = publish.variables;
  return (
    <>
      {published.origin === "own" && published.key === DEFAULT_KEY && <More draft={draft} />}
      <ConfirmButton
        title="Discard your changes?"
        text="The draft is lost, and what is published shows again."
        confirm="Discard"
        run={draft.discard}
      >
        {(open) => (
          <Button
            size="xs"
            variant="default"
            disabled={written === null}
            {...(written && locked)}
            onClick={open}
          >
            Discard changes
          </Button>
        )}
      </ConfirmButton>
      <ConfirmButton
        title="Publish this scorecard?"
        text={now ? publishWords(now) : ""}
        confirm="Publish"
        colour="iris"
        run={() => written && publish.mutate({ written, text: now?.toml ?? null, over: of })}
      >
        {(open) => (
          <Button
            size="xs"
            loading={publish.isPending}
            disabled={!ready}
            {...locked}
            onClick={open}
          >
            Publish
          </Button>
        )}
      </ConfirmButton>
      {asked && isConflict(publish.error) && (
        <Conflict
          at={published.key}
          error={publish.error}
          mine={asked.text}
          publish={(over) => publish.mutate({ ...asked, over })}
          close={publish.reset}
        />
      )}
    </>
  );
}

function More({ draft }: { draft: Draft }) {
  const locked = useLocked();
  const back = useBackToBuiltIn(draft);
  return (
    <ConfirmButton
      title="Back to the built-in scorecard?"
      text="It is in use at once, for everybody. Your own stays under Versions, and a draft is lost."
      confirm="Use the built-in one"
      run={() => back.mutate(undefined)}
    >
      {(open) => (
        <Menu position="bottom-end" width={230}>
          <Menu.Target>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label="More about the scorecard"
              loading={back.isPending}
            >
              <IconDots size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconRestore size={14} aria-hidden />}
              {...locked}
              onClick={open}
            >
              Back to the built-in one
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </ConfirmButton>
  );
}
