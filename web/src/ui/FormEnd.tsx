import { Button, type ButtonProps } from "@mantine/core";
import classes from "./FormEnd.module.css";

/** The end of a small form: what was refused and stands at no field, and the two ways out. */
export function FormEnd({
  refused,
  close,
  submit,
  saving,
  size = "compact-sm",
}: {
  refused: string | undefined;
  close: () => void;
  /** What the form does. */
  submit: string;
  saving: boolean;
  size?: ButtonProps["size"];
}) {
  return (
    <>
      {refused && (
        <p role="alert" className={classes.refused}>
          {refused}
        </p>
      )}
      <div className={classes.buttons}>
        <Button size={size} variant="default" onClick={close}>
          Cancel
        </Button>
        <Button size={size} type="submit" loading={saving}>
          {submit}
        </Button>
      </div>
    </>
  );
}
