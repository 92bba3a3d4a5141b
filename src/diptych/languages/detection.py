"""Words of a text → the code of its language: by its script first, then by common words.

Common words are enough: articles are long, and one word in four is among some twenty common words of its
language.  Libraries cost more: py3langid takes 90 ms to import and 4.5 MB, lingua more.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from diptych.languages.base import plain_set, without_accents, word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ENGLISH = word_set(
    "the of and to that with by from as it its this were has have been would which who his they their after",
    "against when not",
)
"""Words that are far more frequent in English than in any other language, even in a short text."""
_LEAST_ENGLISH = 1 / 8
"""Lowest share of `_ENGLISH` among the words of an English text, 0..1."""

COMMON_WORDS = {
    "ca": "els les amb una dels que per al va és ha són però aquest aquesta més també seva seu ser hi",
    "cs": "že se na je byl podle jsou jako ale který která které když také před při ve po bylo jeho už",
    "da": "og det at af til er på med for der blev har ikke som fra han efter også efter ved eller mere",
    "de": "der die und das den von mit des dem im ist auf für eine nicht ein sich auch als nach einer aus",
    "en": "the of and to that with by from as it its this were has have been would which who his they their"
    " after against when not in on are at she was for be or but will had said off out",
    "es": "el la de que los las una por del con para se en su al fue según más no han ha dos este como",
    "eu": "eta da zen bat ere ez dute dira izan zuen du baina egin beste",
    "fi": "ja on ei että oli myös se kuin mutta ovat sen hän mukaan joka jo kun ole sekä ollut",
    "fr": "le la les des et une du dans est que qui pour au sur par il en ont été aux plus pas avec selon",
    "hr": "je u na se da su za koji što nije bio prema kako ali ili od ih će još bila",
    "hu": "az hogy nem is egy volt azt meg mint még már csak után szerint lesz pedig voltak és",
    "id": "yang dan di untuk dengan dari pada ini itu tidak dalam oleh akan adalah telah para juga sebagai",
    "it": "il di che la della per un una del con sono nel alla dei gli non è dal più le delle anche ha",
    "nl": "de het een van en dat op te zijn met voor niet ook aan bij naar werd door heeft wordt uit er maar",
    "no": "og det av til er på med for som har ikke ble fra han etter også ved eller mer sier ikkje",
    "pl": "w tym się nie na jest że do oraz jak dla po od przez został było ale jego który która które są"
    " już",
    "pt": "que do da em não uma os com para dos das foi no na ao mais pelo pela são mas por segundo também",
    "ro": "și în de la pe cu din care pentru că este au fost mai sunt nu unei prin după dar lui",
    "sk": "že sa na je bol podľa sú ako ale ktorý ktorá ktoré keď aj pred pri vo po bolo jeho už",
    "sv": "och det att av till är på med för som har inte från han efter också vid eller mer säger ett blev",
    "tr": "ve bir bu için ile da de olarak daha çok gibi sonra olan göre kadar ancak en oldu ise",
    "vi": "và của là có trong cho được không với các một những người đã khi này cũng để",
    "bg": "на и да се от за че са не по като който бе във към със през след така",
    "ru": "в и на не что с по как это его из был для от но были после также к у было она он",
    "uk": "в і на не що з та до за як від для був його це про були після також але у й",
    "ar": "في من على أن إلى عن التي الذي هذا هذه مع ما كان وقال قال بعد لم كما",
    "fa": "و در به از که این را با است برای آن شد می های بود کرد تا یک",
    "ur": "کے کی میں ہے اور سے کا کو نے پر یہ کہ ہیں تھا",
}
"""Some twenty common words of each language, collected by hand.

English is here too: a few sentences may have too few words of `_ENGLISH`.
"""
_LEAST_COMMON = 1 / 16
"""Lowest share of a language's common words, 0..1; a word counts less if more languages have it."""

_SCRIPTS = (
    (0x0041, 0x024F, "latin"), (0x0370, 0x03FF, "el"), (0x0400, 0x052F, "cyrillic"), (0x0530, 0x058F, "hy"),
    (0x0591, 0x05F4, "he"), (0x0600, 0x077F, "arabic"), (0x0900, 0x097F, "hi"), (0x0980, 0x09FF, "bn"),
    (0x0E00, 0x0E7F, "th"), (0x1100, 0x11FF, "ko"), (0x1E00, 0x1EFF, "latin"),
    (0x1F00, 0x1FFF, "el"), (0x3040, 0x30FF, "kana"), (0x3400, 0x9FFF, "han"), (0xAC00, 0xD7AF, "ko"),
)  # fmt: skip
"""First and last code point of a script, and its name or the code of its only language."""
_BY_SCRIPT = {"latin": None, "cyrillic": plain_set("bg ru uk"), "arabic": plain_set("ar fa ur")}
"""The languages that share a script; None stands for all."""
_LETTERS = 2_000
"""Letters of a text that are read to find its script."""
_WORD = re.compile(r"\w+")
_READ = 4_000
"""Characters of a text that are read."""
_KANA = 0.05
"""Lowest share of kana among kana and Chinese characters in Japanese, 0..1."""


def detect(words: Iterable[str]) -> str | None:
    """The ISO 639-1 code of the language of some normalised words; None if it is not recognised."""
    counts = Counter(words)
    total = counts.total()
    if not total:
        return None
    if sum(counts[word] for word in _ENGLISH) >= _LEAST_ENGLISH * total:
        return "en"
    script = _script(counts)
    if script is None or script not in _BY_SCRIPT:
        return script
    return _by_common_words(counts, total, _BY_SCRIPT[script])


def detect_in_text(text: str) -> str:
    """The ISO 639-1 code of the language of a text, by its beginning; empty if it is not recognised."""
    return detect(_WORD.findall(without_accents(text[:_READ].casefold()))) or ""


def _script(counts: Mapping[str, int]) -> str | None:
    """The script of most letters, or the code of its language if it has only one; None without letters."""
    found: Counter[str] = Counter()
    left = _LETTERS
    for word, count in counts.items():
        for letter in word:
            code = ord(letter)
            for first, last, script in _SCRIPTS:
                if first <= code <= last:
                    found[script] += count
                    break
        left -= len(word)
        if left < 0:
            break
    han, kana = found.pop("han", 0), found.pop("kana", 0)
    if han or kana:
        found["ja" if kana >= _KANA * (han + kana) else "zh"] = han + kana
    return max(found, key=lambda script: (found[script], script)) if found else None


@cache
def _profiles() -> dict[str, dict[str, float]]:
    """The weight of each common word by language: 1 over the number of languages that have the word."""
    sets = {code: word_set(words) for code, words in COMMON_WORDS.items()}
    known_by = Counter(word for words in sets.values() for word in words)
    return {code: {word: 1 / known_by[word] for word in sorted(words)} for code, words in sets.items()}


def _by_common_words(counts: Mapping[str, int], total: int, among: frozenset[str] | None) -> str | None:
    parts: Counter[str] = Counter()
    for word, count in counts.items():
        for part in word.split("'"):  # l'eau, dell'acqua
            parts[part] += count
    best, found = 0.0, None
    for code, profile in _profiles().items():
        if among is None or code in among:
            score = sum(parts[word] * weight for word, weight in profile.items())
            if score > best:
                best, found = score, code
    return found if best >= _LEAST_COMMON * total else None
