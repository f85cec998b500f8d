"""How a sentence goes on about the matter that the one before it named, by language.

Only Japanese leaves its subject out and writes long names in one word; elsewhere the answers are those of a
sentence that names its own matter.
"""

from __future__ import annotations

from extractors.lang.ja import anaphora as ja

_JAPANESE = "ja"
# Languages whose sentences leave their matter out.
DROPPING = frozenset({_JAPANESE})


def takes_up(text: str, span: tuple[int, int], ladder: str, rung: str, language: str) -> bool:
    """Whether a sentence tells of the matter named before: その措置は14日に効力を失った.

    Args:
        text: the sentence.
        span: the words that tell what became of the matter.
        ladder: of the matter.
        rung: what the words tell.
        language: BCP 47 primary tag.
    """
    return language == _JAPANESE and ja.takes_up(text, span, ladder, rung)


def may_stand_for(noun: str, ladder: str, language: str) -> bool:
    """Whether the subject of a clause is one who acts (政府), or a word for the matter of the clause before (協定).

    Args:
        noun: the phrase without its mark.
        ladder: of the matter that was named before it.
        language: BCP 47 primary tag.
    """
    return language == _JAPANESE and ja.may_stand_for(noun, ladder)


def is_compound(text: str, span: tuple[int, int], language: str) -> bool:
    """Whether a plain noun is the end of a longer one, which names another matter: 関税協定.

    Args:
        text: the sentence.
        span: the noun.
        language: BCP 47 primary tag.
    """
    return language == _JAPANESE and ja.is_compound(text, span)
