import { Button } from "@mantine/core";
import { IconMapOff } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { Empty, Failed } from "~/ui/States";

/** Stands for a page that broke. */
export function PageFailed({ error, reset }: { error: unknown; reset?: () => void }) {
  return <Failed error={error} retry={reset ?? (() => window.location.reload())} />;
}

/** Stands for a page that doesn't exist. */
export function PageMissing() {
  return (
    <Empty
      icon={<IconMapOff size={20} stroke={1.6} />}
      title="There is no such page"
      action={
        <Button component={Link} to="/" variant="default" size="xs">
          Go home
        </Button>
      }
    >
      The address may be mistyped, or what it named is gone.
    </Empty>
  );
}
