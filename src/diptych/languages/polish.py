"""What is known of Polish."""

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
        """The tables for comparing; stop words are those of stopwordsiso."""
        from diptych.languages.model import Language

        return Language("Polish", "pl", decimal_comma=True)
