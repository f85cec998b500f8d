"""What robots.txt allows."""

from __future__ import annotations

import pytest

from extractors.robots import parse_robots

RULES = """
User-agent: *
Disallow: /search
Allow: /search/about
Crawl-delay: 2.5
Sitemap: https://example.com/news-sitemap.xml

User-agent: narawatch
Disallow: /*.pdf$
Request-rate: 1/10
"""


@pytest.mark.parametrize(
    ("path", "agent", "expected"),
    [
        ("/news/1", "other", True),
        ("/search?q=x", "other", False),
        ("/search/about", "other", True),
        ("/search?q=x", "narawatch/0.1 (+mailto:desk@example.com)", True),
        ("/a.pdf", "narawatch", False),
        ("/a.pdf?x=1", "narawatch", True),
    ],
)
def test_rules_are_those_of_the_agent(path: str, agent: str, expected: bool) -> None:
    assert parse_robots(RULES).can_fetch(f"https://example.com{path}", agent) is expected


def test_spacing_is_the_longest_that_is_asked_for() -> None:
    robots = parse_robots(RULES.encode())
    assert robots.crawl_delay("other") == 2.5
    assert robots.request_spacing("other") == 2.5
    assert robots.request_spacing("narawatch") == 10
    assert parse_robots("").request_spacing("narawatch") is None


def test_sitemaps_are_named() -> None:
    assert list(parse_robots(RULES).sitemaps()) == ["https://example.com/news-sitemap.xml"]


def test_no_rules_allow_everything() -> None:
    assert parse_robots("").can_fetch("https://example.com/a", "narawatch")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe\x00",
        b"<html><body>404</body></html>",
        b"\xef\xbb\xbfUser-agent: x\nDisallow: /",
    ],
)
def test_nonsense_forbids_nothing(body: bytes) -> None:
    assert parse_robots(body).can_fetch("https://example.com/a", "narawatch")
