"""The judge: one article against one baseline, as a pure function."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from extractors.cues import read_certainty, read_cues
from extractors.framing import read_framing
from extractors.language import detect_language
from extractors.model import Certainty
from extractors.values import read_values
from warehouse.judging import actors, amounts, events, novel, offices, phrases, relevance, status
from warehouse.judging.case import Case, quietly
from warehouse.judging.choosing import first_event, heed_wholes, one_for_each_claim
from warehouse.judging.corrections import heed_corrections
from warehouse.judging.eras import heed_eras
from warehouse.judging.focus import follow
from warehouse.judging.model import (
    ArticleText,
    Claim,
    ClaimValue,
    Feedback,
    Finding,
    FindingKind,
    Judgement,
    Weight,
)
from warehouse.judging.occasion import heed_occasion
from warehouse.judging.pack import Pack
from warehouse.judging.reading import Reading
from warehouse.judging.terms import TermIndex
from warehouse.judging.touch import Touch, Touches, is_in_play, touch
from warehouse.judging.watch import Watch
from warehouse.watchfile import read_watch

_READERS: dict[str, Callable[[Case], Iterator[Finding]]] = {
    "amount": amounts.detect,
    "event": events.detect,
    "phrase": phrases.detect,
    "office": offices.detect,
    "actor": actors.detect,
}

_FIGURES = "amount."
# What a headline makes of a thing that is still talked of.
_PLAN = "rung:planned"
# The stop that goes with an end, by their keys.
_STOPS = {
    "rung:ended": "rung:paused",
    "rung:terminated": "rung:suspended",
    "rung:cancelled": "rung:stalled",
}
# A sentence that says nothing.
_ANY = "so"


class Judge:
    """Judges articles against one pack; building it compiles the pack's words (tens of milliseconds)."""

    def __init__(self, pack: Pack) -> None:
        """Type the pack's watch files.

        Raises:
            YamlError: a fault in them, with file and line.
        """
        self.pack = pack
        self.watchlist = read_watch(pack.watch, pack.languages, pack.ladders)
        self._terms: dict[str, TermIndex] = {}
        follows = {watch.claim: watch.words.get("follows", ()) for watch in self.watchlist.watches}
        self._parts = {claim: wholes for claim, wholes in follows.items() if wholes}

    def prepare(self) -> None:
        """Build now, for all the pack's languages, what is otherwise built when the first article needs it."""
        for language in self.pack.languages:
            self._terms_of(language)
            read_cues(_ANY, language)
            read_certainty(_ANY, language, 0, len(_ANY))
            read_values(_ANY, language, self.pack.as_of)
            for watch in self.watchlist.watches:
                watch.cues_in(_ANY, language)
            if self.watchlist.acts is not None:
                self.watchlist.acts.acts_in(_ANY, language)
        for open_reader in self.watchlist.own_words.values():
            open_reader()

    def judge(self, article: ArticleText, feedback: Feedback | None = None) -> Judgement:
        """Judge one article.

        Args:
            article: title, text and time of publication; the time's offset gives the local day.
            feedback: what analysts accepted or dismissed before.

        Returns:
            Relevance and findings; nothing is found in an article that is not relevant, or whose
            language has no lexicon.
        """
        feedback = feedback or Feedback()
        language = article.language or detect_language(f"{article.title}\n{article.text}")
        if language not in self.pack.languages:
            return Judgement(is_relevant=False, relevance=0.0)
        reading = self._read(article, language)
        score = relevance.score(reading, self.watchlist)
        is_relevant = score >= self.watchlist.relevance.threshold
        if not is_relevant and relevance.is_against(reading, self.watchlist):
            return Judgement(is_relevant=False, relevance=score)
        claims = list(self._claim_findings(reading, feedback))
        claims = heed_corrections(reading, _heed_denials(reading, _heed_bodies(claims)))
        claims = self._heed_occasion(reading, claims)
        chosen = one_for_each_claim(claims)
        claims, findings = (heed_wholes(some, chosen, self._parts) for some in (claims, chosen))
        events = self._events(reading, score)
        findings += _news_beside(events, findings)
        asides = [f for f in (*claims, *(e.finding for e in events)) if f not in findings]
        frame = (
            read_framing(reading.head_text, language, article.text)
            if (findings or asides)
            else None
        )
        findings, asides = (
            _heed_frame(frame, [_heed_feedback(f, article, feedback) for f in some])
            for some in (findings, asides)
        )
        findings = heed_eras(reading, self.watchlist.watches, self.pack.as_of, findings)
        # What changes a claim is about the pack's subject even where little else in the text says so.
        if not is_relevant and not any(finding.is_alerting for finding in findings):
            return Judgement(is_relevant=False, relevance=score)
        findings.sort(key=_place_in_text)
        return Judgement(
            is_relevant=True, relevance=score, findings=tuple(findings), asides=tuple(asides)
        )

    def _heed_occasion(self, reading: Reading, findings: list[Finding]) -> list[Finding]:
        return heed_occasion(reading, self.watchlist.occasion, self.pack.as_of, findings)

    def _events(self, reading: Reading, score: float) -> list[novel.Sighting]:
        """Novel events; what the baseline's own event brought is none.

        In an article that names both sides only once, one in that very sentence makes it relevant.
        """
        if score < relevance.PAIRED or reading.day < self.pack.as_of:
            return []
        seen = novel.detect(reading, self.watchlist)
        if score < self.watchlist.relevance.threshold:
            seen = [event for event in seen if event.is_between]
        told = self._heed_occasion(reading, [event.finding for event in seen])
        return [
            replace(event, finding=finding, is_news=event.is_news and finding.is_alerting)
            for event, finding in zip(seen, told, strict=True)
        ]

    def _read(self, article: ArticleText, language: str) -> Reading:
        reading = Reading(article, language, self._terms_of(language))
        follow(reading, self.watchlist.focuses)
        return reading

    def _terms_of(self, language: str) -> TermIndex:
        if language not in self._terms:
            self._terms[language] = TermIndex(self.watchlist.sets_in(language))
        return self._terms[language]

    def _claim_findings(self, reading: Reading, feedback: Feedback) -> Iterator[Finding]:
        touches = self._touches_by_ladder(reading)
        for watch in self.watchlist.watches:
            if not (is_in_play(reading, watch.subjects) or is_in_play(reading, watch.wide)):
                continue
            case = self._case(reading, watch, feedback)
            if watch.reader == "status":
                yield from status.detect(case, touches)
            else:
                yield from _READERS[watch.reader](case)

    def _case(self, reading: Reading, watch: Watch, feedback: Feedback) -> Case:
        """The claim against its own value, or against the one accepted since."""
        claim = self.pack.claims[watch.claim]
        target, compared, since = self.held(claim, reading.day, feedback)
        return Case(claim, target, compared, watch, reading, since, self.watchlist)

    def held(self, claim: Claim, day: date, feedback: Feedback) -> tuple[ClaimValue, str, date]:
        """What a claim is compared with on a day: the value, `baseline` or `current`, since when."""
        current = feedback.current.get(claim.id)
        if current is not None and day >= current.from_day:
            return current.value, "current", current.from_day
        return claim.value, "baseline", self.pack.as_of

    def touched(self, article: ArticleText) -> tuple[str, ...]:
        """Claims whose subject some sentence is about, in the pack's order.

        Args:
            article: one that `judge` found relevant; what asserts nothing (a quiz, a novel) touches none.
        """
        language = article.language or detect_language(f"{article.title}\n{article.text}")
        if language not in self.pack.languages:
            return ()
        reading = self._read(article, language)
        if read_framing(reading.head_text, language, article.text) is not None:
            return ()
        return tuple(
            dict.fromkeys(
                watch.claim
                for watch in self.watchlist.watches
                if is_in_play(reading, watch.subjects)
                and any(touch(reading, line, watch.subjects) for line in reading.lines)
            )
        )

    def _touches_by_ladder(self, reading: Reading) -> Touches:
        """Where each status claim is touched, so that a cue can be given to the nearest subject."""
        found: dict[str, dict[int, list[Touch]]] = defaultdict(lambda: defaultdict(list))
        for watch in self.watchlist.watches:
            if watch.reader != "status" or not is_in_play(reading, watch.subjects):
                continue
            ladder = self.pack.claims[watch.claim].ladder
            for line in reading.lines:
                touched = touch(reading, line, watch.subjects)
                if touched is not None:
                    found[ladder][line.index].append(touched)
        return found


def judge(article: ArticleText, pack: Pack, feedback: Feedback | None = None) -> Judgement:
    """Judge one article; for many, build one `Judge` and use its method."""
    return Judge(pack).judge(article, feedback)


def _news_beside(events: list[novel.Sighting], findings: list[Finding]) -> list[Finding]:
    """The novel event to tell beside what was found of claims, if there is any."""
    news = [event for event in events if event.is_news]
    told = [f for f in first_event(e.finding for e in news) if _is_news_beside(f, findings)]
    return told or first_event(e.finding for e in news if e.is_apart)


def _is_news_beside(event: Finding, findings: list[Finding]) -> bool:
    """Whether a novel event is the news of a text in which claims were found, too.

    A change of a claim is the news itself, and the event only another side of it; a wrong date or count
    of the baseline's past and a new figure, told in passing below, leave the event the news.
    """
    return all(
        (finding.kind is FindingKind.CONTRADICTION or finding.rule.startswith(_FIGURES))
        and _place_in_text(event) < _place_in_text(finding)
        for finding in findings
        if finding.is_alerting
    )


def _heed_frame(frame: tuple[str, str] | None, findings: list[Finding]) -> list[Finding]:
    """A quiz, a novel or a war game asserts nothing, whatever its sentences say."""
    if frame is None:
        return findings
    name, words = frame
    return [quietly(f, f"the text is a {name} ('{words}')") for f in findings]


def _heed_denials(reading: Reading, findings: list[Finding]) -> list[Finding]:
    """A change that the title or lead denies is not news, however the report of it is worded below.

    Where the title itself asserts the change, a 'not' in the lead belongs to something else.
    """
    denied = {
        (finding.claim, rung)
        for finding in findings
        if finding.denies and _is_in_head(reading, finding)
        for rung in _denied_with(finding)
    } - {
        (f.claim, f.value_key)
        for f in findings
        if f.evidence.field == "title" and f.kind is FindingKind.DEVELOPMENT
    }
    return [
        replace(f, weight=Weight.MINOR, reason=f"{f.reason}; denied in the lead")
        if (f.claim, f.value_key) in denied and f.kind is FindingKind.DEVELOPMENT
        else f
        for f in findings
    ]


def _denied_with(finding: Finding) -> list[str]:
    """What a denial takes back: the rung, and where a report of the end was false, a mere stop as well."""
    stop = _STOPS.get(finding.denies)
    is_false_report = finding.certainty is Certainty.DENIED
    return [finding.denies, stop] if stop and is_false_report else [finding.denies]


def _heed_bodies(findings: list[Finding]) -> list[Finding]:
    """A headline says more than the text below that only plans or reports it, or only says that it is talked of.

    Not where the text says that what held does so no more: 'the autumn drill will not take place'.
    """
    body = [finding for finding in findings if finding.evidence.field == "text"]
    hinted = {(f.claim, f.value_key.split(":")[1]) for f in body if f.value_key.startswith("hint:")}
    restated = {f.claim for f in body if f.kind is FindingKind.RESTATEMENT}
    asserted = {(f.claim, f.value_key) for f in body}
    undone = {f.claim for f in body if f.value_key.startswith("not:")}
    return [
        replace(f, weight=Weight.MINOR, reason=f"{f.reason}; the text itself says less")
        if f.evidence.field == "title"
        and f.kind is FindingKind.DEVELOPMENT
        and (f.claim, f.value_key) not in asserted
        and f.claim not in undone
        and (
            (f.claim, f.value_key.removeprefix("rung:")) in hinted
            or (f.claim in restated and f.value_key == _PLAN)
        )
        else f
        for f in findings
    ]


def _is_in_head(reading: Reading, finding: Finding) -> bool:
    return any(line.evidence() == finding.evidence for line in reading.head_lines(2))


def _heed_feedback(finding: Finding, article: ArticleText, feedback: Feedback) -> Finding:
    if (finding.claim, finding.value_key) in feedback.dismissed:
        return replace(finding, kind=FindingKind.UNDECIDED, reason="dismissed before by an analyst")
    if article.is_date_guessed and finding.is_alerting:
        return replace(
            finding, kind=FindingKind.UNDECIDED, reason="the article's date is only guessed"
        )
    return finding


def _place_in_text(finding: Finding) -> tuple[bool, int]:
    return (finding.evidence.field == "text", finding.evidence.start)
