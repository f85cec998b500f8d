"""The language of a text, by its script and its function words. Pure, and fast: no model."""

from __future__ import annotations

import re
from collections import Counter

# Enough for a verdict; the rest of a long article would say the same.
SAMPLE_CHARS = 4000
# A Korean or Japanese text may quote English names and figures, hence less than half.
ENOUGH_SCRIPT = 0.15

# Runs of letters of a kind: counting by runs takes a fifth of the time that counting one by one does.
KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u30fc]+")
HANGUL = re.compile(r"[\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e]+")
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
LETTERS = re.compile(r"[^\W\d_]+")
ASCII = re.compile(r"[\x00-\x7f]+")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

# Function words that a text in the language can hardly avoid; shared ones count for both.
FUNCTION_WORDS = {
    "en": "the of and to in that is was for with on as by at from it be has have said were are this"
    " an a after will would who which over about their they he she not but or than more into",
    "de": "der die und das den von mit ist des dem nicht ein eine für auf im sich auch als",
    "fr": "le la les des et du une est dans que pour qui sur par pas avec au ce plus",
    "es": "el la los las de que en y del por con una para se un su al como más",
    "it": "il di che la e per un del della in con non una sono gli dei alla le",
    "pt": "o a de que e do da em um para com não uma os no na por mais",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er ook",
    "pl": "w i na z się do nie że jest o to jak po przez od dla",
    "tr": "ve bir bu için ile da de olarak çok daha en gibi olan",
    "vi": "và của là có cho các trong không được một với đã này những",
    "id": "yang dan di dengan untuk pada dari ini itu dalam tidak akan ke adalah",
    "sv": "och att det som en på är av för med den till inte har",
    "da": "og i at det er en til af på for med der den ikke har",
    "cs": "a se na v je že s z do o to by ve pro jsou",
    "hu": "a az és hogy nem is egy ez meg de van volt mint",
    "ro": "de și în la cu pe a din o este pentru care nu mai",
    "fi": "ja on ei se että oli hän joka ovat kun mutta myös",
}
WORDS_OF = {language: frozenset(words.split()) for language, words in FUNCTION_WORDS.items()}
# Scripts that settle the matter, or nearly so.
SCRIPTS = (
    (re.compile(r"[\u0400-\u04ff]+"), "ru"),
    (re.compile(r"[\u0370-\u03ff]+"), "el"),
    (re.compile(r"[\u0590-\u05ff]+"), "he"),
    (re.compile(r"[\u0600-\u06ff]+"), "ar"),
    (re.compile(r"[\u0e00-\u0e7f]+"), "th"),
    (re.compile(r"[\u0900-\u097f]+"), "hi"),
)
UKRAINIAN = re.compile(r"[іїєґ]")
# An English sentence is a quarter to a half function words; a list of names has next to none.
ENOUGH_WORDS = 0.08


def detect_language(text: str, hint: str = "") -> str:
    """Name the language of a text.

    Args:
        text: plain text, a headline or more.
        hint: what the page claims (`ko-KR`); decides only where the text does not.

    Returns:
        A BCP 47 primary tag (`en`, `ja`, `ko`, `zh`, …), or `und`.
    """
    sample = text[:SAMPLE_CHARS]
    letters = _count(LETTERS, sample)
    claimed = _primary(hint)
    if not letters:
        return claimed or "und"
    by_script = _by_script(ASCII.sub("", sample), letters, claimed)
    return by_script or _by_words(sample) or claimed or "und"


def _count(letters: re.Pattern[str], sample: str) -> int:
    return sum(map(len, letters.findall(sample)))


def _primary(tag: str) -> str:
    match = re.match(r"^\s*([A-Za-z]{2,3})(?:[-_,;\s]|$)", tag)
    return match[1].lower() if match else ""


def _by_script(beyond_ascii: str, letters: int, claimed: str) -> str:
    if len(beyond_ascii) <= ENOUGH_SCRIPT * letters:
        return ""
    kana, hangul, han = (_count(script, beyond_ascii) for script in (KANA, HANGUL, HAN))
    if max(kana + han, hangul) > ENOUGH_SCRIPT * letters:
        if hangul > kana + han / 2:
            return "ko"
        # Japanese prose is a third kana and more; Chinese quotes a の in a shop's name at most.
        # A bare headline in characters alone can be either, and there the page's claim decides.
        if kana > 0.03 * (kana + han):
            return "ja"
        return claimed if claimed in {"ja", "zh", "ko"} else "zh"
    for script, language in SCRIPTS:
        if _count(script, beyond_ascii) > letters / 2:
            is_ukrainian = language == "ru" and UKRAINIAN.search(beyond_ascii)
            if claimed and claimed not in WORDS_OF:
                return claimed
            return "uk" if is_ukrainian else language
    return ""


def _by_words(sample: str) -> str:
    words = Counter(map(str.lower, WORD.findall(sample)))
    total, present = sum(words.values()), frozenset(words)
    shares = {
        language: sum([words[word] for word in known & present]) / total
        for language, known in WORDS_OF.items()
    }
    best = max(shares, key=lambda language: shares[language])
    return best if shares[best] >= ENOUGH_WORDS else ""
