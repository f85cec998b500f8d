"""Which day it was where an article was written."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from warehouse.zones import in_press_zone

LATE = datetime(2026, 11, 19, 23, 41, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "country", "language", "told"),
    [
        ("", "KR", "ko", "2026-11-20 08:41 +0900"),
        ("+00:00", "JP", "en", "2026-11-20 08:41 +0900"),
        ("+00:00", "", "ja", "2026-11-20 08:41 +0900"),
        ("-05:00", "", "ko", "2026-11-19 18:41 -0500"),
        ("+08:00", "SG", "en", "2026-11-20 07:41 +0800"),
        ("Asia/Seoul", "", "en", "2026-11-19 23:41 +0000"),
    ],
)
def test_the_press_has_its_own_clock(written, country, language, told) -> None:
    local = in_press_zone(LATE, written, country, language)
    assert f"{local:%Y-%m-%d %H:%M %z}" == told


def test_no_time_stays_none() -> None:
    assert in_press_zone(None, "+09:00", "KR", "ko") is None
