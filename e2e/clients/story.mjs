// Tells a short story through Segment's own Node client.
import { Analytics } from "@segment/analytics-node";

const analytics = new Analytics({ writeKey: process.env.SEGMENT_KEY, host: process.env.SEGMENT_HOST });
const failures = [];
analytics.on("error", (error) => failures.push(error));
analytics.track({ anonymousId: "browser-1", event: "report_created", properties: { value: 3 } });
analytics.track({ userId: "ann", event: "report_shared" });
analytics.page({ userId: "ann", name: "Home" });
analytics.screen({ userId: "ann", name: "Billing" });
analytics.identify({
  userId: "ann",
  anonymousId: "browser-1",
  traits: { email: "ann@acme.test", name: "Ann" },
});
analytics.group({ userId: "ann", groupId: "acme", traits: { name: "Acme Ltd" } });
await analytics.closeAndFlush();
if (failures.length > 0) {
  console.error(failures);
  process.exit(1);
}
