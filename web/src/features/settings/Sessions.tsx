import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ok } from "~/api/client";
import { sentenceOf } from "~/api/problem";
import { Card } from "~/ui/Card";
import grid from "~/ui/grid.module.css";
import { Loaded } from "~/ui/States";
import { Tag } from "~/ui/Tag";
import { When } from "~/ui/When";
import { sessionsQuery } from "./queries";
import { nameOfAgent } from "./userAgent";

/** Where one is signed in. */
export function Sessions() {
  const client = useQueryClient();
  const sessions = useQuery(sessionsQuery);
  const end = useMutation({
    mutationFn: (id: string) => ok(api.DELETE("/api/sessions/{id}", { params: { path: { id } } })),
    onError: (error) =>
      notifications.show({
        color: "red",
        title: "Still signed in there",
        message: sentenceOf(error),
      }),
    onSettled: () => void client.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
  return (
    <Card title="Your sessions" hint="where you are signed in" flush>
      <Loaded query={sessions}>
        {({ rows }) => (
          <table className={grid.grid}>
            <thead>
              <tr>
                <th scope="col">Browser</th>
                <th scope="col">Signed in</th>
                <th scope="col">Last used</th>
                <th scope="col">
                  <span className="visually-hidden">Actions</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.session_id}>
                  <td title={row.user_agent ?? undefined}>
                    {nameOfAgent(row.user_agent)} {row.current && <Tag tone="accent">this one</Tag>}
                  </td>
                  <td>
                    <When at={row.created_at} />
                  </td>
                  <td>
                    <When at={row.last_seen_at} />
                  </td>
                  <td className={grid.right}>
                    {!row.current && (
                      <Button
                        size="compact-xs"
                        variant="default"
                        loading={end.isPending && end.variables === row.session_id}
                        onClick={() => end.mutate(row.session_id)}
                      >
                        End
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Loaded>
    </Card>
  );
}
