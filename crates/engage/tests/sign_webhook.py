"""Signs a webhook with Python's own hmac, so that a test can hold ours against it.

Reads {secret, id, timestamp, body} as JSON, prints the value of webhook-signature.
"""

import base64
import hashlib
import hmac
import json
import sys

message = json.load(sys.stdin)
key = base64.b64decode(message["secret"].removeprefix("whsec_"))
content = f"{message['id']}.{message['timestamp']}.{message['body']}".encode()
digest = hmac.new(key, content, hashlib.sha256).digest()
print("v1," + base64.b64encode(digest).decode())
