"""What a site's robots.txt allows; the only importer of protego."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from protego import Protego

from extractors.decoding import decode_html

# RFC 9309: a crawler must read at least 500 KiB, and may stop there.
MAX_BYTES = 512_000


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one site; build it with `parse_robots`."""

    rules: Protego

    def can_fetch(self, url: str, user_agent: str) -> bool:
        """Tell whether an agent may fetch an address of the site."""
        return bool(self.rules.can_fetch(url, user_agent))

    def crawl_delay(self, user_agent: str) -> float | None:
        """Give the seconds an agent shall wait between requests, or None when nothing is said."""
        delay = self.rules.crawl_delay(user_agent)
        return None if delay is None else float(delay)

    def request_spacing(self, user_agent: str) -> float | None:
        """Give the seconds between requests by `Crawl-delay` or `Request-rate`, the longer one."""
        rate = self.rules.request_rate(user_agent)
        spacing = rate.seconds / rate.requests if rate and rate.requests else None
        given = [
            seconds for seconds in (self.crawl_delay(user_agent), spacing) if seconds is not None
        ]
        return max(given, default=None)

    def sitemaps(self) -> Iterator[str]:
        """Yield the addresses of the sitemaps it names."""
        yield from self.rules.sitemaps


def parse_robots(body: bytes | str, content_type: str = "") -> Robots:
    """Read a robots.txt.

    Args:
        body: its bytes or text; what lies beyond 500 KiB is not read.
        content_type: the header's value; decides the encoding where it names one.

    Returns:
        Its rules. Lines that make no sense are passed over, so anything can be read; HTML that
        came in its place forbids nothing.
    """
    text = body if isinstance(body, str) else decode_html(body[:MAX_BYTES], content_type)[0]
    return Robots(Protego.parse(text.lstrip("\ufeff")))
