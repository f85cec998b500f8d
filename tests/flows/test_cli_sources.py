"""`narawatch sources` from the command line."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from flows.cli import commands
from flows.errors import InputError

FEED = (
    "<rss version='2.0'><channel><title>T</title><item><title>일본 총리가 서울을 방문했다</title>"
    "<link>https://paper.example/1</link><pubDate>Fri, 20 Nov 2026 09:00:00 +0900</pubDate></item>"
    "</channel></rss>"
)
PAGE = "<html><head><title>신문</title><link rel=alternate type=application/rss+xml href=/all></head></html>"


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = {
            "/": PAGE,
            "/all": FEED,
            "/links": "<html><body>"
            + "".join(f"<a href='view.do?seq={n}'>공지 {n}</a>" for n in (1, 2)),
            "/empty": FEED.split("<item>", maxsplit=1)[0] + "</channel></rss>",
        }.get(self.path)
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html" if self.path == "/" else "application/rss+xml")
        self.end_headers()
        self.wfile.write((body or "").encode())

    def log_message(self, *_words: object) -> None:
        """Keep quiet."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    monkeypatch.setenv("NARAWATCH_HOME", str(tmp_path / "home"))

    def call(*words: str) -> Result:
        return CliRunner().invoke(commands, ["sources", *words])

    return call


def allow(site: str, tmp_path: Path) -> None:
    (tmp_path / "narawatch.yaml").write_text(
        f"http:\n  allow_hosts: ['{site}']\n  host_spacing: 0\n"
    )


def test_list_shows_what_is_on(shell) -> None:
    result = shell("list", "--language", "ja", "--json")
    rows = json.loads(result.stdout)
    assert {row["language"] for row in rows} == {"ja"}
    assert all(row["is_enabled"] for row in rows)
    everything = json.loads(shell("list", "--all", "--json").stdout)
    assert len(everything) > len(json.loads(shell("list", "--json").stdout))
    assert "yonhap-ja-relations" in shell("list").stdout


def test_add_finds_the_feed_behind_a_site(shell, site: str, tmp_path: Path) -> None:
    allow(site, tmp_path)
    result = shell("add", f"http://{site}/", "--id", "paper", "--country", "KR")
    assert result.exit_code == 0, result.output
    assert f"found http://{site}/all with 1 entry" in result.stdout
    [row] = [row for row in json.loads(shell("list", "--json").stdout) if row["id"] == "paper"]
    assert (row["language"], row["outlet"], row["country"]) == ("ko", "신문", "KR")
    probe = shell("test", "paper")
    assert probe.exit_code == 0
    assert "1 entries, 1 with a date" in probe.stdout
    assert "newest: 2026-11-20 00:00 UTC" in probe.stdout


def test_a_private_address_is_refused_with_the_setting_that_allows_it(shell, site: str) -> None:
    result = shell("add", f"http://{site}/all")
    assert result.exit_code == 1
    assert "does not lead to a public address" in result.stderr
    assert "http.allow_hosts" in result.stderr


def test_a_source_is_not_added_twice(shell, site: str, tmp_path: Path) -> None:
    allow(site, tmp_path)
    assert shell("add", f"http://{site}/").exit_code == 0
    again = shell("add", f"http://{site}/all")
    assert again.exit_code == 2
    assert "is there already: 127 (on)" in again.stderr
    shell("disable", "127")
    assert "sources enable 127" in shell("add", f"http://{site}/all").stderr


def test_an_address_without_a_scheme_is_asked_by_https(shell, monkeypatch) -> None:
    asked = []

    async def find(_fetcher, url: str):
        asked.append(url)
        raise InputError("no feed")

    monkeypatch.setattr("flows.cli.sources.find_feed", find)
    assert shell("add", "www.paper.example").exit_code != 0
    assert asked == ["https://www.paper.example"]


def test_a_page_of_links_is_added_with_a_pattern(shell, site: str, tmp_path: Path) -> None:
    allow(site, tmp_path)
    page, links = f"http://{site}/links", r"view\.do\?seq="
    result = shell("add", page, "--pattern", links, "--id", "board", "--language", "ko")
    assert result.exit_code == 0, result.output
    assert "with 2 entries" in result.stdout
    [row] = [row for row in json.loads(shell("list", "--json").stdout) if row["id"] == "board"]
    assert (row["kind"], row["link_pattern"]) == ("html-index", links)
    assert "2 entries" in shell("test", "board").stdout
    assert "matches 'xyz'" in shell("add", page, "--pattern", "xyz").stderr
    assert "no regular expression" in shell("add", page, "--pattern", "(").stderr


def test_a_site_without_a_feed_is_an_error(shell, site: str, tmp_path: Path) -> None:
    allow(site, tmp_path)
    result = shell("add", f"http://{site}/nowhere")
    assert result.exit_code in (1, 2)
    assert not (tmp_path / "home/sources.yaml").exists()


def test_an_empty_source_fails_its_test(shell, site: str, tmp_path: Path) -> None:
    allow(site, tmp_path)
    rows = (
        f"extends: shipped\nsources:\n  - {{id: bare, url: 'http://{site}/empty', language: ko}}\n"
    )
    (tmp_path / "home").mkdir()
    (tmp_path / "home/sources.yaml").write_text(rows)
    assert shell("test", "bare").exit_code == 1


def test_templates(shell) -> None:
    result = shell("add", "--template", "google-news-ko", "--query", "한일 정상회담")
    assert result.exit_code == 0, result.output
    assert "added google-news-ko-1" in result.stdout
    assert (
        "added google-news-ko-2"
        in shell("add", "--template", "google-news-ko", "--query", "독도").stdout
    )
    assert shell("add", "--template", "nope", "--query", "x").exit_code == 2
    assert shell("add", "--template", "gdelt").exit_code == 2
    assert shell("add").exit_code == 2


def test_a_file_that_cannot_be_written_is_one_line(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").touch()
    for words in (("sources", "export"), ("archive", "export")):
        result = CliRunner().invoke(commands, [*words, str(tmp_path / "file" / "a.gz")])
        assert result.exit_code == 1
        assert result.stderr.count("\n") == 1
        assert result.stderr.startswith("narawatch: ")


def test_switching(shell) -> None:
    def is_on(identity: str) -> bool:
        rows = json.loads(shell("list", "--all", "--json").stdout)
        return next(row["is_enabled"] for row in rows if row["id"] == identity)

    assert shell("disable", "nhk").exit_code == 0
    assert not is_on("nhk")
    assert shell("enable", "nhk").exit_code == 0
    assert is_on("nhk")
    assert shell("disable", "nowhere").exit_code == 2
    assert shell("test", "nowhere").exit_code == 2


def test_opml_out_and_in(shell, tmp_path: Path) -> None:
    shell("add", "--template", "gdelt", "--query", "한일", "--language", "ko", "--id", "mine")
    assert "wrote" in shell("export", str(tmp_path / "all.opml")).stdout
    (tmp_path / "home/sources.yaml").unlink()
    assert "added 1 sources" in shell("import", str(tmp_path / "all.opml")).stdout
    assert "added 0 sources" in shell("import", str(tmp_path / "all.opml")).stdout
    assert b"<opml" in shell("export").stdout_bytes
