"""What is known of Russian."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.languages.base import LanguageData, plain_set

if TYPE_CHECKING:
    from diptych.languages.model import Language


class Russian(LanguageData):
    """Russian."""

    code = "ru"
    never_final = plain_set("им ул см")
    before_numbers = plain_set("стр")
    abbreviations = plain_set("тыс млн млрд руб гг")

    @staticmethod
    def language() -> Language:
        """The tables for comparing; stop words are those of stopwordsiso."""
        from diptych.languages.model import Language

        return Language("Russian", "ru", decimal_comma=True, stemmer="russian")
