import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconLock, IconWebhookOff } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ok } from "~/api/client";
import { sentenceOf } from "~/api/problem";
import type { Webhook } from "~/api/types";
import { useMay } from "~/app/session";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import grid from "~/ui/grid.module.css";
import { Empty, Loaded } from "~/ui/States";
import { When } from "~/ui/When";
import { Deliveries } from "./Deliveries";
import { NewWebhook } from "./NewWebhook";
import { deliveriesQuery, webhooksQuery } from "./queries";
import classes from "./Settings.module.css";

/** Addresses that are told of signals, and what became of each message. */
export function Webhooks() {
  const see = useMay("manage_data");
  if (!see) {
    return (
      <Empty icon={<IconLock size={20} stroke={1.6} />} title="For leaders and administrators">
        Webhooks tell other systems of new signals.
      </Empty>
    );
  }
  return (
    <div className={classes.stack}>
      <WebhookList />
      <Deliveries />
    </div>
  );
}

function WebhookList() {
  const may = useMay("administer");
  const webhooks = useQuery(webhooksQuery);
  return (
    <Card title="Webhooks" hint="a signed message for each new signal" flush>
      {may && <NewWebhook />}
      <Loaded query={webhooks}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty icon={<IconWebhookOff size={20} stroke={1.6} />} title="Nobody is told yet">
              Add an address, and each new signal is sent to it, signed after Standard Webhooks.
            </Empty>
          ) : (
            <table className={grid.grid}>
              <tbody>
                {rows.map((webhook) => (
                  <WebhookRow key={webhook.webhook_id} webhook={webhook} may={may} />
                ))}
              </tbody>
            </table>
          )
        }
      </Loaded>
    </Card>
  );
}

function WebhookRow({ webhook, may }: { webhook: Webhook; may: boolean }) {
  const client = useQueryClient();
  const params = { path: { id: webhook.webhook_id } };
  const fail = (error: unknown) =>
    notifications.show({ color: "red", title: "That did not work", message: sentenceOf(error) });
  const remove = useMutation({
    mutationFn: () => ok(api.DELETE("/api/webhooks/{id}", { params })),
    onSuccess: () => void client.invalidateQueries({ queryKey: webhooksQuery.queryKey }),
    onError: fail,
  });
  const test = useMutation({
    mutationFn: () => ok(api.POST("/api/webhooks/{id}/test", { params })),
    onSuccess: () => {
      notifications.show({ title: "A test message is on its way", message: webhook.url });
      void client.invalidateQueries({ queryKey: deliveriesQuery.queryKey });
    },
    onError: fail,
  });
  return (
    <tr>
      <td className={grid.code}>{webhook.url}</td>
      <td className="quiet">
        added <When at={webhook.created_at} />
      </td>
      <td className={grid.right}>
        {may && (
          <Button.Group style={{ justifyContent: "flex-end" }}>
            <Button
              size="compact-xs"
              variant="default"
              loading={test.isPending}
              onClick={() => test.mutate()}
            >
              Send a test
            </Button>
            <ConfirmButton
              title="Remove this webhook?"
              text={`${webhook.url} is told of nothing from now on.`}
              confirm="Remove"
              run={() => remove.mutate()}
            >
              {(open) => (
                <Button size="compact-xs" variant="default" onClick={open}>
                  Remove
                </Button>
              )}
            </ConfirmButton>
          </Button.Group>
        )}
      </td>
    </tr>
  );
}
