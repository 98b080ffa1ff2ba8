// What the API answers when it can't do what it was asked: RFC 9457 problem details.

import type { ProblemBody } from "./types";

/** A failed call. `message` is a sentence for people. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: NonNullable<ProblemBody["errors"]>;

  constructor(status: number, body: unknown) {
    const problem = asProblem(body);
    super(problem?.detail ?? problem?.title ?? `the server answered ${status}`);
    this.name = "Problem";
    this.status = status;
    this.code = problem?.code ?? "unknown";
    this.errors = problem?.errors ?? [];
  }
}

function asProblem(body: unknown): ProblemBody | undefined {
  return typeof body === "object" && body !== null && "status" in body
    ? (body as ProblemBody)
    : undefined;
}

/** The sentence to show for any failure, first letter raised, with a full stop. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Problem) return asSentence(error.message);
  if (error instanceof TypeError) return "The server can't be reached. Is it running?";
  return error instanceof Error ? asSentence(error.message) : "Something went wrong.";
}

function asSentence(text: string): string {
  const trimmed = text.trim();
  const raised = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return /[.!?]$/.test(raised) ? raised : `${raised}.`;
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof Problem && error.status === 401;
}

export function isMissing(error: unknown): boolean {
  return error instanceof Problem && error.status === 404;
}
