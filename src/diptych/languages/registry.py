"""A code, or the words of a text → the tables for comparing texts in that language.

`NEUTRAL` stands for every other language: its words are compared as they are written.
"""

from __future__ import annotations

from functools import cache, lru_cache, partial
from threading import Lock
from typing import TYPE_CHECKING

from diptych.errors import DiptychError
from diptych.languages.base import plain_set, word_set
from diptych.languages.catalogue import all_languages
from diptych.languages.detection import detect
from diptych.languages.model import Language
from diptych.languages.scripts import SWEDISH_OPENERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

NEUTRAL = Language(name="any")

_with_comma = partial(Language, decimal_comma=True)
_BASIC = {
    language.code: language
    for language in (
        _with_comma("Bulgarian", "bg"),
        Language("Bengali", "bn"),
        _with_comma("Catalan", "ca", stemmer="catalan", elisions=word_set("d l m n s t")),
        _with_comma("Czech", "cs"),
        _with_comma("Danish", "da", stemmer="danish"),
        _with_comma("Greek", "el", stemmer="greek"),
        _with_comma("Basque", "eu", stemmer="basque"),
        _with_comma("Persian", "fa"),
        _with_comma("Finnish", "fi", stemmer="finnish", opening_quotes=SWEDISH_OPENERS),
        Language("Hindi", "hi", stemmer="hindi"),
        _with_comma("Croatian", "hr"),
        _with_comma("Hungarian", "hu", stemmer="hungarian"),
        _with_comma("Armenian", "hy", stemmer="armenian"),
        _with_comma("Indonesian", "id", stemmer="indonesian"),
        Language("Korean", "ko"),
        _with_comma("Norwegian", "no", stemmer="norwegian"),
        _with_comma("Portuguese", "pt", stemmer="portuguese"),
        _with_comma("Romanian", "ro", stemmer="romanian"),
        _with_comma("Slovak", "sk"),
        _with_comma("Turkish", "tr", stemmer="turkish"),
        _with_comma("Ukrainian", "uk"),
        Language("Urdu", "ur"),
        _with_comma("Vietnamese", "vi"),
    )
}
"""Languages without a module: the usual stop words, and few other facts."""
_ALIASES = {"nb": "no", "nn": "no"}


class UnknownLanguageError(DiptychError):
    """The language is not known."""


def known_codes() -> tuple[str, ...]:
    """The ISO 639-1 codes of all known languages, in order."""
    return tuple(sorted({*(language.code for language in all_languages()), *_BASIC}))


def language_by_code(code: str) -> Language:
    """The language with an ISO 639-1 code; a region or script after the code, as in de-AT, is ignored.

    Raises:
        UnknownLanguageError: the language is not known.
    """
    wanted = code.replace("_", "-").partition("-")[0].lower()
    wanted = _ALIASES.get(wanted, wanted)
    found = _language(wanted)
    if found is None:
        raise UnknownLanguageError(
            f"There is no language {code!r} among those known: {', '.join(known_codes())}."
        )
    return found


def language_of(words: Iterable[str]) -> Language:
    """The language of the words of a text; `NEUTRAL` if it is not recognised.

    Args:
        words: the words, normalised.
    """
    code = detect(words)
    return NEUTRAL if code is None else language_by_code(code)


@cache
def _language(code: str) -> Language | None:
    found = _BASIC.get(code)
    if found is None:  # only the modules up to that of the language are imported
        module = next((one for one in all_languages() if one.code == code), None)
        if module is None:
            return None
        found = module.language()
    if code == "en":  # its list is complete: the weights of the score were fitted with it
        return found
    from stopwordsiso import stopwords  # takes some 40 ms

    # The words of a text without spaces are looked up as they are written.
    library = (plain_set if found.segmenter else word_set)(*stopwords(code))
    # Some of the library's words, such as "Menschen" and "personnes", are what reports count.
    return found._replace(stop_words=(found.stop_words | library) - found.plurals)


@cache
def _snowball(algorithm: str) -> Callable[[str], str]:
    import snowballstemmer  # uses PyStemmer, which is compiled, where that is installed

    stemmer = snowballstemmer.stemmer(algorithm)
    lock = Lock()  # a stemmer keeps its word as state, and threads share the stemmer

    def stem(word: str) -> str:
        with lock:
            found: str = stemmer.stemWord(word)
        return found

    return lru_cache(maxsize=1 << 16)(stem)


def stems(language: Language) -> Callable[[str], str]:
    """The function that maps a word of this language, in small letters, to its stem."""
    return _snowball(language.stemmer) if language.stemmer else str
