"""A mail server of a test: takes mail on a port of 127.0.0.1, and prints each as one line of JSON.

    python3 server.py PORT

An address that begins with "refused" doesn't exist here; at one that begins with "later" nobody is at home. PORT 0 is any free
one; the first line of output is the port. Ends when its standard input does.
"""
import asyncio
import email
import json
import sys

from aiosmtpd.smtp import SMTP


class Post:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refused"):
            return "550 5.1.1 no such mailbox"
        if address.startswith("later"):
            return "451 4.3.0 not now"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content)
        text = message.get_payload(decode=True).decode(message.get_content_charset() or "utf-8")
        names = ["From", "To", "Subject", "Message-ID", "Auto-Submitted", "Content-Type"]
        told = {name: message[name] for name in names}
        told["text"], told["to"] = text.replace("\r\n", "\n"), envelope.rcpt_tos
        print(json.dumps(told), flush=True)
        return "250 taken"


async def main(port):
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Post(), hostname="mail.test"), "127.0.0.1", port)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(main(int(sys.argv[1])))
