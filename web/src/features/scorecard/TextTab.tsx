import { Textarea } from "@mantine/core";
import { Card } from "~/ui/Card";
import { RowSkeletons } from "~/ui/States";
import type { Draft } from "./draft/useDraft";
import { asSentence } from "./problem";
import classes from "./Studio.module.css";
import type { Published } from "./types";
import type { Previewed } from "./usePreview";

/** The same draft as TOML. */
export function TextTab({
  draft,
  published,
  preview,
  readOnly,
}: {
  draft: Draft;
  published: Published;
  preview: Previewed;
  readOnly: boolean;
}) {
  const text = textOf(draft, published, preview);
  const { problem } = preview;
  return (
    <Card title="As text" hint="TOML, as in the file that comes with the program">
      {text !== null ? (
        <>
          <Textarea
            aria-label="TOML"
            autosize
            minRows={20}
            spellCheck={false}
            readOnly={readOnly}
            classNames={{ input: classes.code }}
            value={text}
            error={
              problem &&
              (problem.key ? `${problem.key}: ${problem.detail}` : asSentence(problem.detail))
            }
            errorProps={{ className: classes.textError }}
            onChange={({ currentTarget }) => draft.change({ toml: currentTarget.value })}
          />
          <p className={classes.foot}>
            Comments stay as long as the scorecard is changed here; a change in the form writes the
            text anew, without them.
          </p>
        </>
      ) : preview.problem ? (
        <p className="quiet">The text shows once what is marked in the form is right.</p>
      ) : (
        <RowSkeletons rows={12} />
      )}
    </Card>
  );
}

/** The draft as text; nothing until the server has said it. */
function textOf(draft: Draft, published: Published, preview: Previewed): string | null {
  if (!draft.written) return published.toml;
  return "toml" in draft.written ? draft.written.toml : (preview.now?.toml ?? null);
}
