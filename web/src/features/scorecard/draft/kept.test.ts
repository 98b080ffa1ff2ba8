import { describe, expect, it } from "vitest";
import { cardOf } from "../card";
import { published } from "../sample";
import { keepDraft, readDraft } from "./kept";

describe("the kept draft", () => {
  function storage(): Storage {
    const kept = new Map<string, string>();
    return {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    } as unknown as Storage;
  }

  it("comes back for its company and scorecard alone, and goes", () => {
    const own = storage();
    const kept = { written: { card: cardOf(published()) }, of: 2, at: "2026-11-30T10:00:00Z" };
    expect(keepDraft("Acme", "default", kept, own)).toBe(true);
    expect(readDraft("Acme", "default", own)).toEqual(kept);
    expect(readDraft("Acme", "large", own)).toBeNull();
    expect(readDraft("Bolt", "default", own)).toBeNull();
    keepDraft("Acme", "default", null, own);
    expect(readDraft("Acme", "default", own)).toBeNull();
  });

  it("takes what an older program left", () => {
    const own = storage();
    const { exceptions, applies_to, ...old } = cardOf(published());
    const left = JSON.stringify({ written: { card: old }, of: 1 });
    own.setItem("perennial.scorecard.draft.Acme", left);
    expect(readDraft("Acme", "default", own)).toEqual({
      written: { card: cardOf(published()) },
      of: 1,
      at: null,
    });
  });

  it("ignores what it can't read, and says when it can't keep", () => {
    const own = storage();
    own.setItem("perennial.scorecard.draft.Acme", '{"of":1,"written":{"card":7}}');
    expect(readDraft("Acme", "default", own)).toBeNull();
    own.setItem("perennial.scorecard.draft.Acme", "{");
    expect(readDraft("Acme", "default", own)).toBeNull();
    const full = {
      setItem: () => {
        throw new Error("full");
      },
    } as unknown as Storage;
    expect(keepDraft("Acme", "default", { written: { toml: "" }, of: 1, at: null }, full)).toBe(
      false,
    );
  });
});
