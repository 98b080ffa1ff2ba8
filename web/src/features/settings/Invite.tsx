import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, ok } from "~/api/client";
import { sentenceOf } from "~/api/problem";
import type { Role } from "~/api/types";
import { Copyable } from "~/ui/Copyable";
import { teamQuery } from "./queries";
import { ROLES } from "./roles";
import classes from "./Settings.module.css";

/** Adds a teammate and shows the link with which they choose a password. */
export function Invite() {
  const client = useQueryClient();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("csm");
  const invite = useMutation({
    mutationFn: () => ok(api.POST("/api/teammates", { body: { email: email.trim(), role } })),
    onSuccess: () => {
      setEmail("");
      void client.invalidateQueries({ queryKey: teamQuery.queryKey });
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    invite.mutate();
  }

  return (
    <>
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          className={classes.grow}
          label="Invite"
          type="email"
          placeholder="name@company.com"
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <NativeSelect
          aria-label="Role"
          data={ROLES}
          value={role}
          onChange={(event) => setRole(event.currentTarget.value as Role)}
        />
        <Button type="submit" loading={invite.isPending}>
          Invite
        </Button>
      </form>
      {invite.isError && (
        <p role="alert" className={classes.problem}>
          {sentenceOf(invite.error)}
        </p>
      )}
      {invite.data && (
        <div className={classes.secret} role="status">
          <p>
            Give this link to <b>{invite.data.teammate.email}</b>. It works once, for 7 days.
          </p>
          <Copyable
            text={new URL(invite.data.setup_link, window.location.origin).href}
            label="set-up link"
          />
        </div>
      )}
    </>
  );
}
