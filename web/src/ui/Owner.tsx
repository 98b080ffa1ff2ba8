import { initials, shortEmail } from "~/lib/format";
import classes from "./Owner.module.css";

/** The teammate who looks after an account. */
export function Owner({ email }: { email: string | null | undefined }) {
  if (!email) return <span className="quiet">Nobody</span>;
  return (
    <span className={classes.owner} title={email}>
      <span className={classes.face} aria-hidden="true">
        {initials(shortEmail(email))}
      </span>
      <span className="clip">{shortEmail(email)}</span>
    </span>
  );
}
