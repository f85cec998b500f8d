"""Where the demo's alerts arrive: a webhook and a mailbox, both real servers on 127.0.0.1.

The mail server speaks as much SMTP as a submitting client needs. A library for it (aiosmtpd) serves the tests as
a second opinion; shipping it to every user for the sake of a demonstration is not worth a dependency.
"""

from __future__ import annotations

import json
import socketserver
import threading
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

HOST = "127.0.0.1"
_LONGEST_LINE = 1 << 20
_LARGEST_BODY = 4 << 20


@dataclass(frozen=True, slots=True)
class Delivery:
    """An alert that arrived.

    Attributes:
        channel: `webhook` or `mail`.
        title: its title or subject.
        text: its body as plain text.
    """

    channel: str
    title: str
    text: str


class Receivers:
    """A webhook and a mailbox, open while the block runs.

    Attributes:
        deliveries: what arrived, in order.
    """

    def __init__(self) -> None:
        self.deliveries: list[Delivery] = []
        self._webhook = _Webhook((HOST, 0), _WebhookHandler)
        self._mailbox = _Mailbox((HOST, 0), _MailHandler)
        self._webhook.receivers = self._mailbox.receivers = self
        self._threads = [
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
            for server in (self._webhook, self._mailbox)
        ]

    def __enter__(self) -> Self:
        """Open both."""
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close both."""
        for server, thread in zip((self._webhook, self._mailbox), self._threads, strict=True):
            server.shutdown()
            server.server_close()
            thread.join()

    @property
    def webhook_url(self) -> str:
        """Apprise's address of the webhook."""
        return f"json://{HOST}:{self._webhook.server_address[1]}/alerts"

    @property
    def mail_url(self) -> str:
        """Apprise's address of the mailbox."""
        port = self._mailbox.server_address[1]
        return f"mailto://{HOST}:{port}?from=narawatch@example.org&to=desk@example.org"

    def on(self, channel: str) -> list[Delivery]:
        """Give what arrived on one channel, in order."""
        return [delivery for delivery in self.deliveries if delivery.channel == channel]


class _Webhook(ThreadingHTTPServer):
    daemon_threads = True
    receivers: Receivers


class _WebhookHandler(BaseHTTPRequestHandler):
    server: _Webhook
    timeout = 10

    def do_POST(self) -> None:
        """Take a JSON object with `title` and `message`."""
        length = min(int(self.headers.get("Content-Length", 0)), _LARGEST_BODY)
        try:
            posted = json.loads(self.rfile.read(length))
            delivery = Delivery("webhook", str(posted["title"]), str(posted["message"]))
        except (ValueError, KeyError, TypeError):
            self.send_error(HTTPStatus.BAD_REQUEST)
            return
        self.server.receivers.deliveries.append(delivery)
        self.send_response(HTTPStatus.NO_CONTENT)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Print nothing; what arrived stands in `Receivers.deliveries`."""


class _Mailbox(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    receivers: Receivers


class _MailHandler(socketserver.StreamRequestHandler):
    """One SMTP session (RFC 5321): greets, takes envelopes without question, keeps the messages."""

    server: _Mailbox
    timeout = 10

    def handle(self) -> None:
        """Talk until the client quits or hangs up."""
        self._say("220 narawatch demo mailbox")
        while line := self.rfile.readline(_LONGEST_LINE):
            verb = line.decode("ascii", "replace").strip().upper().partition(" ")[0]
            if verb == "QUIT":
                self._say("221 goodbye")
                return
            if verb == "DATA":
                self._say("354 go on, end with a dot")
                self._keep(self._read_message())
                self._say("250 kept")
            elif verb in {"HELO", "EHLO", "MAIL", "RCPT", "RSET", "NOOP"}:
                self._say("250 fine")
            else:
                self._say("502 not here")

    def _read_message(self) -> bytes:
        lines = []
        while (line := self.rfile.readline(_LONGEST_LINE)) not in (b".\r\n", b".\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return b"".join(lines)

    def _keep(self, data: bytes) -> None:
        message = message_from_bytes(data, policy=policy.default)
        if isinstance(message, EmailMessage):
            part = message.get_body(preferencelist=("plain", "html"))
            text = part.get_content() if part is not None else ""
            delivery = Delivery("mail", str(message["subject"]), text.strip())
            self.server.receivers.deliveries.append(delivery)

    def _say(self, line: str) -> None:
        self.wfile.write(line.encode("ascii") + b"\r\n")
