import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, ok } from "~/api/client";
import { sentenceOf } from "~/api/problem";
import { Copyable } from "~/ui/Copyable";
import { webhooksQuery } from "./queries";
import classes from "./Settings.module.css";

/** Adds an address and shows its signing secret, once. */
export function NewWebhook() {
  const client = useQueryClient();
  const [url, setUrl] = useState("");
  const create = useMutation({
    mutationFn: () => ok(api.POST("/api/webhooks", { body: { url: url.trim() } })),
    onSuccess: () => {
      setUrl("");
      void client.invalidateQueries({ queryKey: webhooksQuery.queryKey });
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    create.mutate();
  }

  return (
    <>
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          className={classes.grow}
          label="New webhook"
          type="url"
          placeholder="https://example.com/hooks/perennial"
          required
          withAsterisk={false}
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <Button type="submit" loading={create.isPending}>
          Add webhook
        </Button>
      </form>
      {create.isError && (
        <p role="alert" className={classes.problem}>
          {sentenceOf(create.error)}
        </p>
      )}
      {create.data && (
        <div className={classes.secret} role="status">
          <p>Messages are signed with this secret. Copy it now: it is not shown again.</p>
          <Copyable text={create.data.secret} label="signing secret" />
        </div>
      )}
    </>
  );
}
