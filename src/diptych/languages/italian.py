"""What is known of Italian."""

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
        """The tables for comparing; stop words are those of stopwordsiso."""
        from diptych.languages.model import Language

        return Language(
            "Italian",
            "it",
            decimal_comma=True,
            stemmer="italian",
            elisions=word_set("all c dall dell d gl l m nell quell sull s t un"),
        )
