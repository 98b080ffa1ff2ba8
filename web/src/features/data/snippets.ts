// How to send the first event, for the server that this page came from.

export interface Snippet {
  key: string;
  name: string;
  code: string;
}

export function snippets(origin: string): Snippet[] {
  return [
    {
      key: "curl",
      name: "curl",
      code: `curl ${origin}/v1/track \\
  -u WRITE_KEY: \\
  -H 'content-type: application/json' \\
  -d '{
    "userId": "ana@acme.com",
    "event": "Report viewed",
    "context": { "groupId": "acme" }
  }'`,
    },
    {
      key: "node",
      name: "Node",
      code: `// npm install @segment/analytics-node
import { Analytics } from "@segment/analytics-node";

const analytics = new Analytics({
  writeKey: "WRITE_KEY",
  host: "${origin}",
});

analytics.group({ userId: "ana@acme.com", groupId: "acme", traits: { name: "Acme" } });
analytics.track({
  userId: "ana@acme.com",
  event: "Report viewed",
  context: { groupId: "acme" },
});
await analytics.closeAndFlush();`,
    },
    {
      key: "python",
      name: "Python",
      code: `# pip install segment-analytics-python
import segment.analytics as analytics

analytics.write_key = "WRITE_KEY"
analytics.host = "${origin}"

analytics.group("ana@acme.com", "acme", {"name": "Acme"})
analytics.track("ana@acme.com", "Report viewed", context={"groupId": "acme"})
analytics.shutdown()`,
    },
  ];
}
