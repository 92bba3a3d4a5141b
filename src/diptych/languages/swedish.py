"""Swedish: words for reading any text, and tables for comparing texts in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.languages.base import LanguageData, plain_set

if TYPE_CHECKING:
    from diptych.languages.model import Language


class Swedish(LanguageData):
    """Swedish."""

    code = "sv"
    heading_styles = plain_set("rubrik")

    @staticmethod
    def language() -> Language:
        """The tables for comparing texts in Swedish."""
        from diptych.languages.model import SWEDISH_OPENERS, Language

        return Language(
            name="Swedish", code="sv", stemmer="swedish", decimal_comma=True, opening_quotes=SWEDISH_OPENERS
        )
