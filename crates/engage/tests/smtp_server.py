"""A real SMTP server for tests: prints its port, then each e-mail it took as a line of JSON.

It ends when its standard input ends, so it never outlives the test that started it.
Recipients steer it: `full@…` is refused for now (452), `nobody@…` for good (550).
"""

import argparse
import asyncio
import json
import ssl
import sys

try:
    from aiosmtpd.smtp import SMTP, AuthResult
except ImportError:
    sys.exit(3)


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("full@"):
            return "452 4.2.2 the mailbox is full"
        if address.startswith("nobody@"):
            return "550 5.1.1 there is no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server, session, envelope):
        encrypted = server.transport.get_extra_info("sslcontext") is not None
        line = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "encrypted": encrypted,
            "login": session.auth_data,
            "message": envelope.content.decode(),
        }
        print(json.dumps(line), flush=True)
        return "250 taken"


def authenticator(expected):
    def check(server, session, envelope, mechanism, data):
        login = f"{data.login.decode()}:{data.password.decode()}"
        if login == expected:
            return AuthResult(success=True, auth_data=data.login.decode())
        return AuthResult(success=False, handled=False)

    return check


async def main():
    args = argparse.ArgumentParser()
    args.add_argument("--security", choices=["none", "starttls", "tls"], default="none")
    args.add_argument("--cert")
    args.add_argument("--key")
    args.add_argument("--login")
    args = args.parse_args()

    context = None
    if args.security != "none":
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(args.cert, args.key)

    options = {}
    if args.security == "starttls":
        options.update(tls_context=context, require_starttls=True)
    if args.login:
        options.update(
            authenticator=authenticator(args.login),
            auth_required=True,
            auth_require_tls=args.security == "starttls",
        )
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(Handler(), **options),
        "127.0.0.1",
        0,
        ssl=context if args.security == "tls" else None,
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


asyncio.run(main())
