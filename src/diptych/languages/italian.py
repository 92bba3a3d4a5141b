"""Italian: words for reading any text, and tables for comparing texts in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.languages.base import LanguageData, plain_set, word_set

if TYPE_CHECKING:
    from diptych.languages.model import Language


class Italian(LanguageData):
    """Italian."""

    code = "it"
    abbreviated_titles = plain_set("sig dott")
    heading_styles = plain_set("titolo")

    @staticmethod
    def language() -> Language:
        """The tables for comparing texts in Italian."""
        from diptych.languages.model import Language

        return Language(
            name="Italian",
            code="it",
            stemmer="italian",
            elisions=word_set(
                "all c dall dell d gl l m nell quell sull s t un",
            ),
            decimal_comma=True,
        )
