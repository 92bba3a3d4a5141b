"""Dutch: words for reading any text, and tables for comparing texts in it."""

from __future__ import annotations

from diptych.languages.base import LanguageData, plain_set


class Dutch(LanguageData):
    """Dutch."""

    code = "nl"
    decimal_comma = True
    stemmer = "dutch"
    abbreviated_titles = plain_set("dhr mevr")
    abbreviations = plain_set("bijv enz")
    heading_styles = plain_set("kop")
