"""A mail server for the tests: it takes mail only after STARTTLS, and keeps it.

    smtp_server.py CERTIFICATE KEY FOLDER

Prints `listening on PORT` when it is ready. Each mail becomes a file in the
Maildir FOLDER, unchanged but for its line ends, and its envelope a JSON file
of the same name in FOLDER/envelopes. It has no mailbox unknown@ANY.DOMAIN. Ends when its standard input does, so
that it never outlives the test that started it.
"""

import json
import mailbox
import pathlib
import socket
import ssl
import sys

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


class Post:
    """Keeps what arrives."""

    def __init__(self, folder):
        self.maildir = mailbox.Maildir(folder, create=True)
        self.envelopes = folder / "envelopes"
        self.envelopes.mkdir(exist_ok=True)

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("unknown@"):
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        key = self.maildir.add(envelope.original_content)
        description = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "tls": session.ssl["cipher"][1] if session.ssl else None,
        }
        # A reader waits for the envelope, so it appears last and at once.
        path = self.envelopes / key
        path.with_name("." + key).write_text(json.dumps(description))
        path.with_name("." + key).rename(path.with_name(key + ".json"))
        return "250 OK"


class Server(Controller):
    """Speaks STARTTLS and refuses mail before it."""

    def __init__(self, post, context, port):
        super().__init__(post, hostname="127.0.0.1", port=port)
        self.context = context

    def factory(self):
        return SMTP(
            self.handler,
            hostname="localhost",
            tls_context=self.context,
            require_starttls=True,
        )


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def main():
    certificate, key, folder = sys.argv[1:]
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    port = free_port()
    server = Server(Post(pathlib.Path(folder)), context, port)
    server.start()
    print(f"listening on {port}", flush=True)
    sys.stdin.read()
    server.stop()


main()
