"""Bytes that are no text, by their first bytes and their share of control characters."""

from __future__ import annotations

SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF file"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "gzip data"),
    (b"\xfd7zXZ", "xz data"),
    (b"BZh", "bzip2 data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\xd0\xcf\x11\xe0", "an Office document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"OggS", "an Ogg file"),
    (b"ID3", "an MP3 file"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
)
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
MP4_AT = slice(4, 8)
SAMPLE_BYTES = 4096
# Text has tabs, line ends and escapes (ISO-2022); a tenth of other controls is no text.
MAX_CONTROL_SHARE = 0.1
CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})


def binary_kind(body: bytes) -> str:
    """Say what kind of binary data the bytes are, with an article; empty when they may be text."""
    for mark, name in SIGNATURES:
        if body.startswith(mark):
            return name
    if body[MP4_AT] == b"ftyp":
        return "a video"
    sample = body[:SAMPLE_BYTES]
    if body.startswith(WIDE_MARKS) or _is_wide(sample):
        return ""
    controls = len(sample) - len(sample.translate(None, CONTROLS))
    return "binary data" if controls > MAX_CONTROL_SHARE * len(sample) else ""


def _is_wide(sample: bytes) -> bool:
    """UTF-16 or UTF-32 markup without a mark: `<` with its NULs."""
    return any(sample.startswith(mark) for mark in (b"<\x00", b"\x00<", b"\x00\x00\x00<")) or (
        b"\x00<\x00" in sample and b"\x00>\x00" in sample
    )
