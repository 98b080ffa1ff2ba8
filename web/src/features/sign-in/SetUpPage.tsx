import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api, ok } from "~/api/client";
import { sentenceOf } from "~/api/problem";
import { sessionQuery } from "~/app/session";
import { Failed, RowSkeletons } from "~/ui/States";
import { Door } from "./Door";
import classes from "./Door.module.css";
import { LEAST_LENGTH, strengthOf } from "./strength";

const route = getRouteApi("/setup/$token");

export function SetUpPage() {
  const { token } = route.useParams();
  const link = useQuery({
    queryKey: ["setup", token],
    queryFn: () => ok(api.GET("/api/setup/{token}", { params: { path: { token } } })),
    retry: false,
  });
  return (
    <Door name="Set up" title="Welcome to Perennial" text="Choose a name and a password.">
      {link.data ? (
        <SetUpForm token={token} email={link.data.email ?? null} />
      ) : link.isError ? (
        <Failed error={link.error} />
      ) : (
        <RowSkeletons rows={4} height={30} />
      )}
    </Door>
  );
}

function SetUpForm({ token, email: known }: { token: string; email: string | null }) {
  const navigate = route.useNavigate();
  const client = useQueryClient();
  const [email, setEmail] = useState(known ?? "");
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const strength = strengthOf(password);

  const setUp = useMutation({
    mutationFn: () =>
      ok(
        api.POST("/api/setup/{token}", {
          params: { path: { token } },
          body: { name, password, ...(known ? {} : { email }) },
        }),
      ),
    onSuccess: (session) => {
      client.setQueryData(sessionQuery.queryKey, session);
      void navigate({ to: "/" });
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    setUp.mutate();
  }

  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        label="E-mail"
        type="email"
        autoComplete="username"
        required
        withAsterisk={false}
        readOnly={known !== null}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <TextInput
        label="Your name"
        autoComplete="name"
        required
        withAsterisk={false}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <PasswordInput
        label="Password"
        description={`At least ${LEAST_LENGTH} characters. A few unrelated words are good.`}
        autoComplete="new-password"
        required
        withAsterisk={false}
        minLength={LEAST_LENGTH}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <div className={classes.strength} aria-live="polite">
        <div className={classes.bars} aria-hidden="true">
          {[1, 2, 3, 4].map((level) => (
            <div
              key={level}
              className={classes.bar}
              data-on={strength.level >= level || undefined}
            />
          ))}
        </div>
        {strength.word}
      </div>
      {setUp.isError && (
        <p role="alert" className={classes.error}>
          {sentenceOf(setUp.error)}
        </p>
      )}
      <Button type="submit" loading={setUp.isPending} fullWidth>
        Start
      </Button>
    </form>
  );
}
