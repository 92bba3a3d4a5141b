"""What is known of Dutch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.languages.base import LanguageData, plain_set

if TYPE_CHECKING:
    from diptych.languages.model import Language


class Dutch(LanguageData):
    """Dutch."""

    code = "nl"
    abbreviated_titles = plain_set("dhr mevr")
    abbreviations = plain_set("bijv enz")
    heading_styles = plain_set("kop")

    @staticmethod
    def language() -> Language:
        """The tables for comparing; stop words are those of stopwordsiso."""
        from diptych.languages.model import Language

        return Language("Dutch", "nl", decimal_comma=True, stemmer="dutch")
