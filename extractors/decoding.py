"""Bytes to text: what the sender declares, checked against the bytes, then a detector.

Order: byte order mark, header, `<meta>` or XML declaration, strict UTF-8, a detector. A
declaration is believed only as far as the bytes bear it out: EUC-KR pages declared as UTF-8, and
the reverse, are common in the Korean press.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

import chardet

HEAD_BYTES = 4096
DETECT_BYTES = 200_000

BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# Families of encodings, narrowest first. Text is read with the widest, as browsers do, and named
# after the narrowest that holds all of it.
FAMILIES: tuple[tuple[str, ...], ...] = (
    ("euc-kr", "cp949"),
    ("shift_jis", "cp932", "shift_jisx0213"),
    ("gb2312", "gbk", "gb18030"),
    ("big5", "cp950", "big5hkscs"),
    ("euc-jp", "euc_jis_2004", "euc_jisx0213"),
    ("iso-2022-jp", "iso-2022-jp-1", "iso-2022-jp-ext", "iso-2022-jp-2004"),
    ("ascii", "iso-8859-1", "cp1252"),
    ("iso-8859-9", "cp1254"),
    ("tis-620", "iso-8859-11", "cp874"),
)
# Labels that Python does not know, or reads as something browsers do not.
ALIASES = {
    "ks_c_5601-1987": "euc-kr",
    "ks_c_5601": "euc-kr",
    "ksc5601": "euc-kr",
    "ksc_5601": "euc-kr",
    "x-windows-949": "cp949",
    "ms949": "cp949",
    "uhc": "cp949",
    "x-sjis": "shift_jis",
    "x-ms-cp932": "cp932",
    "windows-31j": "cp932",
    "ms_kanji": "cp932",
    "sjis": "shift_jis",
    "x-euc-jp": "euc-jp",
    "x-gbk": "gbk",
    "x-x-big5": "big5",
    "unicode": "utf-16",
    "utf8": "utf-8",
    "latin1": "iso-8859-1",
    "none": "",
    "auto": "",
}

# Encodings of Python's that no page is in, and that would read one as something else.
NOT_OF_PAGES = frozenset({"unicode-escape", "raw-unicode-escape", "punycode", "utf-7", "mbcs"})
C1 = re.compile(rb"[\x80-\x9f]")
HEADER_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
XML_ENCODING = re.compile(
    rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE
)
META_CHARSET = re.compile(
    rb"""<meta\s[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
ISO_2022 = ((b"\x1b$)C", "iso-2022-kr"), (b"\x1b$", "iso-2022-jp"), (b"\x1b(J", "iso-2022-jp"))

# A declared encoding may fail on this share of the non-ASCII bytes: a clipped character at the
# end, an emoji pasted into an EUC-KR page. Wrong encodings fail on a third and more.
BEARABLE_ERRORS = 0.02
REPLACEMENT = "\ufffd"

# UTF-8 read as Latin-1 or cp1252 by somebody before us: lead byte, then continuation bytes.
DOUBLE_ENCODED = re.compile(
    r"[\u00c2\u00c3][\u0080-\u00bf\u20ac\u201a-\u2026\u2018-\u201d\u2030\u2122]"
    r"|[\u00e1-\u00ef][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    r"\u2013\u2014\u2018-\u2026\u2030\u2039\u203a\u20ac\u2122]{2}"
)
# Japanese and Korean bytes read in another legacy encoding: half-width kana in rows, or
# characters from corners of Unicode that no article mixes with its own.
HALF_WIDTH_RUN = re.compile(r"[\uff61-\uff9f\u7e3a\u7e67\u7e5d\u8b41\u8c7a]{3,}")
PRIVATE = re.compile(r"[\ue000-\uf8ff\u0080-\u009f]")


def decode_html(body: bytes, content_type: str = "") -> tuple[str, str]:
    """Decode a page or a listing.

    Args:
        body: the bytes, content-encoding removed.
        content_type: the header's value, or empty.

    Returns:
        The text, and the name of the encoding in lower case: the narrowest of its family that
        holds the text (`euc-kr` before `cp949`). Bytes that cannot be read become U+FFFD.
    """
    for bom, name in BOMS:
        if body.startswith(bom):
            return _with_bom(body, bom, name)
    for declared in _declared(body, content_type):
        if (text := _believed(body, declared)) is not None:
            return text, _narrowest(body, declared)
    name = _detected(body)
    return _read(body, name), _narrowest(body, name)


def garbled_share(text: str) -> float:
    """Tell how much of a text is garbled.

    Args:
        text: decoded text without markup.

    Returns:
        The share, 0 to 1, of its characters (white space aside) that are replacement characters,
        double-encoded sequences or from corners of Unicode that news does not use.
    """
    solid = len("".join(text.split()))
    if not solid or text.isascii():
        return 0.0
    bad = text.count(REPLACEMENT) + len(PRIVATE.findall(text))
    bad += sum(len(match[0]) for match in DOUBLE_ENCODED.finditer(text))
    bad += sum(len(match[0]) for match in HALF_WIDTH_RUN.finditer(text))
    return min(1.0, bad / solid)


def _with_bom(body: bytes, bom: bytes, name: str) -> tuple[str, str]:
    if name == "utf-8-sig":
        return body[len(bom) :].decode("utf-8", "replace"), name
    return body.decode(name, "replace"), name


def _declared(body: bytes, content_type: str) -> Iterator[str]:
    head = COMMENT.sub(b"", body[:HEAD_BYTES])
    labels = [match[1] for match in [HEADER_CHARSET.search(content_type)] if match]
    found = (pattern.search(head) for pattern in (XML_ENCODING, META_CHARSET))
    labels += [match[1].decode("ascii", "replace") for match in found if match]
    for label in labels:
        if name := _known(label):
            yield name


def _known(label: str) -> str:
    """Python's name for a label, or empty when it knows none that makes text of bytes."""
    name = ALIASES.get(label.strip().lower(), label.strip().lower())
    try:
        b"\xff\x00\xff\x00".decode(name, "replace")  # zlib, idna and their like refuse
        return "" if codecs.lookup(name).name in NOT_OF_PAGES else name
    except (LookupError, ValueError, TypeError):
        return ""


def _believed(body: bytes, name: str) -> str | None:
    """Text in a declared encoding, or None when the bytes say otherwise."""
    is_wide = codecs.lookup(name).name.startswith(("utf-16", "utf-32"))
    if is_wide and b"<" in body[:HEAD_BYTES] and b"\x00" not in body[:HEAD_BYTES]:
        return None  # an ASCII-compatible page that was saved from UTF-16 and kept its label
    if body.isascii() and any(escape in body for escape, _ in ISO_2022) and "2022" not in name:
        return (
            None  # seven-bit Japanese or Korean, which any other declaration turns into line noise
        )
    text = _read(body, name)
    errors = text.count(REPLACEMENT)
    if errors and errors > max(1, BEARABLE_ERRORS * _foreign_bytes(body)):
        return None
    is_utf8 = codecs.lookup(name).name == "utf-8"
    if not is_utf8 and not is_wide and _is_utf8(body) and not body.isascii():
        return None if b"\x1b" not in body else text
    return text


def _foreign_bytes(body: bytes) -> int:
    return len(body) - len(body.translate(None, bytes(range(128, 256))))


def _read(body: bytes, name: str) -> str:
    return body.decode(_widest(name), "replace")


def _family(name: str) -> tuple[str, ...]:
    codec = codecs.lookup(name).name
    for family in FAMILIES:
        if codec in {codecs.lookup(member).name for member in family}:
            return family
    return (name,)


def _widest(name: str) -> str:
    family = _family(name)
    widest = {"shift_jis": "cp932", "euc-jp": "euc-jp", "iso-2022-jp": "iso-2022-jp-ext"}
    return widest.get(family[0], family[-1])


def _narrowest(body: bytes, name: str) -> str:
    for member in _family(name):
        if member.startswith("iso-8859") and C1.search(body):
            continue  # Latin-1 maps every byte, but to controls that no text has
        try:
            body.decode(member)
        except UnicodeDecodeError:
            continue
        return member
    return name.lower()


def _is_utf8(body: bytes) -> bool:
    """Strict UTF-8, but for a character clipped at the end."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(body) - 3 and error.reason == "unexpected end of data"
    return True


def _detected(body: bytes) -> str:
    for escape, name in ISO_2022:
        if escape in body and body.isascii():
            return name
    if wide := _nul_pattern(body):
        return wide
    if _is_utf8(body):
        return "ascii" if body.isascii() else "utf-8"
    found = chardet.detect(body[:DETECT_BYTES])["encoding"]
    return _known(found or "") or "cp1252"


def _nul_pattern(body: bytes) -> str:
    """UTF-16 and UTF-32 without a mark: ASCII characters leave NULs at regular places."""
    head = body[:HEAD_BYTES]
    nuls = [head[start::4].count(0) for start in range(4)]
    quarter = len(head) / 4
    if not quarter or sum(nuls) < 0.2 * len(head):  # a fifth: an East Asian page is a third markup
        return ""
    full = [count > 0.8 * quarter for count in nuls]
    if full[:3] == [True, True, True]:
        return "utf-32-be"
    if full[1:] == [True, True, True]:
        return "utf-32-le"
    return "utf-16-be" if nuls[0] + nuls[2] > nuls[1] + nuls[3] else "utf-16-le"
