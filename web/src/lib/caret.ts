// The server says what is wrong with an expression in lines: the sentence, the source, carets.

export interface ExpressionError {
  sentence: string;
  /** The line of source and the carets under it, where the server marked a place. */
  place?: { line: string; carets: string };
}

export function readExpressionError(detail: string): ExpressionError {
  const [sentence = "", line, carets] = detail.split("\n");
  if (line === undefined || carets === undefined || !/^\s*\^+\s*$/.test(carets)) {
    return { sentence: detail };
  }
  const margin = line.length - line.trimStart().length;
  return { sentence, place: { line: line.slice(margin), carets: carets.slice(margin).trimEnd() } };
}

/** The source with the marked word replaced by the one that the server suggests, if it does. */
export function corrected(
  source: string,
  error: ExpressionError,
): { word: string; source: string } | undefined {
  const word = error.sentence.match(/did you mean "?([^"?]+)"?\?/)?.[1];
  if (!word || error.place?.line !== source.trimStart()) return undefined;
  const letters = [...source];
  const start = error.place.carets.indexOf("^") + (source.length - source.trimStart().length);
  const width = error.place.carets.trimStart().length;
  return {
    word,
    source: [...letters.slice(0, start), word, ...letters.slice(start + width)].join(""),
  };
}
