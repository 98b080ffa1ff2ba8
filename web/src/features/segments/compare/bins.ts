/** What the bins between edges are called: `0 – 10`; whole numbers one by one are called by name. */
export function binNames(edges: number[], show: (value: number) => string): string[] {
  const single = edges.every((edge, at) => at === 0 || edge - (edges[at - 1] ?? 0) === 1);
  const whole = edges.every(Number.isInteger);
  return edges.slice(0, -1).map((edge, at) => {
    if (single && whole) return show(edge);
    return `${show(edge)} – ${show(edges[at + 1] ?? edge)}`;
  });
}
