import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAsOf } from "~/app/session";
import { Builder } from "~/features/segments/builder/Builder";
import { columnsQuery } from "~/features/segments/queries";
import { plural } from "~/lib/format";
import { Card } from "~/ui/Card";
import { Loaded, RowSkeletons } from "~/ui/States";
import { useForm, useProblemAt } from "../form/context";
import form from "../form/Form.module.css";
import { useWhom } from "./useWhom";
import { Whom } from "./Whom";

/** Which accounts a scorecard of several is for. */
export function AppliesTo() {
  const { card, readOnly, change } = useForm();
  const columns = useQuery(columnsQuery(useAsOf()));
  const [unfinished, setUnfinished] = useState(0);
  const problem = useProblemAt("applies_to");
  const text = card.applies_to ?? "";
  const whom = useWhom(text);
  const set = (next: string) => change({ ...card, applies_to: next.trim() === "" ? null : next });
  return (
    <Card
      title="Scores the accounts"
      hint={unfinished > 0 ? `without ${plural(unfinished, "unfinished row")}` : undefined}
    >
      {problem && !whom.query.isError && (
        <p className={form.problem} role="alert">
          {problem}
        </p>
      )}
      {!readOnly && (
        <Loaded query={columns} skeleton={<RowSkeletons rows={3} />}>
          {({ rows }) => (
            <Builder
              draft={{ text, unfinished }}
              columns={rows}
              change={(next) => {
                setUnfinished(next.unfinished);
                set(next.text);
              }}
            />
          )}
        </Loaded>
      )}
      <Whom of={whom} use={set} />
    </Card>
  );
}
