"""Alerts arrive at real receivers on loopback, and failures say what happened without secrets."""

from __future__ import annotations

import email
import email.policy
import socket
from datetime import UTC, date, datetime

import pytest
from aiosmtpd.controller import Controller
from werkzeug import Response

from flows.alerts import Alert, ArticleSide, BaselineSide
from flows.errors import DeliveryError, UserError
from flows.notify import has_arrived, open_channel, send_alert, send_notice
from warehouse.judging.model import FindingKind

ALERT = Alert(
    kind=FindingKind.CONTRADICTION,
    baseline=BaselineSide(
        "summit.place", "首脳会談は奈良市で開かれた。", "Nara", date(2026, 1, 13)
    ),
    article=ArticleSide(
        "会談は京都で行われた。",
        "Kyoto",
        "ある新聞",
        "会談",
        "https://a.example/1",
        datetime(2026, 2, 1, tzinfo=UTC),
    ),
    finding="77",
)


class Inbox:
    """Keeps what an SMTP client hands over."""

    def __init__(self):
        self.messages = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        self.messages.append(
            email.message_from_bytes(envelope.content, policy=email.policy.default)
        )
        return "250 OK"


@pytest.fixture
def inbox():
    box = Inbox()
    with socket.create_server(("127.0.0.1", 0)) as probe:
        box.port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    yield box
    controller.stop()


def test_a_webhook_gets_title_and_text(httpserver) -> None:
    got = []
    httpserver.expect_request("/hook", method="POST").respond_with_handler(
        lambda request: got.append(request.json) or Response("ok")
    )
    body = send_alert(open_channel(f"json://127.0.0.1:{httpserver.port}/hook"), ALERT)
    assert got[0]["title"] == "CONTRADICTION: summit.place – Kyoto; baseline: Nara"
    assert got[0]["message"].strip() == body.strip()
    assert "会談は京都で行われた。" in got[0]["message"]


def test_a_mail_is_html_with_both_sides(inbox) -> None:
    url = f"mailto://127.0.0.1:{inbox.port}/?from=watch@example.org&to=desk@example.org"
    send_alert(open_channel(url), ALERT)
    [message] = inbox.messages
    assert message["subject"].startswith("CONTRADICTION: summit.place")
    page = message.get_body(("html",)).get_content()
    assert "首脳会談は奈良市で開かれた。" in page
    assert '<a href="https://a.example/1">' in page


def test_a_refusal_is_an_error_that_hides_the_password(httpserver) -> None:
    httpserver.expect_request("/hook").respond_with_data("no", status=500)
    channel = open_channel(f"json://user:geheim@127.0.0.1:{httpserver.port}/hook")
    with pytest.raises(DeliveryError) as caught:
        send_notice(channel, "t", "x")
    assert "500" in str(caught.value)
    assert "geheim" not in str(caught.value) + channel.target + channel.shown + repr(channel)


def test_nobody_listening_is_an_error() -> None:
    with pytest.raises(DeliveryError):
        send_notice(open_channel("json://127.0.0.1:9/x"), "t", "x")


def test_an_unknown_service_is_the_users_to_mend() -> None:
    with pytest.raises(UserError, match="nosuch://"):
        open_channel("nosuch://user:geheim@host")


def test_two_addresses_have_two_names() -> None:
    names = {open_channel(f"json://127.0.0.1/{path}").target for path in "ab"}
    assert len(names) == 2


@pytest.mark.parametrize(
    ("result", "arrived"),
    [
        (True, True),
        (False, False),
        (None, False),
        ([True, True], True),
        ([True, False], False),
        ([], False),
        (1, True),
    ],
)
def test_every_form_of_answer_is_read(result, arrived) -> None:
    assert has_arrived(result) is arrived
