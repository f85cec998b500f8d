"""How Japanese and Korean sentences name their speaker: the words differ, the order of looking does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from extractors.model import Speaker


def last_kind(text: str, kinds: Iterable[tuple[str, re.Pattern[str]]]) -> str:
    """The kind whose pattern matches last, empty when none does: the verb at the end is the outermost."""
    best, kind = -1, ""
    for name, pattern in kinds:
        for match in pattern.finditer(text):
            if match.start() > best:
                best, kind = match.start(), name
    return kind


@dataclass(frozen=True, slots=True)
class SpeechRules:
    """The patterns of one language; those that find a speaker have a group `who`.

    Attributes:
        verb_kind: the kind of the last verb of speech in some words, or empty.
        according: a source in an adverbial (`Xによると`, `X에 따르면`).
        topic: the topic or subject of the sentence.
        spoken: what must stand behind a topic for its sentence to be speech.
        after_quote: a speaker behind what he says, and in its group `verb` the words that follow.
        headline: a name before a quotation in a headline.
        relay: somebody passes on what another said.
        kinds: kinds of source by their words, the first that fits; else an institution.
    """

    verb_kind: Callable[[str], str]
    according: re.Pattern[str]
    topic: re.Pattern[str]
    spoken: re.Pattern[str]
    after_quote: re.Pattern[str]
    headline: re.Pattern[str]
    relay: re.Pattern[str]
    kinds: tuple[tuple[str, re.Pattern[str]], ...]

    def read(self, sentence: str) -> Speaker | None:
        """The outermost speaker of a sentence, or None when it speaks for itself."""
        verb = self.verb_kind(sentence)
        according = self.according.search(sentence)
        if according:
            kind = verb if verb not in ("", "said") else "reported"
            return self._speaker(sentence, according, kind, is_according=True)
        after = self.after_quote.search(sentence)
        if after and (kind := self.verb_kind(after["verb"])):
            return self._speaker(sentence, after, kind)
        topic = self.topic.search(sentence)
        if verb and topic and self.spoken.search(sentence, topic.end()):
            return self._speaker(sentence, topic, verb)
        headline = self.headline.match(sentence)
        return self._speaker(sentence, headline, verb or "said") if headline else None

    def _speaker(
        self, sentence: str, match: re.Match[str], verb_kind: str, *, is_according: bool = False
    ) -> Speaker:
        words = match["who"]
        start = match.start("who") + len(words) - len(words.lstrip())
        text = words.strip()
        kind = next((kind for kind, words in self.kinds if words.search(text)), "institution")
        is_relayed = bool(self.relay.search(sentence)) or (is_according and self._is_media(text))
        return Speaker(text, kind, start, start + len(text), verb_kind, is_relayed=is_relayed)

    def _is_media(self, words: str) -> bool:
        return bool(dict(self.kinds)["media"].search(words))
