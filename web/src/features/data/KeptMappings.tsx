import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ok } from "~/api/client";
import { sentenceOf } from "~/api/problem";
import type { ImportMapping } from "~/api/types";
import { plural } from "~/lib/format";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import grid from "~/ui/grid.module.css";
import { Tag } from "~/ui/Tag";
import { When } from "~/ui/When";
import { mappingsQuery } from "./queries";

/** Mappings that are applied by themselves to files with the same headings. Nothing while there are none. */
export function KeptMappings() {
  const rows = useQuery(mappingsQuery).data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <Card title="Kept mappings" hint="applied to files with the same headings" flush>
      <div className={grid.scroll}>
        <table className={grid.grid} aria-label="Kept mappings">
          <thead>
            <tr>
              <th scope="col">Mapping</th>
              <th scope="col">Rows are</th>
              <th scope="col">For files with</th>
              <th scope="col">Changed</th>
              <th scope="col">
                <span className="visually-hidden">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((mapping) => (
              <MappingRow key={mapping.name} mapping={mapping} />
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function MappingRow({ mapping }: { mapping: ImportMapping }) {
  const client = useQueryClient();
  const forget = useMutation({
    mutationFn: () =>
      ok(api.DELETE("/api/import-mappings/{id}", { params: { path: { id: mapping.name } } })),
    onSuccess: () => void client.invalidateQueries({ queryKey: mappingsQuery.queryKey }),
    onError: (error) =>
      notifications.show({
        color: "red",
        title: "The mapping is still kept",
        message: sentenceOf(error),
      }),
  });
  return (
    <tr>
      <td>
        <b style={{ fontWeight: 550 }}>{mapping.name}</b>
      </td>
      <td>
        <Tag>{mapping.kind}</Tag>
      </td>
      <td className={grid.wrap} title={mapping.headings.join(", ")}>
        <span className="quiet">
          {plural(mapping.headings.length, "column")}: {mapping.headings.slice(0, 5).join(", ")}
          {mapping.headings.length > 5 && " …"}
        </span>
      </td>
      <td>
        <When at={mapping.changed_at} />
      </td>
      <td className={grid.right}>
        <ConfirmButton
          title={`Forget “${mapping.name}”?`}
          text="The next such file is guessed anew. What was imported with it stays."
          confirm="Forget"
          run={() => forget.mutate()}
        >
          {(open) => (
            <Button size="compact-xs" variant="subtle" color="gray" onClick={open}>
              Forget
            </Button>
          )}
        </ConfirmButton>
      </td>
    </tr>
  );
}
