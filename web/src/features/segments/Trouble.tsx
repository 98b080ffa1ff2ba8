import { Problem, sentenceOf } from "~/api/problem";
import classes from "./Form.module.css";

/** Why something was not saved, with each part that is wrong. */
export function Trouble({ error }: { error: unknown }) {
  if (!error) return null;
  const parts = error instanceof Problem ? error.errors : [];
  const told = sentenceOf(error);
  const more = parts.map(({ detail }) => detail.split("\n")[0] ?? "").filter(Boolean);
  const further = more.length > 1 ? more : more.filter((one) => one.includes("did you mean"));
  return (
    <div className={classes.trouble} role="alert">
      {told}
      {further.length > 0 && (
        <ul>
          {further.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
