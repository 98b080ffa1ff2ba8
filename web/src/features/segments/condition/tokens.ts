// A condition's text to tokens: as much of the language as the builder needs to understand.

export type Token =
  | { kind: "word"; text: string }
  | { kind: "column"; text: string }
  | { kind: "number"; text: string }
  | { kind: "text"; text: string }
  | { kind: "symbol"; text: string };

const PATTERNS: [Token["kind"], RegExp][] = [
  ["text", /'((?:[^']|'')*)'/y],
  ["column", /"((?:[^"]|"")+)"/y],
  ["number", /(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)/y],
  ["word", /([\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*)/uy],
  ["symbol", /(<>|!=|<=|>=|[=<>+\-*/(),])/y],
];

/** The tokens; nothing where the text holds something that is none. */
export function tokens(text: string): Token[] | undefined {
  const found: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    const next = tokenAt(text, at);
    if (!next) return undefined;
    found.push(next.token);
    at = next.end;
  }
  return found;
}

function tokenAt(text: string, at: number): { token: Token; end: number } | undefined {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match)
      return { token: { kind, text: plain(kind, match[1] ?? "") }, end: pattern.lastIndex };
  }
  return undefined;
}

function plain(kind: Token["kind"], text: string): string {
  if (kind === "text") return text.replaceAll("''", "'");
  if (kind === "column") return text.replaceAll('""', '"');
  return text === "!=" ? "<>" : text;
}
