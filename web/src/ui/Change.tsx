import { formatSigned } from "~/lib/format";

/** A change with its arrow. Its colour says good or bad, its arrow which way. */
export function Change({
  value,
  format = formatSigned,
  good = "higher",
  title,
}: {
  value: number | null | undefined;
  format?: (value: number) => string;
  good?: "higher" | "lower" | "neither";
  title?: string;
}) {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return <span className="quiet">–</span>;
  }
  const text = format(value).replace(/^[+\-\u2212]/, "");
  const flat = /^[^1-9]*$/.test(text);
  const better = good === "higher" ? value > 0 : value < 0;
  const tone = flat || good === "neither" ? "--pn-text-3" : better ? "--pn-good" : "--pn-bad";
  return (
    <span className="num" style={{ color: `var(${tone})`, whiteSpace: "nowrap" }} title={title}>
      {!flat && (
        <>
          <span aria-hidden="true">{value > 0 ? "↑ " : "↓ "}</span>
          <span className="visually-hidden">{value > 0 ? "up " : "down "}</span>
        </>
      )}
      {text}
    </span>
  );
}
