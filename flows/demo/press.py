"""The demo press itself: each outlet a small threaded HTTP server of its own on 127.0.0.1."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from email.utils import format_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from extractors.model import SourceKind
from flows.demo.misconduct import drops, misconduct
from flows.demo.newsroom import Outlet, Story, load_press
from flows.demo.render import (
    INNER_SITEMAP,
    Printed,
    render_inner_sitemap,
    render_listing,
    render_search,
    render_story,
)

HOST = "127.0.0.1"
_OPEN_ROBOTS = b"User-agent: *\nAllow: /\n"
_CLOSED_ROBOTS = b"User-agent: *\nDisallow: /\n"
_KINDS = {
    "rss": SourceKind.RSS,
    "rdf": SourceKind.RSS,
    "atom": SourceKind.ATOM,
    "json-feed": SourceKind.JSON_FEED,
    "news-sitemap": SourceKind.NEWS_SITEMAP,
    "sitemap-index": SourceKind.SITEMAP,
    "html-index": SourceKind.HTML_INDEX,
    "gdelt": SourceKind.GDELT,
}


@dataclass(frozen=True, slots=True)
class Visit:
    """A request that came in.

    Attributes:
        outlet: id.
        path: what was asked for.
        status: what was answered; 0 when nothing was.
        user_agent: who asked.
    """

    outlet: str
    path: str
    status: int
    user_agent: str


def source_kind(outlet: Outlet) -> SourceKind:
    """Give the kind its listing has in a sources file."""
    return _KINDS[outlet.listing]


class Press:
    """All outlets, served from the moment the block is entered.

    Args:
        outlets: what is printed; the shipped press when None.

    Attributes:
        edition: which edition is out, 1 or 2; may be set at any time.
        outlets: as given.
        visits: every request so far, in order.
    """

    def __init__(self, outlets: Iterable[Outlet] | None = None) -> None:
        self.outlets = tuple(load_press() if outlets is None else outlets)
        self.edition = 1
        self.visits: list[Visit] = []
        self._closing = threading.Event()
        self._servers: dict[str, _SiteServer] = {}

    def __enter__(self) -> Self:
        """Open the sites."""
        for outlet in self.outlets:
            server = _SiteServer(self, outlet)
            self._servers[outlet.id] = server
            thread = threading.Thread(
                target=server.serve_forever,
                kwargs={"poll_interval": 0.05},
                name=f"press-{outlet.id}",
            )
            thread.start()
            server.thread = thread
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close them, also those that keep a visitor waiting."""
        self._closing.set()
        for server in self._servers.values():
            server.shutdown()
            server.server_close()
            server.thread.join()

    def base(self, outlet_id: str) -> str:
        """Give `http://127.0.0.1:port` of a site."""
        return f"http://{HOST}:{self._servers[outlet_id].server_address[1]}"

    def url(self, outlet_id: str, story_id: str) -> str:
        """Give the address of a story."""
        outlet = next(outlet for outlet in self.outlets if outlet.id == outlet_id)
        story = next(story for story in outlet.stories if story.id == story_id)
        return self.base(outlet_id) + story.path

    def write_sources(self, file: Path) -> None:
        """Write a sources file that names every outlet at its present port."""
        rows = ["sources:"]
        for outlet in self.outlets:
            rows += self._source(outlet)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(rows) + "\n", encoding="utf-8")

    def _source(self, outlet: Outlet) -> list[str]:
        fields = {
            "id": outlet.id,
            "kind": source_kind(outlet).value,
            "url": self.base(outlet.id) + outlet.listing_path,
            "language": outlet.language,
            "country": outlet.country,
            "outlet": "" if outlet.finds else outlet.name,
            "owner": "" if outlet.finds else outlet.owner,
            "link_pattern": outlet.link_pattern,
        }
        lines = [f"    {name}: '{value}'" for name, value in fields.items() if value]
        return ["  -" + lines[0][3:], *lines[1:]]

    def wait(self, most_s: float | None = None) -> bool:
        """Keep a visitor waiting until the press closes, or so long; says whether it closes."""
        return self._closing.wait(most_s)

    def find(self, outlet: Outlet, path: str) -> Printed | None:
        """Give what stands at a path of a site in the present edition, or None."""
        base = self.base(outlet.id)
        if path == outlet.listing_path and outlet.finds:
            return render_search(self._found(outlet))
        if path == outlet.listing_path:
            return render_listing(outlet, self.edition, base)
        if outlet.listing == "sitemap-index" and path == INNER_SITEMAP:
            return render_inner_sitemap(outlet, self.edition, base)
        for story in outlet.printed(self.edition):
            if story.path == path:
                return render_story(outlet, story, self.edition, base)
        return None

    def _found(self, outlet: Outlet) -> Iterator[tuple[str, Outlet, Story]]:
        """What a search lists: pages of others, by addresses that say who led to them."""
        for other in self.outlets:
            if other.id in outlet.finds:
                for story in other.printed(self.edition):
                    yield f"{self.base(other.id)}{story.path}?utm_source=search", other, story


class _SiteServer(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64
    thread: threading.Thread

    def __init__(self, press: Press, outlet: Outlet) -> None:
        self.press = press
        self.outlet = outlet
        super().__init__((HOST, 0), _SiteHandler)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - the base class's types
        """Say nothing of visitors who leave early, as they do from a site that drips or sends a bomb."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _SiteHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30
    server: _SiteServer

    def do_GET(self) -> None:
        """Answer one request as the outlet conducts itself."""
        outlet, press = self.server.outlet, self.server.press
        if self.path == "/robots.txt":
            rules = _CLOSED_ROBOTS if outlet.conduct == "closed" else _OPEN_ROBOTS
            self._send(HTTPStatus.OK, rules, {"Content-Type": "text/plain"})
        elif outlet.conduct == "silent":
            self._note(0)
            press.wait()
            self.close_connection = True
        elif outlet.conduct == "drip":
            self._drip()
        elif answer := misconduct(outlet.conduct, self.path):
            self._send(answer.status, answer.body, answer.headers)
        else:
            self._send_printed(press.find(outlet, self.path))

    def _drip(self) -> None:
        """Send byte after byte until the visitor leaves or the press closes."""
        self._note(HTTPStatus.OK)
        self.send_response(HTTPStatus.OK)
        self.end_headers()
        self.close_connection = True
        with contextlib.suppress(OSError):
            for drop, pause_s in drops():
                self.wfile.write(drop)
                if self.server.press.wait(pause_s):
                    return

    def _send_printed(self, printed: Printed | None) -> None:
        if printed is None:
            self._send(HTTPStatus.NOT_FOUND, b"Not Found", {"Content-Type": "text/plain"})
            return
        etag = f'"{hashlib.sha256(printed.body).hexdigest()[:20]}"'
        headers = {
            "Content-Type": printed.content_type,
            "ETag": etag,
            "Last-Modified": format_datetime(printed.changed_at.astimezone(UTC), usegmt=True),
        }
        if self.headers.get("If-None-Match") == etag:
            self._send(HTTPStatus.NOT_MODIFIED, b"", headers)
            return
        body = printed.body
        if self.server.outlet.is_gzipped and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, mtime=0)
            headers["Content-Encoding"] = "gzip"
        self._send(HTTPStatus.OK, body, headers)

    def _send(self, status: HTTPStatus, body: bytes, headers: Mapping[str, str]) -> None:
        self._note(status)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _note(self, status: int) -> None:
        agent = self.headers.get("User-Agent", "")
        self.server.press.visits.append(Visit(self.server.outlet.id, self.path, status, agent))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Print nothing: what was visited stands in `Press.visits`."""
