"""The languages that the alignment knows something of; it treats all others alike.

`NEUTRAL` serves every language that has no entry: words are then compared as they are written.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from diptych.errors import DiptychError
from diptych.languages.detection import detect
from diptych.languages.english import ENGLISH
from diptych.languages.model import OPENING_QUOTES, Language, plain_set, word_set

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

NEUTRAL = Language(name="any")


def _arabic() -> Language:
    from diptych.languages.arabic import ARABIC

    return ARABIC


def _chinese() -> Language:
    from diptych.languages.chinese import CHINESE

    return CHINESE


def _french() -> Language:
    from diptych.languages.french import FRENCH

    return FRENCH


def _german() -> Language:
    from diptych.languages.german import GERMAN

    return GERMAN


def _hebrew() -> Language:
    from diptych.languages.hebrew import HEBREW

    return HEBREW


def _japanese() -> Language:
    from diptych.languages.japanese import JAPANESE

    return JAPANESE


def _spanish() -> Language:
    from diptych.languages.spanish import SPANISH

    return SPANISH


def _thai() -> Language:
    from diptych.languages.thai import THAI

    return THAI


_LEXICONS: dict[str, Callable[[], Language]] = {
    "ar": _arabic,
    "de": _german,
    "es": _spanish,
    "fr": _french,
    "he": _hebrew,
    "ja": _japanese,
    "th": _thai,
    "zh": _chinese,
}
"""Languages with a module of their own, English apart.  A module is imported when an article needs it: each
costs about a millisecond."""

_OTHERS = {
    "bg": ("Bulgarian", None), "bn": ("Bengali", None), "ca": ("Catalan", "catalan"),
    "cs": ("Czech", None), "da": ("Danish", "danish"), "el": ("Greek", "greek"),
    "eu": ("Basque", "basque"), "fa": ("Persian", None), "fi": ("Finnish", "finnish"),
    "hi": ("Hindi", "hindi"), "hr": ("Croatian", None), "hu": ("Hungarian", "hungarian"),
    "hy": ("Armenian", "armenian"), "id": ("Indonesian", "indonesian"), "it": ("Italian", "italian"),
    "ko": ("Korean", None), "nl": ("Dutch", "dutch"), "no": ("Norwegian", "norwegian"),
    "pl": ("Polish", None), "pt": ("Portuguese", "portuguese"), "ro": ("Romanian", "romanian"),
    "ru": ("Russian", "russian"), "sk": ("Slovak", None),
    "sv": ("Swedish", "swedish"), "tr": ("Turkish", "turkish"),
    "uk": ("Ukrainian", None), "ur": ("Urdu", None), "vi": ("Vietnamese", None),
}  # fmt: skip
"""Languages of which only stop words are known, and where Snowball has one, a stemmer."""
_ALIASES = {"nb": "no", "nn": "no"}
_ROMANCE_ELISIONS = {
    "ca": "d l m n s t", "it": "all c dall dell d gl l m nell quell sull s t un",
}  # fmt: skip
_POINT_DECIMALS = plain_set("bn hi ko ur")
_SWEDISH_QUOTES = '”»“"'


class UnknownLanguageError(DiptychError):
    """A language was asked for that nothing is known of."""


def known_codes() -> tuple[str, ...]:
    """The ISO 639-1 codes of all languages that something is known of."""
    return tuple(sorted(("en", *_LEXICONS, *_OTHERS)))


def language_by_code(code: str) -> Language:
    """The language with an ISO 639-1 code; what may follow the code, as in de-AT, changes nothing.

    Raises:
        UnknownLanguageError: nothing is known of it.
    """
    wanted = code.replace("_", "-").partition("-")[0].lower()
    wanted = _ALIASES.get(wanted, wanted)
    if wanted == "en":
        return ENGLISH
    if wanted in _LEXICONS:
        return _lexicon(wanted)
    if wanted in _OTHERS:
        return _other(wanted)
    raise UnknownLanguageError(
        f"There is no language {code!r} among those known: {', '.join(known_codes())}."
    )


def language_of(words: Iterable[str]) -> Language:
    """The language that the words of a text, folded, seem to be in."""
    code = detect(words)
    return NEUTRAL if code is None else language_by_code(code)


@cache
def _lexicon(code: str) -> Language:
    found = _LEXICONS[code]()
    # The words of a text without spaces are looked up as they are written.
    library = (plain_set if found.segmenter else word_set)(*_stop_words(code))
    # Some of the library's words, such as "Menschen" and "personnes", are what reports count.
    return replace(found, stop_words=(found.stop_words | library) - found.plurals)


@cache
def _other(code: str) -> Language:
    name, stemmer = _OTHERS[code]
    return Language(
        name=name,
        code=code,
        stop_words=word_set(*_stop_words(code)),
        stemmer=stemmer,
        elisions=word_set(_ROMANCE_ELISIONS.get(code, "")),
        decimal_comma=code not in _POINT_DECIMALS,
        opening_quotes=_SWEDISH_QUOTES if code in ("fi", "sv") else OPENING_QUOTES,
    )


def _stop_words(code: str) -> set[str]:
    # Loaded when it is first needed: it costs some 40 ms.  English has a list of its own, with which the
    # weights of the score were fitted.
    from stopwordsiso import stopwords

    return stopwords(code)


@cache
def _snowball(algorithm: str) -> Callable[[str], str]:
    # Loaded when it is first needed: it costs some 10 ms, and many commands never compare anything.
    import snowballstemmer

    stemmer = snowballstemmer.stemmer(algorithm)
    alone = Lock()  # it works on a word within itself, and threads share it

    def stem(word: str) -> str:
        with alone:
            found: str = stemmer.stemWord(word)
        return found

    return lru_cache(maxsize=1 << 16)(stem)


def stems(language: Language) -> Callable[[str], str]:
    """The function that maps a lower-case word of this language to its stem."""
    return _snowball(language.stemmer) if language.stemmer else str
