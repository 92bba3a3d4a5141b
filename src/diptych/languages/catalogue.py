"""The languages that have a module of their own.  A new one is listed only here.

Importing a module takes a third of a millisecond, and a text is split into sentences before it is shown: only
the languages with words for this are imported at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.languages.dutch import Dutch
from diptych.languages.english import English
from diptych.languages.french import French
from diptych.languages.german import German
from diptych.languages.italian import Italian
from diptych.languages.polish import Polish
from diptych.languages.russian import Russian
from diptych.languages.spanish import Spanish

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.languages.base import LanguageData

WITH_ABBREVIATIONS = (Dutch, English, French, German, Italian, Polish, Russian, Spanish)
"""Languages with words that the sentence splitter needs."""


def all_languages() -> Iterator[type[LanguageData]]:
    """All languages that have a module, `WITH_ABBREVIATIONS` first; the others are imported when reached."""
    yield from WITH_ABBREVIATIONS
    from diptych.languages.arabic import Arabic
    from diptych.languages.chinese import Chinese
    from diptych.languages.hebrew import Hebrew
    from diptych.languages.japanese import Japanese
    from diptych.languages.swedish import Swedish
    from diptych.languages.thai import Thai

    yield from (Arabic, Chinese, Hebrew, Japanese, Swedish, Thai)
