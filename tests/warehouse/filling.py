"""A warehouse with rows in every table, made by the writer itself, and the released schemas that were kept.

`python -m tests.warehouse.filling 0.2.0` is run once at a release: it keeps a filled database of that version and the
digests of its migrations, which from then on must not change.
"""

from __future__ import annotations

import hashlib
import lzma
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

from extractors.model import Mention, Source, SourceKind
from extractors.yamlfile import load
from tests.warehouse.making import APPLES, BRIDGE, NOW, finding, later, new_article
from warehouse.home import Home
from warehouse.judging.model import Claim, ClaimType, ClaimValue, FindingKind, Judgement
from warehouse.migrate import FOLDER
from warehouse.publish import publish
from warehouse.records import Batch, FetchRecord, JudgedArticle, NewArticle, SourceState
from warehouse.writer import Writer, writing

RELEASED = Path(__file__).parents[1] / "data" / "released"
DIGESTS = RELEASED / "migrations.yaml"


def fill(home: Home) -> None:
    """Put rows into every table: what a few days of watching leave behind."""
    with writing(home, who="test") as writer:
        run_id = writer.start_run(NOW, "test")
        _collect(writer, run_id)
        _read(writer, run_id)
        _decide(writer)
        writer.finish_run(run_id, later(minutes=5), "done", {"articles": 6})
    publish(home, NOW)


def _collect(writer: Writer, run_id: UUID) -> None:
    source = Source("a", SourceKind.RSS, "https://a.example/rss", "en", outlet="A", owner="A Co.")
    writer.sync_sources([source, replace(source, id="b", outlet="B", owner="")], NOW)
    writer.set_source_states([SourceState(source, etag='"1"', last_success_at=NOW)])
    asked = FetchRecord(run_id, "a", source.url, "feed", NOW, "page", 200, size_bytes=900)
    writer.record_fetches([asked, replace(asked, outcome="error", status=503, error="busy")])


def _read(writer: Writer, run_id: UUID) -> None:
    """Copies, an update, a revision, an event in two languages that an article shows to be one."""
    value = ClaimValue("rung", "open", rung="open")
    statement = {"en": "The bridge is open.", "ja": "橋は通れる。", "ko": "다리는 열려 있다."}
    claim = Claim("bridge.status", ClaimType.STATUS, statement, value, date(2026, 1, 13))
    writer.sync_claims("town", "1", {claim.id: claim}, NOW)
    first = new_article("https://a.example/1", outlet="A", owner="A Co.", names=["place.bridge"])
    unknown = Mention("", "person", 0, 3, "The")
    copy = new_article("https://b.example/1", outlet="B", agency="Yonhap", published=later(hours=1))
    update = new_article(
        "https://c.example/1", f"{BRIDGE} It is open again.", outlet="C", published=later(hours=2)
    )
    first, copy, update = (replace(new, text_mentions=(unknown,)) for new in (first, copy, update))
    apples = new_article("https://b.example/2", APPLES, outlet="B", agency="Kyodo")
    novel = finding(APPLES, kind=FindingKind.NOVEL)
    _store(writer, run_id, {first: (finding(),), copy: (finding(),), apples: (novel,)})
    _store(writer, run_id, {update: (finding(value_key="rung:open"),)})
    edited = new_article(
        "https://a.example/1", BRIDGE + " Or so it seems.", outlet="A", published=later(hours=3)
    )
    _store(writer, run_id, {edited: ()})
    _merge(writer, run_id)


def _merge(writer: Writer, run_id: UUID) -> None:
    told = {
        "https://a.example/3": "The ferry to Tsushima stopped after a wave of four metres broke its bow door.",
        "https://b.example/3": "対馬へのフェリーは4メートルの波で船首の扉が壊れ、運航を取りやめた。",
    }
    for url, text in told.items():
        language = "ja" if "。" in text else "en"
        _store(writer, run_id, {new_article(url, text, language=language): ()})
    last = new_article("https://c.example/3", "대마도행 여객선이 멈췄다.", language="ko")
    (place,) = writer.place([last])
    (english, japanese) = (writer.known([url])[url].id for url in told)
    judged = JudgedArticle(
        last, replace(place, story_id=english, story_score=1.0, merges=(japanese,))
    )
    writer.store(Batch(run_id, NOW, (judged,), "town", "1"))


def _store(writer: Writer, run_id: UUID, found: Mapping[NewArticle, tuple[object, ...]]) -> None:
    judged = tuple(
        JudgedArticle(new, place, Judgement(is_relevant=True, relevance=1.0, findings=findings))  # type: ignore[arg-type]
        for (new, findings), place in zip(found.items(), writer.place(list(found)), strict=True)
    )
    writer.store(Batch(run_id, NOW, judged, "town", "1", ("mail", "chat")))


def _decide(writer: Writer) -> None:
    """One alert is delivered, accepted and undone, another dismissed."""
    pending = writer.pending_deliveries(NOW)
    first, other = dict.fromkeys(alert.finding_id for alert in pending if alert.finding.claim)
    writer.record_delivery(pending[0].alert_id, "mail", NOW, is_taken=True, detail="")
    writer.record_delivery(pending[0].alert_id, "chat", NOW, is_taken=False, detail="refused")
    writer.accept(first, "ann", NOW)
    writer.undo(first, "ann", later(minutes=1))
    writer.dismiss(other, "old", "ann", later(minutes=2))


def released_versions() -> list[str]:
    """Versions whose schema is out in the world, oldest first."""
    return list(load(DIGESTS).mapping())


def digests(version: str) -> dict[str, str]:
    """Digest of each migration that a release has, by file name."""
    return {name: node.text() for name, node in load(DIGESTS).mapping()[version].mapping().items()}


def unpack(version: str, home: Home) -> None:
    """Put the filled database of a release where a warehouse has its own."""
    home.make()
    home.database.write_bytes(lzma.decompress((RELEASED / f"{version}.duckdb.xz").read_bytes()))


def digest_of(path: Path) -> str:
    """SHA-256 of a migration."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def keep(version: str) -> None:
    """Keep the present schema, filled, as that of a release."""
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        fill(home)
        packed = lzma.compress(home.database.read_bytes(), preset=9)
    (RELEASED / f"{version}.duckdb.xz").write_bytes(packed)
    lines = [
        f'"{version}":',
        *(f"  {p.name}: {digest_of(p)}" for p in sorted(FOLDER.glob("*.sql"))),
    ]
    with DIGESTS.open("a", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    keep(sys.argv[1])
