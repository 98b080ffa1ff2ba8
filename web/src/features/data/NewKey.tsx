import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, ok } from "~/api/client";
import { sentenceOf } from "~/api/problem";
import type { Role } from "~/api/types";
import { Copyable } from "~/ui/Copyable";
import classes from "./Data.module.css";
import { keysQuery } from "./queries";

const OPENS = [
  { value: "write", label: "Write facts" },
  { value: "viewer", label: "Read the API" },
  { value: "csm", label: "API as a CSM" },
  { value: "leader", label: "API as a leader" },
  { value: "admin", label: "API as an administrator" },
];

/** Makes a key and shows its secret, once. */
export function NewKey() {
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [opens, setOpens] = useState("write");
  const create = useMutation({
    mutationFn: () =>
      ok(
        api.POST("/api/keys", {
          body:
            opens === "write"
              ? { name: name.trim(), purpose: "write" }
              : { name: name.trim(), purpose: "api", role: opens as Role },
        }),
      ),
    onSuccess: () => {
      setName("");
      void client.invalidateQueries({ queryKey: keysQuery.queryKey });
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    create.mutate();
  }

  return (
    <div style={{ padding: "6px 16px 14px" }}>
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          label="New key"
          placeholder="Such as web app"
          required
          withAsterisk={false}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          aria-label="What the key opens"
          w={168}
          data={OPENS}
          value={opens}
          onChange={(event) => setOpens(event.currentTarget.value)}
        />
        <Button type="submit" loading={create.isPending}>
          Create key
        </Button>
      </form>
      {create.isError && (
        <p role="alert" style={{ color: "var(--pn-bad)", marginTop: 8 }}>
          {sentenceOf(create.error)}
        </p>
      )}
      {create.data && (
        <div className={classes.secret} role="status">
          <p>
            <b>{create.data.key.name}</b> is ready. Copy it now: it is not shown again.
          </p>
          <Copyable text={create.data.secret} label="key" />
        </div>
      )}
    </div>
  );
}
