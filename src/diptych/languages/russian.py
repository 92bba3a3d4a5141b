"""Russian: words for reading any text, and tables for comparing texts in it."""

from __future__ import annotations

from diptych.languages.base import LanguageData, plain_set


class Russian(LanguageData):
    """Russian."""

    code = "ru"
    decimal_comma = True
    stemmer = "russian"
    never_final = plain_set("им ул см")
    before_numbers = plain_set("стр")
    abbreviations = plain_set("тыс млн млрд руб гг")
