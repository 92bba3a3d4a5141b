"""Italian: words for reading any text, and tables for comparing texts in it."""

from __future__ import annotations

from diptych.languages.base import LanguageData, plain_set, word_set


class Italian(LanguageData):
    """Italian."""

    code = "it"
    decimal_comma = True
    stemmer = "italian"
    elisions = word_set("all c dall dell d gl l m nell quell sull s t un")
    abbreviated_titles = plain_set("sig dott")
    heading_styles = plain_set("titolo")
