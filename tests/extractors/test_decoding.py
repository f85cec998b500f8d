"""Bytes to text: declarations are checked against the bytes."""

from __future__ import annotations

import pytest

from extractors.decoding import decode_html, garbled_share

KO = "이재명 대통령은 20일 오후 도쿄에서 다카이치 총리와 만나 셔틀 외교를 이어 가기로 했다고 대통령실이 전했다."
JA = "政府は二十日、水産物の輸入規制について韓国側と協議を続ける方針を示した。カニやホタテも対象に含まれる。"
ZH = (
    "日本首相星期五在奈良与韩国总统举行会谈，双方同意继续推动首脑互访，并就经济安全问题交换了意见。"
)
EN = "The two leaders agreed to keep visiting each other’s countries, the presidential office said – again."


def page(text: str, encoding: str, meta: str = "") -> bytes:
    head = f'<meta charset="{meta}">' if meta else ""
    return f"<html><head>{head}<title>{text}</title></head><body><p>{text * 3}</p></body></html>".encode(
        encoding
    )


@pytest.mark.parametrize("place", ["header", "meta", "nowhere"])
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (KO, "utf-8"),
        (KO, "euc-kr"),
        (KO + "펲", "cp949"),
        (JA, "utf-8"),
        (JA, "shift_jis"),
        (JA + "①㈱", "cp932"),
        (JA, "euc-jp"),
        (JA, "iso-2022-jp"),
        (ZH, "gb2312"),
        (ZH + "㐀", "gb18030"),
        (EN, "cp1252"),
    ],
)
def test_every_encoding_is_read_wherever_it_is_declared(
    text: str, encoding: str, place: str
) -> None:
    body = page(text, encoding, encoding if place == "meta" else "")
    header = f"text/html; charset={encoding}" if place == "header" else "text/html"
    decoded, name = decode_html(body, header)
    assert text in decoded
    assert name == encoding


@pytest.mark.parametrize(
    ("body", "header", "name"),
    [
        (page(KO, "utf-8-sig"), "text/html; charset=euc-kr", "utf-8-sig"),
        (page(KO, "utf-16"), "", "utf-16"),
        (page(KO, "utf-16-le"), "", "utf-16-le"),
        (page(KO, "utf-16-be"), "", "utf-16-be"),
        (page(KO, "euc-kr", "utf-8"), "", "euc-kr"),
        (page(KO, "utf-8", "euc-kr"), "", "utf-8"),
        (page(KO, "utf-8", "utf-16"), "", "utf-8"),
        (page(KO, "euc-kr", "ks_c_5601-1987"), "", "euc-kr"),
        (page(JA, "cp932", "x-sjis"), "", "shift_jis"),
        (page(KO, "utf-8", "euc-kr"), "text/html; charset=utf-8", "utf-8"),
        (page(KO, "utf-8", "no-such-charset"), "", "utf-8"),
        (page(JA, "iso-2022-jp", "utf-8"), "text/html; charset=utf-8", "iso-2022-jp"),
    ],
)
def test_marks_and_bytes_outrank_declarations(body: bytes, header: str, name: str) -> None:
    decoded, found = decode_html(body, header)
    assert KO in decoded or JA in decoded
    assert found == name


def test_a_clipped_character_does_not_change_the_encoding() -> None:
    decoded, name = decode_html(page(KO, "utf-8")[:200])
    assert name == "utf-8"
    assert KO[:40] in decoded


def test_an_xml_declaration_counts() -> None:
    body = f'<?xml version="1.0" encoding="euc-kr"?><rss><title>{KO}</title></rss>'.encode("euc-kr")
    assert decode_html(body)[1] == "euc-kr"


def test_any_bytes_give_text() -> None:
    text, name = decode_html(bytes(range(256)) * 4)
    assert len(text) > 100
    assert name


@pytest.mark.parametrize(
    "text", [KO, JA, ZH, EN, "plain", "", "Beyoncé’s São Paulo café – “naïve”"]
)
def test_clean_text_is_not_garbled(text: str) -> None:
    assert garbled_share(text) == 0


@pytest.mark.parametrize(
    "text",
    [
        KO.encode().decode("latin-1"),
        JA.encode().decode("cp1252", "replace"),
        KO.encode("euc-kr").decode("utf-8", "replace"),
        JA.encode().decode("cp932", "replace"),
    ],
)
def test_garbled_text_is_noticed(text: str) -> None:
    assert garbled_share(text) > 0.1
