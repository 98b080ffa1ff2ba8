import { IconAdjustmentsOff, IconUsersMinus } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { sentenceOf } from "~/api/problem";
import { Card } from "~/ui/Card";
import { Empty } from "~/ui/States";

/** The terms can't be worked with: the server says why. */
export function Refused({ error }: { error: unknown }) {
  return (
    <div role="alert">
      <Card>
        <Empty
          icon={<IconAdjustmentsOff size={20} stroke={1.6} />}
          title="There is no value on these terms"
        >
          {sentenceOf(error)}
        </Empty>
      </Card>
    </div>
  );
}

/** Says what would be here, and how to get it. */
export function NoCustomers() {
  return (
    <Card title="What a customer is worth">
      <Empty
        icon={<IconUsersMinus size={20} stroke={1.6} />}
        title="Nobody has been a customer yet"
      >
        How long customers stay, and what they are worth over that time, is told here once there are
        subscriptions with a price.{" "}
        <Link to="/data" className="link">
          Import subscriptions
        </Link>
        . The simulator below needs none.
      </Empty>
    </Card>
  );
}
