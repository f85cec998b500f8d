"""The demo press by itself: what it prints, how it conducts itself, that it is what its data says."""

from __future__ import annotations

import gzip
import smtplib
import socket
import struct
import time
from collections import Counter
from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest
from apprise import Apprise, NotifyFormat

from extractors.yamlfile import YamlError
from flows.demo.misconduct import BROCHURE, INWARD
from flows.demo.newsroom import CONDUCTS, load_press
from flows.demo.press import Press
from flows.demo.receivers import Receivers
from flows.demo.render import render_story
from flows.sourcefile import load_sources

OUTLETS = load_press()
STORIES = [(outlet, story) for outlet in OUTLETS for story in outlet.stories]


@pytest.fixture
def press():
    with Press() as opened:
        yield opened


def get(url: str, **headers: str) -> httpx.Response:
    return httpx.get(url, headers=headers, trust_env=False, timeout=5)


def test_the_press_is_as_wide_as_it_should_be() -> None:
    """Outlets, pages, languages, formats, encodings, ways to fail."""
    languages = Counter(outlet.language for outlet, _ in STORIES)
    assert len(STORIES) >= 40
    assert min(languages[tag] for tag in ("en", "ja", "ko")) >= 10
    assert {outlet.listing for outlet in OUTLETS} == {
        "rss", "rdf", "atom", "json-feed", "news-sitemap", "sitemap-index", "html-index", "gdelt",
    }  # fmt: skip
    encodings = {outlet.encoding for outlet in OUTLETS}
    assert encodings == {"utf-8", "euc-kr", "shift_jis", "euc-jp", "iso-2022-jp"}
    for encoding in ("utf-8", "euc-kr", "shift_jis"):
        places = {story.charset_in for outlet, story in STORIES if outlet.encoding == encoding}
        assert "nowhere" in places
        assert "meta" in places
    assert {outlet.conduct for outlet in OUTLETS} == set(CONDUCTS)


def test_five_sites_carry_one_story() -> None:
    copies = [story for _, story in STORIES if story.copy_of == "hanbada/cptpp-application"]
    assert len(copies) == 4
    assert all(
        "가입 신청서를 기탁국인 뉴질랜드에 공식 제출했다" in copy.first.text for copy in copies
    )
    assert len({copy.first.title for copy in copies}) == 4


@pytest.mark.parametrize(
    ("outlet", "story"),
    [pair for pair in STORIES if not pair[1].is_garbled],
    ids=lambda value: value.id,
)
def test_every_page_can_be_written_in_its_encoding(outlet, story) -> None:
    """No character had to become a numeric reference."""
    for edition in (1, 2):
        body = render_story(outlet, story, edition, "http://127.0.0.1:1").body
        assert "&#" not in body.decode(outlet.encoding).replace("&#x27;", "'")


def test_paths_and_ids_are_unique() -> None:
    for outlet in OUTLETS:
        assert len({story.path for story in outlet.stories}) == len(outlet.stories)
        assert len({story.id for story in outlet.stories}) == len(outlet.stories)


def test_pages_come_with_validators_that_hold(press) -> None:
    url = press.url("yakumo", "lee-approval")
    first = get(url)
    again = get(url, **{"If-None-Match": first.headers["etag"]})
    assert first.headers["content-type"] == "text/html; charset=shift_jis"
    assert "支持率は５４％" in first.content.decode("shift_jis")
    assert (again.status_code, again.content) == (304, b"")


def test_the_second_edition_edits_in_silence(press) -> None:
    """The words and the ETag change, the dates and the listing do not."""
    url, feed = press.url("yakumo", "lee-approval"), press.base("yakumo") + "/index.rdf"
    before, listed = get(url), get(feed)
    press.edition = 2
    assert get(feed, **{"If-None-Match": listed.headers["etag"]}).status_code == 304
    after = get(url, **{"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert "支持率は５７％" in after.content.decode("shift_jis")
    assert after.headers["last-modified"] == before.headers["last-modified"]


def test_the_second_edition_brings_the_updates(press) -> None:
    feed = press.base("hanbada") + "/rss/politics.xml"
    assert "(종합)" not in get(feed).text
    press.edition = 2
    assert "(종합)" in get(feed).text
    assert "(LEAD)" in get(press.base("harbour") + "/feeds/asia.atom").text


def test_failing_sources_fail_each_in_its_way(press) -> None:
    assert get(press.base("brickkiln") + "/rss").status_code == 500
    assert get(press.base("glossy") + "/feed").content == BROCHURE
    assert "Disallow: /" in get(press.base("walled") + "/robots.txt").text
    busy = get(press.base("tollgate") + "/rss")
    assert (busy.status_code, busy.headers["retry-after"]) == (429, "3600")
    assert get(press.base("roundabout") + "/rss").headers["location"] == "/rss"
    assert get(press.base("backdoor") + "/rss").headers["location"] == INWARD
    assert len(get(press.base("pungseon") + "/rss/all.xml").content) == 100_000_000
    with httpx.stream("GET", press.base("yabure") + "/rss.xml", trust_env=False) as torn:
        received = b"".join(torn.iter_raw())
    with pytest.raises(EOFError):
        gzip.decompress(received)
    with httpx.stream("GET", press.base("dripstone") + "/rss", trust_env=False) as dripping:
        assert next(dripping.iter_raw()) == b"<"
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(press.base("slowboat") + "/rss", timeout=0.3, trust_env=False)


def test_visitors_who_leave_early_leave_no_trace(press, capfd) -> None:
    for outlet, path in (("dripstone", "/rss"), ("yakumo", "/index.rdf")):
        port = int(press.base(outlet).rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=5) as visitor:
            visitor.sendall(f"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
            assert visitor.recv(1)
            visitor.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    time.sleep(0.5)
    assert "Traceback" not in capfd.readouterr().err


def test_the_sources_file_is_one(press, tmp_path) -> None:
    file = tmp_path / "sources.yaml"
    press.write_sources(file)
    sources = load_sources(file)
    assert [source.id for source in sources] == [outlet.id for outlet in OUTLETS]
    open_ones = {outlet.id for outlet in OUTLETS if outlet.conduct == "open"}
    assert {get(source.url).status_code for source in sources if source.id in open_ones} == {200}


def test_a_faulty_outlet_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "id: a\nname: A\nlanguage: en\nlisting: fax\nlisting_path: /\n"
    )
    with pytest.raises(YamlError, match=r"a\.yaml:4: .*fax"):
        load_press(tmp_path)


def test_a_copy_of_nothing_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "id: a\nname: A\nlanguage: en\nlisting: rss\nlisting_path: /\nstories:\n"
        "  - id: s\n    path: /s\n    published: 2026-11-19T00:00:00Z\n    copy_of: b/s\n"
    )
    with pytest.raises(YamlError, match="no story 'b/s'"):
        load_press(tmp_path)


def test_alerts_arrive_at_webhook_and_mailbox() -> None:
    """Through Apprise, as the real ones do."""
    with Receivers() as receivers:
        sender = Apprise()
        assert sender.add([receivers.webhook_url, receivers.mail_url])
        assert sender.notify(
            title="변경 감지", body="가입 신청\n.끝", body_format=NotifyFormat.TEXT
        )
    assert sorted((d.channel, d.title) for d in receivers.deliveries) == [
        ("mail", "변경 감지"),
        ("webhook", "변경 감지"),
    ]
    assert all("가입 신청" in delivery.text for delivery in receivers.deliveries)


def test_the_mailbox_takes_lines_that_begin_with_a_dot() -> None:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = "s", "a@example.org", "b@example.org"
    message.set_content(".first\n..second\n")
    with Receivers() as receivers:
        port = int(receivers.mail_url.split("?")[0].rsplit(":", 1)[1])
        with smtplib.SMTP("127.0.0.1", port, timeout=5) as client:
            client.send_message(message)
    assert receivers.on("mail")[0].text.split() == [".first", "..second"]


def test_the_webhook_refuses_what_is_no_alert() -> None:
    with Receivers() as receivers:
        url = receivers.webhook_url.replace("json://", "http://")
        assert httpx.post(url, content=b"{", trust_env=False).status_code == 400
    assert receivers.deliveries == []
