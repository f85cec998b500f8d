"""One canonical form for the addresses of articles, so that one article has one key.

What goes: tracking parameters, fragments, default ports, AMP and mobile variants, needless
escapes. What stays: every parameter that is not known to be for tracking, because Korean and
Japanese sites keep their article ids there (`oid=`, `aid=`, `idx=`, `no=`, `newsId=` …).
"""

from __future__ import annotations

import re
from itertools import product
from urllib.parse import SplitResult, unquote_to_bytes, urljoin, urlsplit, urlunsplit

from extractors.url_sites import site_rules

DEFAULT_PORTS = {"http": 80, "https": 443}

# Names that, on every site, say how the reader came and never what is read.
TRACKING = frozenset(
    """
    fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid twclid ttclid igshid igsh li_fat_id epik
    mc_cid mc_eid mkt_tok vero_id vero_conv oly_anon_id oly_enc_id rb_clickid wickedid _hsenc _hsmi
    __hstc __hssc __hsfp hsctatracking _openstat _ga _gl spm scm ncid cmpid ocid ito sr_share
    smid s_cid s_kwcid ef_id cvid guccounter guce_referrer guce_referrer_sig
    ref_src ref_url referrer referer share_type shareid sharetype feature_share
    fb_action_ids fb_action_types fb_source fb_ref at_medium at_campaign at_custom1 at_custom2
    at_custom3 at_custom4 at_link_id at_link_origin at_link_type at_ptr_name at_format at_bbc_team
    xtor piano_t __twitter_impression __source __tn__ wt_mc wt.mc_id wtmc campaignid adid adgroupid
    cx_testid cx_testvariant cx_artpos cx_recs_click cxrecs_s mibextid _branch_match_id
    sfmc_id nwsltr newsletter_id traffic_source taid trk trkinfo amp amp_js_v amp_gsa usqp
    outputtype isamp
    """.split()  # noqa: SIM905 - a wall of quoted words would be harder to review
)
TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "matomo_", "hsa_", "ns_", "ga_", "itm_", "stm_")
# `ref=rss`, `from=rss`, `source=twitter` track; `ref=12345` may be an id: the value decides.
MAYBE_TRACKING = frozenset({"ref", "from", "source", "src", "via", "cid", "rss", "mode", "output"})
TRACKING_VALUE = re.compile(
    r"(?i)^(?:rss|feed|atom|sitemap|amp|mobile|twitter|facebook|fb|sns|kakao\w*|line|x|naver|daum|google"
    r"|gnews|googlenews|yahoo|smartnews|newsletter|email|mail|home|top|main|share|social|ranking)?$"
)

MOBILE_LABELS = frozenset({"m", "mobile", "amp", "sp", "mnews"})
# `m-en.example.co.kr` is the telephone's `en.example.co.kr`.
MOBILE_EDITION = re.compile(r"m-([a-z]{2})")
# Two-label public suffixes under which news sites register; enough to see where a site's own
# name begins without shipping the public suffix list.
SECOND_LEVEL = frozenset(
    {"co", "or", "go", "ne", "ac", "re", "pe", "com", "org", "net", "gov", "edu", "ad"}
)
COUNTRY_CODE_CHARS = 2

AMP_TAIL = re.compile(r"(?:/amp|/amp\.html?|\.amp|/ampArticle)/?$", re.IGNORECASE)
AMP_SEGMENT = re.compile(r"/(?:amp|amphtml)(?=/|$)", re.IGNORECASE)
# `story.amp.html` stands for `story.html`; common systems of Korean and Japanese papers have forms of their own.
AMP_NAMES = (
    (re.compile(r"/articles/amp/(\d+)$"), r"/articles/-/\1"),
    (re.compile(r"\.amp(\.html?)$", re.IGNORECASE), r"\1"),
    (re.compile(r"/articleView(?:Amp|_?print)\.html$", re.IGNORECASE), "/articleView.html"),
)
SESSION = re.compile(r";jsessionid=[^/?]*", re.IGNORECASE)
GOOGLE_AMP = re.compile(r"^/amp/(s/)?(.+)$")
AMP_CACHE = re.compile(r"^/(?:c|v|i)/(s/)?(.+)$")
ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
UNSAFE = re.compile(r"[^A-Za-z0-9\-._~!$&'()*+,;=:@/%]")
UNSAFE_IN_QUERY = re.compile(r"[^A-Za-z0-9\-._~!$'()*,;:@/?%]")
HOST = re.compile(r"[a-z0-9_~-]+(?:\.[a-z0-9_~-]+)*|[0-9a-f:.]+")
CONTROLS = re.compile(r"[\x00-\x20\x7f]+")


def canonical_url(url: str) -> str:
    """Give the canonical form of an article's address.

    Args:
        url: an absolute address; white space around and inside it is dropped.

    Returns:
        The canonical form. Calling it again changes nothing. What is no http(s) address comes
        back trimmed and otherwise as it was.
    """
    trimmed = CONTROLS.sub("", url)
    parts = _split(trimmed)
    if parts is None:
        return trimmed
    parts = _unwrap_amp(parts)
    host = _ascii(parts.hostname or "")
    rules = site_rules(_registered(host))
    if known := rules.form(f"{host}{parts.path}?{parts.query}"):
        return known
    host = _desktop(host)
    host = f"[{host}]" if ":" in host else host
    port = "" if parts.port in (None, DEFAULT_PORTS[parts.scheme]) else f":{parts.port}"
    path = _path(_escapes(parts.path, UNSAFE))
    query = _query(parts.query, rules.drop)
    return urlunsplit((parts.scheme, f"{host}{port}", path, query, ""))


def identity(url: str) -> str:
    """Give what tells a page from others: a canonical address without its scheme, `www.` and the path's last slash.

    For comparing only: which of these a site serves is its own affair, so the address to open keeps them.
    """
    _, place, query = _bare(canonical_url(url))
    return place + query


def twins(url: str) -> tuple[str, ...]:
    """Give an address in canonical form, and those of the same `identity`."""
    canonical = canonical_url(url)
    scheme, place, query = _bare(canonical)
    if not scheme:
        return (canonical,)
    forms = product(("https", "http"), ("www.", ""), ("", "/"))
    others = (f"{kind}://{www}{place}{end}{query}" for kind, www, end in forms)
    return tuple(dict.fromkeys((canonical, *others)))


def _bare(canonical: str) -> tuple[str, str, str]:
    """Scheme, place and query of a canonical address; the place holds everything of what is no web address."""
    scheme, _, rest = canonical.partition("://")
    if scheme not in DEFAULT_PORTS:
        return "", canonical, ""
    place, mark, query = rest.partition("?")
    return scheme, place.removeprefix("www.").removesuffix("/"), mark + query


def absolute(base: str, link: str) -> str:
    """Resolve a link against the page it stands in.

    Returns:
        An absolute http(s) address without white space, or an empty string when there is none.
    """
    try:
        joined = urljoin(base, CONTROLS.sub("", link))
    except ValueError:
        return ""
    return joined if _split(joined) is not None else ""


def site(url: str) -> str:
    """Name the site behind an address: its host without `www.` and mobile labels, or empty."""
    parts = _split(CONTROLS.sub("", url))
    return _desktop(_ascii(parts.hostname or "")).removeprefix("www.") if parts else ""


def domain(url: str) -> str:
    """Name the registered name behind an address (`asahi.com`, `yna.co.kr`), or empty."""
    parts = _split(CONTROLS.sub("", url))
    return _registered(_ascii(parts.hostname or "")) if parts else ""


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        has_port = parts.port is None or parts.port >= 0
    except ValueError:
        return None
    is_web = (
        parts.scheme in DEFAULT_PORTS and has_port and HOST.fullmatch(_ascii(parts.hostname or ""))
    )
    return parts if is_web else None


def _unwrap_amp(parts: SplitResult) -> SplitResult:
    """An address of Google's AMP viewer or cache holds the publisher's address in its path."""
    host = parts.hostname or ""
    pattern = GOOGLE_AMP if re.fullmatch(r"(?:www\.)?google\.[a-z.]+", host) else None
    pattern = AMP_CACHE if host.endswith(".cdn.ampproject.org") else pattern
    match = pattern.match(parts.path) if pattern else None
    if match is None:
        return parts
    inner = f"{'https' if match[1] else 'http'}://{match[2]}"
    return _split(inner + (f"?{parts.query}" if parts.query else "")) or parts


def _path(path: str) -> str:
    """Without what marks a page for telephones or a session."""
    path = SESSION.sub("", path)
    for pattern, instead in AMP_NAMES:
        path = pattern.sub(instead, path)
    return AMP_SEGMENT.sub("", AMP_TAIL.sub("", path)) or "/"


def _ascii(host: str) -> str:
    """A host in lower case and punycode; empty when it cannot be one."""
    name = host.rstrip(".").lower()
    if name.isascii():
        return name
    try:
        return name.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""


def _desktop(host: str) -> str:
    """`m.example.co.kr` is `www.example.co.kr`; `m.sports.example.com` is `sports.example.com`."""
    labels = host.split(".")
    own = _own_labels(labels)
    if own < 1:
        return host
    bare = [MOBILE_EDITION.sub(r"\1", label) for label in labels[:own]]
    kept = [label for label in bare if label not in MOBILE_LABELS]
    if kept == labels[:own]:
        return host
    rest = labels[own:]
    return ".".join([*(kept or ["www"]), *rest])


def _registered(host: str) -> str:
    labels = host.split(".")
    return ".".join(labels[max(_own_labels(labels), 0) :])


def _own_labels(labels: list[str]) -> int:
    """How many labels stand before the registered name; 0 for addresses in digits."""
    if labels[-1].isdigit():
        return 0
    is_country = len(labels[-1]) == COUNTRY_CODE_CHARS
    registered = 3 if is_country and len(labels) > 2 and labels[-2] in SECOND_LEVEL else 2  # noqa: PLR2004
    return len(labels) - registered


def _query(query: str, drop: frozenset[str]) -> str:
    pairs = [pair.partition("=") for pair in query.split("&") if pair]
    kept = [
        (_escapes(name, UNSAFE_IN_QUERY), equals, _escapes(value, UNSAFE_IN_QUERY))
        for name, equals, value in pairs
        if not (name.lower() in drop or "*" in drop or _is_tracking(name, value))
    ]
    return "&".join("".join(pair) for pair in sorted(kept))


def _is_tracking(name: str, value: str) -> bool:
    lower = name.lower()
    if lower in TRACKING or lower.startswith(TRACKING_PREFIXES):
        return True
    return lower in MAYBE_TRACKING and TRACKING_VALUE.match(value) is not None


def _escapes(text: str, unsafe: re.Pattern[str]) -> str:
    """Upper-case escapes, undo needless ones, escape what must be, all as UTF-8."""

    def undo(match: re.Match[str]) -> str:
        byte = unquote_to_bytes(match[0])[0]
        return chr(byte) if byte in UNRESERVED else match[0].upper()

    def escape(match: re.Match[str]) -> str:
        return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))

    text = ESCAPE.sub(undo, text)
    text = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", text)
    return unsafe.sub(escape, text)
