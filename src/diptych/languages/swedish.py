"""What is known of Swedish."""

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
        """The tables for comparing; stop words are those of stopwordsiso."""
        from diptych.languages.model import SWEDISH_OPENERS, Language

        return Language(
            "Swedish", "sv", decimal_comma=True, stemmer="swedish", opening_quotes=SWEDISH_OPENERS
        )
