"""Polish: words for reading any text, and tables for comparing texts in it."""

from __future__ import annotations

from diptych.languages.base import LanguageData, plain_set


class Polish(LanguageData):
    """Polish."""

    code = "pl"
    decimal_comma = True
    never_final = plain_set("tzn")
    abbreviations = plain_set("godz")
