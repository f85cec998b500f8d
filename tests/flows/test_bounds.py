"""Whatever comes off the wire: our errors, never others, and never more bytes than the cap."""

from __future__ import annotations

import gzip
import random
import zlib
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.robots import parse_robots
from flows.addresses import read_target, safe_url
from flows.errors import BadContentEncoding, BlockedAddress, FetchError, TooLarge
from flows.http import FetchRequest
from flows.inflate import Inflater
from flows.polite import retry_after_s
from flows.robots import Rules
from tests.flows.loopback import answer, serving

LIMIT = 5_000
unhurried = settings(max_examples=200, deadline=None)
NOW = datetime(2026, 11, 19, 12, 0, tzinfo=UTC)


def inflated(encoding: str, data: bytes, size: int) -> bytes:
    inflater = Inflater(encoding, LIMIT)
    out = b"".join(inflater.feed(data[at : at + size]) for at in range(0, len(data), size))
    inflater.finish()
    return out


@unhurried
@given(st.binary(max_size=LIMIT), st.sampled_from(["gzip", "deflate"]), st.integers(1, 700))
def test_what_was_packed_comes_out(body, encoding, size) -> None:
    packed = gzip.compress(body) if encoding == "gzip" else zlib.compress(body)
    assert inflated(encoding, packed, size) == body


@unhurried
@given(
    st.binary(max_size=300),
    st.sampled_from(["gzip", "deflate", "x-gzip"]),
    st.integers(0, 60),
    st.binary(max_size=8),
    st.integers(1, 40),
)
def test_damaged_streams_are_errors_of_ours(body, encoding, at, damage, size) -> None:
    packed = gzip.compress(body * 40)
    broken = packed[:at] + damage + packed[at + len(damage) :]
    try:
        came_out = len(inflated(encoding, broken, size))
    except (BadContentEncoding, TooLarge):
        came_out = 0
    assert came_out <= LIMIT


@unhurried
@given(st.text(max_size=80))
def test_any_text_is_an_address_or_refused(text) -> None:
    for url in (text, f"http://{text}", f"http://h.example/{text}"):
        assert isinstance(safe_url(url), str)
        try:
            target = read_target(url)
        except BlockedAddress:
            continue
        assert target.scheme in ("http", "https")
        assert target.host
        assert "@" not in target.authority


@unhurried
@given(st.text(max_size=40))
def test_any_retry_after_is_a_wait_or_none(text) -> None:
    wait = retry_after_s(text, NOW)
    assert wait is None or wait >= 0


@unhurried
@given(st.text(max_size=200))
def test_any_robots_txt_gives_rules(text) -> None:
    rules = Rules(parse_robots(text), "narawatch")
    assert rules.is_allowed("https://h.example/a") in (True, False)
    assert rules.delay_s >= 0


@pytest.mark.parametrize("seed", range(2))
async def test_mangled_answers_are_pages_or_errors_of_ours(seed) -> None:
    """Sixty answers with bytes changed, cut or doubled anywhere, head included."""
    dice = random.Random(seed)
    whole = answer(
        gzip.compress(b"<p>text</p>" * 200),
        headers={"Content-Encoding": "gzip", "Content-Type": "text/html", "Location": "/0"},
    )

    async def mangled(_server, _path, writer) -> None:
        data = bytearray(whole)
        for _ in range(dice.randint(1, 6)):
            at = dice.randrange(len(data))
            match dice.randrange(3):
                case 0:
                    data[at] = dice.randrange(256)
                case 1:
                    del data[at : at + dice.randint(1, 30)]
                case _:
                    data[at:at] = data[at : at + dice.randint(1, 30)]
        writer.write(bytes(data))

    outcomes = set()
    async with serving(mangled) as server:
        for number in range(60):
            async with server.fetcher(read_timeout_s=0.5, total_timeout_s=1.0) as fetcher:
                try:
                    await fetcher.get(FetchRequest(f"{server.base}/{number}"))
                    outcomes.add("page")
                except FetchError as error:
                    outcomes.add(type(error).__name__)
    assert len(outcomes) > 1
