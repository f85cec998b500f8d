"""The adjudicator that ships: a language model behind an endpoint, with cache, budget and patience.

Whatever goes wrong with it is counted and told, never raised: the rules' verdict stands then.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from pathlib import Path

from flows.chat import ChatEndpoint, open_endpoint
from flows.errors import AnswerError, EndpointRefusal, EndpointTrouble
from flows.files import write_atomically
from flows.prompt import messages, read_answer, schema
from flows.reading import Failure, Reading, as_text
from flows.settings import AdjudicatorSettings
from warehouse.home import Home
from warehouse.judging.adjudicator import (
    Adjudicator,
    Opinion,
    Question,
    Verdict,
    evidence_of,
    heed,
    questions,
)
from warehouse.judging.judge import Judge
from warehouse.judging.model import ArticleText, Feedback, Judgement

# So many questions in a row without a usable answer, and the run goes on without the model: at the default
# concurrency of 4 a dead endpoint costs a run one timeout.
MOST_FAILURES = 4
# Claims on which no rule fired are asked about as long as this share of the calls is left for findings.
KEPT_FOR_FINDINGS = 0.5
PAUSE_S = 1.0
REMEMBERED = timedelta(days=30)
_UNKNOWN_FIELDS = (HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY)
_SAYING = (Verdict.CONFIRMED, Verdict.VETOED, Verdict.DEVELOPMENT, Verdict.CONTRADICTION)


@dataclass(frozen=True, slots=True)
class Case:
    """A judged article for the model to look at.

    Attributes:
        article: the article.
        judgement: the rules' verdict.
        touched: claims to ask about where no rule fired.
    """

    article: ArticleText
    judgement: Judgement
    touched: tuple[str, ...] = ()


class Adjudication:
    """An adjudicator at work on judged articles.

    Args:
        adjudicator: who is asked.
        judge: the rules' judge.
        feedback: what analysts decided so far.
    """

    def __init__(self, adjudicator: Adjudicator, judge: Judge, feedback: Feedback) -> None:
        self.adjudicator = adjudicator
        self.judge = judge
        self.feedback = feedback
        self.counts: Counter[str] = Counter()

    async def hear(self, cases: Sequence[Case]) -> list[Judgement]:
        """Ask about findings of all cases, then about silent claims, and take the answers up."""
        asked = [
            questions(self.judge, case.article, case.judgement, self.feedback, case.touched)
            for case in cases
        ]
        every = [question for of_case in asked for question in of_case]
        answers = await self._ask(question for question in every if question.finding is not None)
        answers |= await self._ask(question for question in every if question.finding is None)
        return [
            heed(
                case.judgement,
                [(q, answers[id(q)]) for q in mine if id(q) in answers],
                self.feedback,
            )
            for case, mine in zip(cases, asked, strict=True)
        ]

    async def hear_readings(self, outcomes: Sequence[Reading | Failure]) -> list[Reading | Failure]:
        """The same for what came of a batch of pages; failures pass through."""
        readings = [one for one in outcomes if isinstance(one, Reading)]
        cases = [
            Case(as_text(one.new.article, one.new.seen_at), one.judgement, one.touched)
            for one in readings
        ]
        judged = iter(await self.hear(cases))
        return [
            replace(one, judgement=next(judged)) if isinstance(one, Reading) else one
            for one in outcomes
        ]

    async def _ask(self, todo: Iterable[Question]) -> dict[int, Opinion]:
        """Answers by the identity of their question: two articles may be equal to the letter."""
        batch = list(todo)
        opinions = await asyncio.gather(*map(self.adjudicator.ask, batch))
        self.counts.update(map(outcome, batch, opinions))
        return {id(q): o for q, o in zip(batch, opinions, strict=True) if o is not None}

    def says(self) -> str:
        """One line of what it came to so far."""
        told = ", ".join(f"{count} {name}" for name, count in sorted(self.counts.items()))
        what = "; ".join([told or "nothing to ask", *troubles(self.adjudicator)])
        return f"model asked about {self.counts.total()} matters: {what}"


def outcome(question: Question, opinion: Opinion | None) -> str:
    """What an answer came to, for counting."""
    if opinion is None:
        return "unanswered"
    if opinion.verdict not in _SAYING:
        return "left as they were"
    if evidence_of(question, opinion) is None:
        return "ignored for want of evidence"
    is_found = question.finding is None
    return "added" if is_found else opinion.verdict.value


@dataclass
class Budget:
    """What a run may still spend.

    Attributes:
        calls: requests left.
        tokens: tokens left; an answer may be dearer than reserved for, so it can end below zero.
    """

    calls: int
    tokens: int

    def take(self, tokens: int) -> bool:
        """Reserve a request of so many tokens; False when there is not enough left."""
        if self.calls < 1 or self.tokens < tokens:
            return False
        self.calls -= 1
        self.tokens -= tokens
        return True


class AnswerCache:
    """Answers by the digest of all that was asked; a file each, there whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, digest: str) -> str:
        """The answer's text, or empty."""
        try:
            return self._path(digest).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return ""

    def put(self, digest: str, text: str) -> None:
        """Keep an answer that was found good."""
        write_atomically(self._path(digest), text.encode())

    def prune(self, before: datetime) -> None:
        """Forget what was answered before; articles are revisited for days, not for months."""
        for path in self._folder.glob("*/*.json"):
            if path.stat().st_mtime < before.timestamp():
                path.unlink(missing_ok=True)

    def _path(self, digest: str) -> Path:
        return self._folder / digest[:2] / f"{digest}.json"


@dataclass
class ModelAdjudicator:
    """Asks a model; an `Adjudicator`.

    Attributes:
        settings: endpoint, model, patience, budget.
        endpoint: an open client.
        cache: earlier answers.
        trouble: what went wrong, counted by a short reason.
        cached: questions that the cache answered.
    """

    settings: AdjudicatorSettings
    endpoint: ChatEndpoint
    cache: AnswerCache
    trouble: Counter[str] = field(default_factory=Counter)
    cached: int = 0

    def __post_init__(self) -> None:
        """Nothing is spent yet."""
        self.budget = Budget(self.settings.calls, self.settings.tokens)
        self._turn = asyncio.Semaphore(self.settings.concurrency)
        self._failures_in_a_row = 0
        self._is_plain = False
        self._rests_until = 0.0

    async def ask(self, question: Question) -> Opinion | None:
        """Judge one question, from the cache where it was asked before."""
        digest = digest_of(question, self.settings.model)
        known = await asyncio.to_thread(self.cache.get, digest)
        if known:
            try:
                opinion = read_answer(known, question)
            except AnswerError:
                self.trouble["damaged cache"] += 1
            else:
                self.cached += 1
                return opinion
        async with self._turn:
            return await self._asked(question, digest) if self._may_ask(question) else None

    def _may_ask(self, question: Question) -> bool:
        """Whether there is somebody to ask and something to spend."""
        kept = self.settings.calls * KEPT_FOR_FINDINGS
        if self._failures_in_a_row >= MOST_FAILURES:
            reason = "given up for this run"
        elif self._rest_left() > self.settings.timeout_s:
            reason = "endpoint wants a rest"
        elif question.finding is None and self.budget.calls <= kept:
            reason = "calls kept for findings"
        else:
            return True
        self.trouble[reason] += 1
        return False

    async def _asked(self, question: Question, digest: str) -> Opinion | None:
        try:
            async with asyncio.timeout(self.settings.timeout_s):
                text = await self._patiently(question)
            if not text:
                self.trouble["over budget"] += 1
                return None
            opinion = read_answer(text, question)
        except TimeoutError:
            self._failed("too slow")
        except (EndpointTrouble, AnswerError) as error:
            self._failed(str(error))
        except EndpointRefusal as error:
            self._failed(str(error))
            self._failures_in_a_row = MOST_FAILURES
        else:
            self._failures_in_a_row = 0
            await self._remember(digest, text)
            return opinion
        return None

    async def _remember(self, digest: str, text: str) -> None:
        try:
            await asyncio.to_thread(self.cache.put, digest, text)
        except OSError as error:  # a full disk is the warehouse's to complain of
            self.trouble[f"cache: {error.strerror}"] += 1

    def _failed(self, reason: str) -> None:
        self.trouble[reason] += 1
        self._failures_in_a_row += 1

    def _rest_left(self) -> float:
        return self._rests_until - time.monotonic()

    async def _patiently(self, question: Question) -> str:
        """Ask, and once more after trouble or in plainer words; empty when the budget does not allow it."""
        try:
            return await self._once(question)
        except EndpointTrouble as error:
            wait_s = PAUSE_S if error.retry_after_s is None else error.retry_after_s
            self._rests_until = time.monotonic() + wait_s
            if wait_s >= self.settings.timeout_s:
                raise
        except EndpointRefusal as error:
            if self._is_plain or error.status not in _UNKNOWN_FIELDS:
                raise
            self._is_plain = True
        return await self._once(question)

    async def _once(self, question: Question) -> str:
        await asyncio.sleep(self._rest_left())
        body = self._body(question)
        reserved = estimate(body) + self.settings.answer_tokens
        if not self.budget.take(reserved):
            return ""
        text, used = content_of(await self.endpoint.post(body))
        self.budget.tokens += reserved - (reserved if used is None else used)
        return text

    def _body(self, question: Question) -> dict[str, object]:
        """The request; plain for endpoints that know neither schemas nor limits (400 told so)."""
        body: dict[str, object] = {
            "model": self.settings.model,
            "messages": messages(question),
        }
        if self._is_plain:
            return body
        form = {"name": "verdict", "strict": True, "schema": schema(question)}
        return body | {
            "temperature": 0,
            "max_tokens": self.settings.answer_tokens,
            "response_format": {"type": "json_schema", "json_schema": form},
        }


def estimate(body: dict[str, object]) -> int:
    """Tokens of a request, rather too many: three bytes of UTF-8 each, which is one for 漢 and 한."""
    return len(json.dumps(body, ensure_ascii=False).encode()) // 3


def content_of(body: bytes) -> tuple[str, int | None]:
    """The text of a completion, and the tokens it says it used.

    Raises:
        AnswerError: it is no completion.
    """
    try:
        found = json.loads(body)
        text, usage = found["choices"][0]["message"]["content"], found.get("usage") or {}
        used = usage.get("total_tokens")
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError) as error:
        raise AnswerError("no completion") from error
    if not isinstance(text, str) or not text.strip():
        raise AnswerError("an empty answer")
    is_count = isinstance(used, int) and not isinstance(used, bool) and used >= 0
    return text, used if is_count else None


def digest_of(question: Question, model: str) -> str:
    """Digest of all that an answer depends on: model, prompt, article, claim, pack and its version."""
    article = question.article
    whole = [
        model,
        question.pack,
        messages(question),
        schema(question),
        article.title,
        article.text,
    ]
    return hashlib.sha256(json.dumps(whole, ensure_ascii=False).encode()).hexdigest()


@asynccontextmanager
async def open_model(
    settings: AdjudicatorSettings, home: Home, now: datetime
) -> AsyncIterator[ModelAdjudicator]:
    """Open the adjudicator of the settings; old answers are forgotten, nothing is sent."""
    cache = AnswerCache(home.root / "adjudicator")
    await asyncio.to_thread(cache.prune, now - REMEMBERED)
    async with open_endpoint(settings) as endpoint:
        yield ModelAdjudicator(settings, endpoint, cache)


def troubles(adjudicator: Adjudicator) -> Iterator[str]:
    """What went wrong with the one that ships, most frequent first."""
    if isinstance(adjudicator, ModelAdjudicator):
        yield from (f"{count} × {reason}" for reason, count in adjudicator.trouble.most_common())
