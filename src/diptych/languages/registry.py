"""Codes of languages, or words of a text → what comparing needs to know of its language.

`NEUTRAL` serves every language that is not listed: words are then compared as they are written.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from diptych.errors import DiptychError
from diptych.languages.base import plain_set, word_set
from diptych.languages.catalogue import all_languages
from diptych.languages.detection import detect
from diptych.languages.model import SWEDISH_OPENERS, USUAL_OPENERS, Language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

NEUTRAL = Language(name="any")


class _Basics(NamedTuple):
    """A language of which only stop words, and perhaps a stemmer, are known."""

    name: str
    stemmer: str | None = None
    """The Snowball algorithm for its stems."""
    elisions: str = ""
    decimal_comma: bool = True
    opening_quotes: str = USUAL_OPENERS

    def language(self, code: str) -> Language:
        """The tables for comparing texts in this language."""
        return Language(
            name=self.name,
            code=code,
            stemmer=self.stemmer,
            elisions=word_set(self.elisions),
            decimal_comma=self.decimal_comma,
            opening_quotes=self.opening_quotes,
        )


_WITH_MODULE = {language.code: language for language in all_languages()}
_OTHERS = {
    "bg": _Basics("Bulgarian"),
    "bn": _Basics("Bengali", decimal_comma=False),
    "ca": _Basics("Catalan", "catalan", elisions="d l m n s t"),
    "cs": _Basics("Czech"),
    "da": _Basics("Danish", "danish"),
    "el": _Basics("Greek", "greek"),
    "eu": _Basics("Basque", "basque"),
    "fa": _Basics("Persian"),
    "fi": _Basics("Finnish", "finnish", opening_quotes=SWEDISH_OPENERS),
    "hi": _Basics("Hindi", "hindi", decimal_comma=False),
    "hr": _Basics("Croatian"),
    "hu": _Basics("Hungarian", "hungarian"),
    "hy": _Basics("Armenian", "armenian"),
    "id": _Basics("Indonesian", "indonesian"),
    "ko": _Basics("Korean", decimal_comma=False),
    "no": _Basics("Norwegian", "norwegian"),
    "pt": _Basics("Portuguese", "portuguese"),
    "ro": _Basics("Romanian", "romanian"),
    "sk": _Basics("Slovak"),
    "tr": _Basics("Turkish", "turkish"),
    "uk": _Basics("Ukrainian"),
    "ur": _Basics("Urdu", decimal_comma=False),
    "vi": _Basics("Vietnamese"),
}
"""Languages without a module of their own."""
_ALIASES = {"nb": "no", "nn": "no"}


class UnknownLanguageError(DiptychError):
    """A language was named that is not known."""


def known_codes() -> tuple[str, ...]:
    """The ISO 639-1 codes of all known languages, in order."""
    return tuple(sorted((*_WITH_MODULE, *_OTHERS)))


def language_by_code(code: str) -> Language:
    """The language with an ISO 639-1 code; a region or script after the code, as in de-AT, is ignored.

    Raises:
        UnknownLanguageError: the language is not known.
    """
    wanted = code.replace("_", "-").partition("-")[0].lower()
    wanted = _ALIASES.get(wanted, wanted)
    if wanted not in _WITH_MODULE and wanted not in _OTHERS:
        raise UnknownLanguageError(
            f"There is no language {code!r} among those known: {', '.join(known_codes())}."
        )
    return _language(wanted)


def language_of(words: Iterable[str]) -> Language:
    """The language that the words of a text seem to be in; `NEUTRAL` where it cannot be told.

    Args:
        words: the words, normalised.
    """
    code = detect(words)
    return NEUTRAL if code is None else language_by_code(code)


@cache
def _language(code: str) -> Language:
    found = _WITH_MODULE[code].language() if code in _WITH_MODULE else _OTHERS[code].language(code)
    if code == "en":  # its own list is complete: the weights of the score were fitted with it
        return found
    from stopwordsiso import stopwords  # takes some 40 ms

    # The words of a text without spaces are looked up as they are written.
    library = (plain_set if found.segmenter else word_set)(*stopwords(code))
    # Some of the library's words, such as "Menschen" and "personnes", are what reports count.
    return replace(found, stop_words=(found.stop_words | library) - found.plurals)


@cache
def _snowball(algorithm: str) -> Callable[[str], str]:
    import snowballstemmer  # takes some 10 ms

    stemmer = snowballstemmer.stemmer(algorithm)
    alone = Lock()  # a stemmer keeps its word in itself, and threads share the stemmer

    def stem(word: str) -> str:
        with alone:
            found: str = stemmer.stemWord(word)
        return found

    return lru_cache(maxsize=1 << 16)(stem)


def stems(language: Language) -> Callable[[str], str]:
    """The function that maps a word of this language, in small letters, to its stem."""
    return _snowball(language.stemmer) if language.stemmer else str
