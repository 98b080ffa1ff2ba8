import { NativeSelect, Switch } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ok } from "~/api/client";
import { sentenceOf } from "~/api/problem";
import type { Role, Teammate } from "~/api/types";
import { useMay, useSession } from "~/app/session";
import { Card } from "~/ui/Card";
import grid from "~/ui/grid.module.css";
import { Loaded } from "~/ui/States";
import { Tag } from "~/ui/Tag";
import { When } from "~/ui/When";
import { Invite } from "./Invite";
import { teamQuery } from "./queries";
import { ROLE_NAMES, ROLES } from "./roles";

export function Team() {
  const may = useMay("administer");
  const team = useQuery(teamQuery);
  return (
    <Card title="Team" hint="who can sign in, and what they may do" flush>
      {may && <Invite />}
      <Loaded query={team}>
        {({ rows }) => (
          <div className={grid.scroll}>
            <table className={grid.grid}>
              <thead>
                <tr>
                  <th scope="col">Name</th>
                  <th scope="col">Role</th>
                  <th scope="col">Since</th>
                  <th scope="col">May sign in</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((teammate) => (
                  <Member key={teammate.teammate_id} teammate={teammate} may={may} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Loaded>
    </Card>
  );
}

function Member({ teammate, may }: { teammate: Teammate; may: boolean }) {
  const me = useSession().teammate.teammate_id === teammate.teammate_id;
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (body: { role?: Role; disabled?: boolean }) =>
      ok(
        api.PATCH("/api/teammates/{id}", {
          params: { path: { id: teammate.teammate_id } },
          body,
        }),
      ),
    onError: (error) =>
      notifications.show({ color: "red", title: "Nothing changed", message: sentenceOf(error) }),
    onSettled: () => void client.invalidateQueries({ queryKey: teamQuery.queryKey }),
  });
  const name = teammate.name ?? teammate.email;
  return (
    <tr>
      <td>
        <b style={{ fontWeight: 550 }}>{name}</b> {me && <Tag>you</Tag>}{" "}
        {teammate.invited && <Tag tone="info">invited</Tag>}
        <div className="quiet">{teammate.email}</div>
      </td>
      <td>
        {may && !me ? (
          <NativeSelect
            size="xs"
            w={150}
            aria-label={`Role of ${name}`}
            data={ROLES}
            value={teammate.role}
            onChange={(event) => change.mutate({ role: event.currentTarget.value as Role })}
          />
        ) : (
          ROLE_NAMES[teammate.role]
        )}
      </td>
      <td>
        <When at={teammate.created_at} />
      </td>
      <td>
        <Switch
          size="xs"
          aria-label={`${name} may sign in`}
          disabled={!may || me || change.isPending}
          checked={teammate.disabled_at === null}
          onChange={(event) => change.mutate({ disabled: !event.currentTarget.checked })}
        />
      </td>
    </tr>
  );
}
