import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconKeyOff } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ok } from "~/api/client";
import { sentenceOf } from "~/api/problem";
import type { AccessKey } from "~/api/types";
import { useMay } from "~/app/session";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import grid from "~/ui/grid.module.css";
import { Empty, Loaded } from "~/ui/States";
import { Tag } from "~/ui/Tag";
import { When } from "~/ui/When";
import { NewKey } from "./NewKey";
import { keysQuery } from "./queries";

export function KeysCard() {
  const may = useMay("administer");
  const keys = useQuery(keysQuery);
  return (
    <Card title="Keys" hint="a write key sends facts, an API key reads" flush>
      {may && <NewKey />}
      <Loaded query={keys}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty icon={<IconKeyOff size={20} stroke={1.6} />} title="No keys yet">
              {may
                ? "Make a write key above, and use it in one of the snippets."
                : "An administrator can make one."}
            </Empty>
          ) : (
            <div className={grid.scroll}>
              <table className={grid.grid}>
                <thead>
                  <tr>
                    <th scope="col">Key</th>
                    <th scope="col">Opens</th>
                    <th scope="col">Last used</th>
                    <th scope="col">
                      <span className="visually-hidden">Actions</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((key) => (
                    <KeyRow key={key.key_id} accessKey={key} may={may} />
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
    </Card>
  );
}

function KeyRow({ accessKey, may }: { accessKey: AccessKey; may: boolean }) {
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () =>
      ok(api.DELETE("/api/keys/{id}", { params: { path: { id: accessKey.key_id } } })),
    onSuccess: () => void client.invalidateQueries({ queryKey: keysQuery.queryKey }),
    onError: (error) =>
      notifications.show({
        color: "red",
        title: "The key is not revoked",
        message: sentenceOf(error),
      }),
  });
  return (
    <tr>
      <td>
        <b style={{ fontWeight: 550 }}>{accessKey.name}</b>
        <div className={`${grid.code} quiet`}>{accessKey.prefix}…</div>
      </td>
      <td>
        <Tag>
          {accessKey.purpose === "write" ? "Write facts" : `API, ${accessKey.role ?? "viewer"}`}
        </Tag>
      </td>
      <td>
        <When at={accessKey.last_used_at} />
      </td>
      <td className={grid.right}>
        {accessKey.revoked_at ? (
          <Tag tone="bad">Revoked</Tag>
        ) : (
          may && (
            <ConfirmButton
              title={`Revoke “${accessKey.name}”?`}
              text="Whatever uses it is refused from now on. This can't be undone."
              confirm="Revoke"
              run={() => revoke.mutate()}
            >
              {(open) => (
                <Button size="compact-xs" variant="subtle" color="gray" onClick={open}>
                  Revoke
                </Button>
              )}
            </ConfirmButton>
          )
        )}
      </td>
    </tr>
  );
}
