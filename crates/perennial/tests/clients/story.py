"""Tells a short story through Segment's own Python client."""

import os
import sys

from segment.analytics.client import Client

failures = []
client = Client(
    os.environ["SEGMENT_KEY"],
    host=os.environ["SEGMENT_HOST"],
    gzip=True,
    on_error=lambda error, batch: failures.append(error),
)
client.track(anonymous_id="browser-1", event="report_created", properties={"value": 3})
client.track(user_id="ann", event="report_shared")
client.page(user_id="ann", name="Home")
client.screen(user_id="ann", name="Billing")
client.identify(user_id="ann", anonymous_id="browser-1", traits={"email": "ann@acme.test", "name": "Ann"})
client.group(user_id="ann", group_id="acme", traits={"name": "Acme Ltd"})
client.flush()
client.join()
sys.exit(f"{failures}" if failures else 0)
