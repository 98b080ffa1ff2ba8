import { Button } from "@mantine/core";
import { IconPlant } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { Card } from "~/ui/Card";
import { Empty } from "~/ui/States";

/** What a company sees before its first account. */
export function Welcome() {
  return (
    <Card>
      <Empty
        icon={<IconPlant size={20} stroke={1.6} />}
        title="Bring in your first customers"
        action={
          <Button component={Link} to="/data" size="xs">
            Connect data
          </Button>
        }
      >
        Import a file of accounts, or send events from your product. This page then shows whom to
        call, how your accounts are doing and which renewals are near.
      </Empty>
    </Card>
  );
}
