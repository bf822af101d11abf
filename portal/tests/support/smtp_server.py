"""A mail server for the tests of the outbox, with moods.

    smtp_server.py LEDGER

Prints `listening on PORT` when it is ready. Each mail that it takes becomes a
line of JSON in the file LEDGER before the client hears of it, so that a client
that dies in between is found out. Ends when its standard input does, so that
it never outlives the test that started it.

The recipient's local part says how it is treated: after `bounce` it is refused
for good, after `later` twice and then taken, after `never` always put off,
after `hang` never answered; `relay` is answered as by a server that wants
another sign-in, `spam` when the whole mail is there.
"""

import asyncio
import email
import email.policy
import json
import random
import re
import socket
import sys
from collections import Counter

from aiosmtpd.controller import Controller


class Post:
    """Keeps what arrives."""

    def __init__(self, ledger):
        self.ledger = open(ledger, "a", encoding="utf-8")
        self.asked = Counter()

    async def handle_RCPT(self, server, session, envelope, address, options):
        mood = re.match("[a-z]*", address).group()
        self.asked[address] += 1
        if mood == "bounce":
            return f"550 5.1.1 <{address}>: no such user"
        if mood == "relay":
            return "530 5.7.0 sign in first"
        if mood == "never" or (mood == "later" and self.asked[address] <= 2):
            return f"451 4.2.0 <{address}>: come back later"
        if mood == "hang":
            await asyncio.sleep(3600)
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        if envelope.rcpt_tos[0].startswith("spam"):
            return "554 5.7.1 the text looks like spam"
        message = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
        text = message.get_body(("plain",)).get_content()
        found = re.search(r"/reset/(\w+)", text)
        entry = {
            "id": message["Message-ID"],
            "to": envelope.rcpt_tos[0],
            "link": found.group(1) if found else None,
        }
        self.ledger.write(json.dumps(entry) + "\n")
        self.ledger.flush()
        # It takes a moment, in which a client can die.
        await asyncio.sleep(random.random() / 20)
        return "250 2.0.0 taken as " + entry["id"]


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def main():
    port = free_port()
    server = Controller(Post(sys.argv[1]), hostname="127.0.0.1", port=port)
    server.start()
    print(f"listening on {port}", flush=True)
    sys.stdin.read()
    server.stop()


main()
