"""A mail server of a test: takes mail on a port of 127.0.0.1, and prints each as one line of JSON.

    python3 server.py PORT [--certificate PEM --key PEM [--at-once]] [--user NAME --password WORDS]

With a certificate it offers STARTTLS, or speaks TLS at once. With a user nobody else may send; who tries to sign in is a line
of its own. An address that begins with "refused" doesn't exist here; at one that begins with "later" nobody is at home. PORT 0
is any free one; the first line of output is the port. Ends when its standard input does.
"""
import argparse
import asyncio
import email
import json
import logging
import ssl
import sys
import warnings

from aiosmtpd.smtp import SMTP, AuthResult


def tell(what):
    print(json.dumps(what), flush=True)


def is_protected(server):
    return server.transport.get_extra_info("ssl_object") is not None


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
        told["protected"] = is_protected(server)
        tell(told)
        return "250 taken"


def gate(asked):
    """Who may sign in."""

    def looks(server, session, envelope, mechanism, said):
        is_right = (said.login.decode(), said.password.decode()) == (asked.user, asked.password)
        tell({"signs_in": said.login.decode(), "right": is_right, "protected": is_protected(server)})
        return AuthResult(success=is_right, handled=False)

    return looks


def settings(asked):
    told = {"hostname": "mail.test"}
    if asked.user:
        # Over an open connection too: what isn't to be said there must not be said by whoever sends.
        told |= {"authenticator": gate(asked), "auth_required": True, "auth_require_tls": False}
    return told


async def main(asked):
    loop = asyncio.get_running_loop()
    told, at_once = settings(asked), None
    if asked.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(asked.certificate, asked.key)
        if asked.at_once:
            at_once = context
        else:
            told |= {"tls_context": context, "require_starttls": True}
    server = await loop.create_server(lambda: SMTP(Post(), **told), "127.0.0.1", asked.port, ssl=at_once)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


# What it warns of is what the tests are about: who signs in over an open connection.
warnings.simplefilter("ignore")
logging.disable(logging.WARNING)
parser = argparse.ArgumentParser()
parser.add_argument("port", type=int)
parser.add_argument("--at-once", action="store_true")
for name in ["certificate", "key", "user", "password"]:
    parser.add_argument(f"--{name}")
asyncio.run(main(parser.parse_args()))
