"""Polish: words for reading any text, and tables for comparing texts in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.languages.base import LanguageData, plain_set

if TYPE_CHECKING:
    from diptych.languages.model import Language


class Polish(LanguageData):
    """Polish."""

    code = "pl"
    never_final = plain_set("tzn")
    abbreviations = plain_set("godz")

    @staticmethod
    def language() -> Language:
        """The tables for comparing texts in Polish."""
        from diptych.languages.model import Language

        return Language(name="Polish", code="pl", decimal_comma=True)
