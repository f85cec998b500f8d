"""The judge: one article against one baseline, as a pure function."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from extractors.framing import read_framing
from extractors.language import detect_language
from warehouse.judging import amounts, events, novel, offices, phrases, relevance, status
from warehouse.judging.case import Case, quietly
from warehouse.judging.model import (
    ALERTING,
    ArticleText,
    Claim,
    ClaimValue,
    Feedback,
    Finding,
    FindingKind,
    Judgement,
    Weight,
)
from warehouse.judging.pack import Pack
from warehouse.judging.reading import Reading
from warehouse.judging.terms import TermIndex
from warehouse.judging.touch import Touch, is_in_play, touch
from warehouse.judging.watch import Watch
from warehouse.watchfile import read_watch

_READERS: dict[str, Callable[[Case], Iterator[Finding]]] = {
    "amount": amounts.detect,
    "event": events.detect,
    "phrase": phrases.detect,
    "office": offices.detect,
}


# A new figure for this year and a wrong one for the baseline's year can stand in one article.
_OF_A_TIME = frozenset({"amount.later", "amount.same-time"})


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
        reading = Reading(article, language, self._terms_of(language))
        score = relevance.score(reading, self.watchlist)
        is_relevant = score >= self.watchlist.relevance.threshold
        if not is_relevant and relevance.is_against(reading, self.watchlist):
            return Judgement(is_relevant=False, relevance=score)
        findings = list(self._claim_findings(reading, feedback))
        findings = _heed_denials(reading, _heed_bodies(findings))
        findings = _one_for_each_claim(findings)
        findings = [self._heed_moves(f, findings) for f in findings]
        is_new = is_relevant and reading.day >= self.pack.as_of
        if is_new and not any(finding.is_alerting for finding in findings):
            found = novel.detect(reading, self.watchlist)
            findings += [found] if found else []
        findings = [_heed_feedback(f, article, feedback) for f in findings]
        findings = _heed_frame(reading, findings)
        # What changes a claim is about the pack's subject even where little else in the text says so.
        if not is_relevant and not any(finding.is_alerting for finding in findings):
            return Judgement(is_relevant=False, relevance=score)
        findings.sort(key=_place_in_text)
        return Judgement(is_relevant=True, relevance=score, findings=tuple(findings))

    def _terms_of(self, language: str) -> TermIndex:
        if language not in self._terms:
            self._terms[language] = TermIndex(self.watchlist.sets_in(language))
        return self._terms[language]

    def _claim_findings(self, reading: Reading, feedback: Feedback) -> Iterator[Finding]:
        touches = self._touches_by_ladder(reading)
        for watch in self.watchlist.watches:
            if not is_in_play(reading, watch.subjects):
                continue
            case = self._case(reading, watch, feedback)
            if watch.reader == "status":
                yield from status.detect(case, touches.get(case.claim.ladder, {}))
            else:
                yield from _READERS[watch.reader](case)

    def _heed_moves(self, finding: Finding, findings: list[Finding]) -> Finding:
        """A figure that differs because the status it belongs to has just moved corrects nothing.

        'Half a dozen prefectures stay barred' in the report of the easing is its other half; the pack
        says of which claim a figure is part (`follows`).
        """
        if finding.kind is not FindingKind.CONTRADICTION:
            return finding
        moved = {
            f.claim
            for f in findings
            if f.kind is FindingKind.DEVELOPMENT and f.weight is Weight.MAJOR
        }
        watch = next(watch for watch in self.watchlist.watches if watch.claim == finding.claim)
        if moved.isdisjoint(watch.words.get("follows", ())):
            return finding
        reason = f"{finding.reason}, in the report of a change that it is part of"
        kind, weight = FindingKind.DEVELOPMENT, Weight.MINOR
        return replace(finding, kind=kind, weight=weight, rule="amount.partial", reason=reason)

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
        reading = Reading(article, language, self._terms_of(language))
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

    def _touches_by_ladder(self, reading: Reading) -> Mapping[str, Mapping[int, list[Touch]]]:
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


def _heed_frame(reading: Reading, findings: list[Finding]) -> list[Finding]:
    """A quiz, a novel or a war game asserts nothing, whatever its sentences say."""
    frame = read_framing(reading.head_text, reading.language, reading.article.text)
    if frame is None:
        return findings
    name, words = frame
    return [quietly(f, f"the text is a {name} ('{words}')") for f in findings]


def _heed_denials(reading: Reading, findings: list[Finding]) -> list[Finding]:
    """A change that the title or lead denies is not news, however the report of it is worded below.

    Where the title itself asserts the change, a 'not' in the lead belongs to something else.
    """
    denied = {
        (finding.claim, finding.denies)
        for finding in findings
        if finding.denies and _is_in_head(reading, finding)
    } - {(f.claim, f.value_key) for f in findings if f.evidence.field == "title"}
    return [
        replace(f, weight=Weight.MINOR, reason=f"{f.reason}; denied in the lead")
        if (f.claim, f.value_key) in denied and f.kind is FindingKind.DEVELOPMENT
        else f
        for f in findings
    ]


def _heed_bodies(findings: list[Finding]) -> list[Finding]:
    """A headline that asserts what the text below only plans or reports says more than the text."""
    body = [finding for finding in findings if finding.evidence.field == "text"]
    hinted = {(f.claim, f.value_key.split(":")[1]) for f in body if f.value_key.startswith("hint:")}
    asserted = {(f.claim, f.value_key) for f in body}
    return [
        replace(f, weight=Weight.MINOR, reason=f"{f.reason}; the text itself says less")
        if f.evidence.field == "title"
        and f.kind is FindingKind.DEVELOPMENT
        and (f.claim, f.value_key) not in asserted
        and (f.claim, f.value_key.removeprefix("rung:")) in hinted
        else f
        for f in findings
    ]


def _is_in_head(reading: Reading, finding: Finding) -> bool:
    return any(line.evidence() == finding.evidence for line in reading.head_lines(2))


def _one_for_each_claim(findings: Iterable[Finding]) -> list[Finding]:
    """For each claim and kind one verdict, the best supported; alerting kinds do not contradict."""
    groups: dict[tuple[str, FindingKind], dict[str, list[Finding]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for finding in findings:
        groups[finding.claim, finding.kind][finding.value_key].append(finding)
    best = {key: _best_supported(list(group.values())) for key, group in groups.items()}
    kept = []
    for (claim, kind), finding in best.items():
        rivals = [f for (c, k), f in best.items() if c == claim and k in ALERTING and k is not kind]
        is_of_a_time = finding.rule in _OF_A_TIME
        rivals = [r for r in rivals if not (is_of_a_time and r.rule in _OF_A_TIME)]
        if kind in ALERTING and any(_rank(rival) > _rank(finding) for rival in rivals):
            continue
        kept.append(finding)
    return kept


def _best_supported(groups: list[list[Finding]]) -> Finding:
    """The value that most sentences give, the headline counting double; of its sentences the best."""
    strongest: list[Finding] = max(groups, key=_support)
    return max(strongest, key=_rank)


def _support(group: list[Finding]) -> tuple[bool, float, float]:
    major = [finding for finding in group if finding.weight is Weight.MAJOR]
    weight = sum(2.0 if f.evidence.field == "title" else 1.0 for f in major or group)
    return bool(major), weight, max(finding.confidence for finding in group)


def _rank(finding: Finding) -> tuple[bool, float, bool, int]:
    """Major before minor, sure before unsure, body before title, early before late."""
    return (
        finding.weight is Weight.MAJOR,
        finding.confidence,
        finding.evidence.field == "text",
        -finding.evidence.start,
    )


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
