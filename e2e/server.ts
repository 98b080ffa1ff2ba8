// Starts the real program with its sample company on a free port, and signs in once.
// PERENNIAL_BIN names the program; PERENNIAL_URL uses a server that runs already instead.

import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { request } from "@playwright/test";
import { STATE } from "./playwright.config";

const START_MS = 120_000;

export const USER = {
  email: process.env.PERENNIAL_EMAIL ?? "demo@perennial.test",
  password: process.env.PERENNIAL_PASSWORD ?? "perennial-demo",
};

export default async function start(): Promise<() => Promise<void>> {
  let stop = async () => {};
  if (!process.env.PERENNIAL_URL) {
    const program = process.env.PERENNIAL_BIN ?? "../target/debug/perennial";
    const folder = await mkdtemp(join(tmpdir(), "perennial-e2e-"));
    const port = await freePort();
    const server = spawn(
      program,
      ["demo", "--data", join(folder, "data"), "--addr", `127.0.0.1:${port}`],
      { stdio: ["ignore", "pipe", "pipe"] },
    );
    stop = async () => {
      await ended(server);
      await rm(folder, { recursive: true, force: true });
    };
    process.env.PERENNIAL_URL = `http://127.0.0.1:${port}`;
    await ready(server, process.env.PERENNIAL_URL).catch(async (error: unknown) => {
      await stop();
      throw error;
    });
  }
  await signIn(process.env.PERENNIAL_URL ?? "");
  return stop;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** Waits until the server answers; what it printed goes into the error if it doesn't. */
async function ready(server: ChildProcess, url: string): Promise<void> {
  let said = "";
  server.stdout?.on("data", (text) => (said += text));
  server.stderr?.on("data", (text) => (said += text));
  let failure = "";
  server.once("error", (error) => (failure = error.message));
  server.once("exit", (code) => (failure ||= `it ended with code ${code}`));
  const until = Date.now() + START_MS;
  while (Date.now() < until && !failure) {
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(
    `the server did not start (${failure || "it took too long"})\n${said.slice(-4000)}`,
  );
}

function ended(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null || server.pid === undefined) return resolve();
    const force = setTimeout(() => server.kill("SIGKILL"), 10_000);
    server.once("exit", () => {
      clearTimeout(force);
      resolve();
    });
    server.kill("SIGTERM");
  });
}

/** Keeps the session's cookie for the tests that start signed in. */
async function signIn(url: string): Promise<void> {
  await mkdir(dirname(STATE), { recursive: true });
  const context = await request.newContext({ baseURL: url });
  const answer = await context.post("/api/session", {
    data: USER,
    headers: { "x-perennial-csrf": "1" },
  });
  if (!answer.ok()) throw new Error(`signing in failed: ${answer.status()} ${await answer.text()}`);
  await context.storageState({ path: STATE });
  await context.dispose();
}
