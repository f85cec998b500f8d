"""From stories to bytes: pages by template, listings by format, in the outlet's encoding."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

from flows.demo.newsroom import Outlet, Story, Version

_HTML = "text/html"
_MORE = 6  # other headlines beside an article


@dataclass(frozen=True, slots=True)
class Printed:
    """What a server sends.

    Attributes:
        body: bytes in the outlet's encoding.
        content_type: header value.
        changed_at: when the words were last touched as far as the server admits, aware.
    """

    body: bytes
    content_type: str
    changed_at: datetime


def render_story(outlet: Outlet, story: Story, edition: int, base: str) -> Printed:
    """Print one page.

    Args:
        outlet: whose page.
        story: which one.
        edition: 1 or 2.
        base: `http://host:port` of the outlet's site.
    """
    words = story.version(edition)
    values = {
        "language": outlet.language,
        "charset": _meta_charset(outlet, story),
        "title": escape(words.title),
        "outlet": escape(outlet.name),
        "canonical": escape(base + story.path),
        "byline": escape(story.byline),
        "head_dates": _head_dates(outlet, story, words),
        "shown_date": _shown_date(outlet, story),
        "paragraphs": "\n".join(f"<p>{escape(part)}</p>" for part in words.text.split("\n\n")),
        "more": _more(outlet, story, edition),
        "next_data": _next_data(story, words),
    }
    html = _template(story.stub or outlet.layout).substitute(values)
    if story.is_garbled:
        html = html.encode().decode("latin-1")
    named = f"; charset={outlet.encoding}" if story.charset_in == "header" else ""
    return Printed(_encode(html, outlet), _HTML + named, story.published)


def render_listing(outlet: Outlet, edition: int, base: str) -> Printed:
    """Print the outlet's listing in its format; arguments as for `render_story`.

    Listings keep the words that a story was first listed with: who edits in silence does not announce it.
    """
    stories = outlet.printed(edition)
    text, content_type = _LISTINGS[outlet.listing](outlet, stories, base)
    newest = max((story.published for story in stories), default=datetime.fromisoformat(_EPOCH))
    is_always_utf8 = outlet.listing in ("json-feed", "sitemap-index")
    encoding = "utf-8" if is_always_utf8 else outlet.encoding
    return Printed(text.encode(encoding, "xmlcharrefreplace"), content_type, newest)


def render_inner_sitemap(outlet: Outlet, edition: int, base: str) -> Printed:
    """Print the compressed sitemap that an index of sitemaps leads to; arguments as for `render_story`."""
    stories = outlet.printed(edition)
    urls = "\n".join(
        f"<url><loc>{escape(base + story.path)}</loc>"
        f"<lastmod>{story.published.isoformat()}</lastmod></url>"
        for story in stories
    )
    text = f'{_XML}<urlset xmlns="{_SITEMAP}">\n{urls}\n</urlset>\n'
    newest = max(story.published for story in stories)
    return Printed(gzip.compress(text.encode(), mtime=0), "application/gzip", newest)


def render_search(found: Iterable[tuple[str, Outlet, Story]]) -> Printed:
    """Print what a search service in GDELT's manner answers.

    Args:
        found: address, outlet and story of each page.
    """
    pages = list(found)
    articles = [
        {
            "url": url,
            "title": story.first.title,
            "seendate": f"{story.published.astimezone(UTC):%Y%m%dT%H%M%SZ}",
            "domain": urlsplit(url).netloc,
            "language": _LANGUAGES[outlet.language],
        }
        for url, outlet, story in pages
    ]
    newest = max(story.published for _, _, story in pages)
    body = json.dumps({"articles": articles}, ensure_ascii=False).encode()
    return Printed(body, "application/json", newest)


_LANGUAGES = {"en": "English", "ja": "Japanese", "ko": "Korean"}
INNER_SITEMAP = "/sitemaps/news-2026-11.xml.gz"
_XML = '<?xml version="1.0" encoding="utf-8"?>\n'
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_EPOCH = "2026-01-01T00:00:00+09:00"


@cache
def _template(name: str) -> Template:
    path = Path(__file__).with_name("templates") / f"{name}.html"
    return Template(path.read_text(encoding="utf-8"))


def _encode(html: str, outlet: Outlet) -> bytes:
    return html.encode(outlet.encoding, "xmlcharrefreplace")


def _meta_charset(outlet: Outlet, story: Story) -> str:
    return f'<meta charset="{outlet.encoding}">' if story.charset_in == "meta" else ""


def _head_dates(outlet: Outlet, story: Story, words: Version) -> str:
    """Return what the head says of the date: JSON-LD, a meta element, or nothing."""
    if story.date_in == "meta":
        return f'<meta property="article:published_time" content="{story.published.isoformat()}">'
    if story.date_in != "json-ld":
        return ""
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": words.title,
        "datePublished": story.published.isoformat(),
        "author": {"@type": "Person", "name": story.byline or outlet.name},
        "publisher": {"@type": "NewsMediaOrganization", "name": outlet.name},
    }
    safe = json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
    return f'<script type="application/ld+json">{safe}</script>'


def _shown_date(outlet: Outlet, story: Story) -> str:
    """Return the date as a reader of the page sees it."""
    at = story.published
    shown = {
        "ko": f"입력 {at:%Y.%m.%d %H:%M}",
        "ja": f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}",
    }.get(outlet.language, f"{at:%B} {at.day}, {at.year} {at:%H:%M}")
    if story.date_in == "time":
        return f'<time datetime="{at.isoformat()}">{shown}</time>'
    return "" if story.date_in == "nowhere" else f'<span class="date">{shown}</span>'


def _more(outlet: Outlet, story: Story, edition: int) -> str:
    others = [other for other in outlet.printed(edition) if other.id != story.id][:_MORE]
    return "\n".join(
        f'<li><a href="{escape(other.path)}">{escape(other.version(edition).title)}</a></li>'
        for other in others
    )


def _next_data(story: Story, words: Version) -> str:
    """Return the state that a Next.js site hands to its scripts; the body is nowhere else."""
    body = "".join(f"<p>{escape(part)}</p>" for part in words.text.split("\n\n"))
    article = {
        "id": story.id,
        "title": words.title,
        "writer": story.byline,
        "publishedAt": story.published.isoformat(),
        "content": body,
    }
    state = {"props": {"pageProps": {"article": article}}, "page": "/article/[id]"}
    return json.dumps(state, ensure_ascii=False).replace("</", "<\\/")


def _lead(words: Version) -> str:
    return words.text.split("\n\n", 1)[0]


def _rss(outlet: Outlet, stories: Iterable[Story], base: str) -> tuple[str, str]:
    items = "\n".join(
        f"<item><title>{escape(story.first.title)}</title><link>{escape(base + story.path)}</link>"
        f"<description>{escape(_lead(story.first))}</description>"
        f"<pubDate>{format_datetime(story.published)}</pubDate>"
        f'<guid isPermaLink="false">{story.id}</guid></item>'
        for story in stories
    )
    text = (
        f'<?xml version="1.0" encoding="{outlet.encoding}"?>\n<rss version="2.0"><channel>'
        f"<title>{escape(outlet.name)}</title><link>{base}/</link>"
        f"<description>{escape(outlet.name)}</description>"
        f"<language>{outlet.language}</language>\n{items}\n</channel></rss>\n"
    )
    return text, "application/rss+xml"


def _rdf(outlet: Outlet, stories: Iterable[Story], base: str) -> tuple[str, str]:
    known = [(base + story.path, story) for story in stories]
    index = "".join(f'<rdf:li rdf:resource="{escape(url)}"/>' for url, _ in known)
    items = "\n".join(
        f'<item rdf:about="{escape(url)}"><title>{escape(story.first.title)}</title>'
        f"<link>{escape(url)}</link><dc:date>{story.published.isoformat()}</dc:date></item>"
        for url, story in known
    )
    text = (
        f'<?xml version="1.0" encoding="{outlet.encoding}"?>\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<channel rdf:about="{base}/"><title>{escape(outlet.name)}</title><link>{base}/</link>'
        f"<description>{escape(outlet.name)}</description><items><rdf:Seq>{index}</rdf:Seq></items>"
        f"</channel>\n{items}\n</rdf:RDF>\n"
    )
    return text, "application/rdf+xml"


def _atom(outlet: Outlet, stories: Iterable[Story], base: str) -> tuple[str, str]:
    entries = "\n".join(
        f"<entry><title>{escape(story.first.title)}</title><id>tag:{outlet.id},2026:{story.id}</id>"
        f'<link rel="alternate" href="{escape(base + story.path)}"/>'
        f"<published>{story.published.isoformat()}</published>"
        f"<updated>{story.published.isoformat()}</updated>"
        f"<summary>{escape(_lead(story.first))}</summary></entry>"
        for story in stories
    )
    text = (
        f'<?xml version="1.0" encoding="{outlet.encoding}"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{outlet.language}">'
        f"<title>{escape(outlet.name)}</title><id>{base}/</id>"
        f"<updated>{_EPOCH}</updated>\n{entries}\n</feed>\n"
    )
    return text, "application/atom+xml"


def _json_feed(outlet: Outlet, stories: Iterable[Story], base: str) -> tuple[str, str]:
    items = [
        {
            "id": story.id,
            "url": base + story.path,
            "title": story.first.title,
            "summary": _lead(story.first),
            "date_published": story.published.isoformat(),
        }
        for story in stories
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": outlet.name,
        "home_page_url": f"{base}/",
        "language": outlet.language,
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False, indent=1), "application/feed+json"


def _news_sitemap(outlet: Outlet, stories: Iterable[Story], base: str) -> tuple[str, str]:
    urls = "\n".join(
        f"<url><loc>{escape(base + story.path)}</loc><news:news><news:publication>"
        f"<news:name>{escape(outlet.name)}</news:name>"
        f"<news:language>{outlet.language}</news:language></news:publication>"
        f"<news:publication_date>{story.published.isoformat()}</news:publication_date>"
        f"<news:title>{escape(story.first.title)}</news:title></news:news></url>"
        for story in stories
    )
    text = (
        f'<?xml version="1.0" encoding="{outlet.encoding}"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n{urls}\n</urlset>\n'
    )
    return text, "application/xml"


def _sitemap_index(outlet: Outlet, stories: Iterable[Story], base: str) -> tuple[str, str]:
    newest = max(story.published for story in stories)
    text = (
        f'{_XML}<sitemapindex xmlns="{_SITEMAP}">\n<!-- {escape(outlet.name)} -->\n'
        f"<sitemap><loc>{base}{INNER_SITEMAP}</loc><lastmod>{newest.isoformat()}</lastmod></sitemap>\n"
        "</sitemapindex>\n"
    )
    return text, "application/xml"


def _html_index(outlet: Outlet, stories: Iterable[Story], base: str) -> tuple[str, str]:
    links = "\n".join(
        f'<li><a href="{escape(story.path)}">{escape(story.first.title)}</a></li>'
        for story in stories
    )
    text = _template("index").substitute(
        outlet=escape(outlet.name), language=outlet.language, base=base, links=links
    )
    return text, f"{_HTML}; charset={outlet.encoding}"


_Listing = Callable[[Outlet, Iterable[Story], str], tuple[str, str]]
_LISTINGS: Mapping[str, _Listing] = {
    "rss": _rss,
    "rdf": _rdf,
    "atom": _atom,
    "json-feed": _json_feed,
    "news-sitemap": _news_sitemap,
    "sitemap-index": _sitemap_index,
    "html-index": _html_index,
}
