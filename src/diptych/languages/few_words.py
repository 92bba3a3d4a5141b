"""Languages with only some words for reading any text; `registry` has their tables for comparing texts."""

from __future__ import annotations

from diptych.languages.base import LanguageData, plain_set


class Dutch(LanguageData):
    """Dutch."""

    code = "nl"
    abbreviated_titles = plain_set("dhr mevr")
    abbreviations = plain_set("bijv enz")
    heading_styles = plain_set("kop")


class Italian(LanguageData):
    """Italian."""

    code = "it"
    abbreviated_titles = plain_set("sig dott")
    heading_styles = plain_set("titolo")


class Polish(LanguageData):
    """Polish."""

    code = "pl"
    never_final = plain_set("tzn")
    abbreviations = plain_set("godz")


class Russian(LanguageData):
    """Russian."""

    code = "ru"
    never_final = plain_set("им ул см")
    before_numbers = plain_set("стр")
    abbreviations = plain_set("тыс млн млрд руб гг")


class Swedish(LanguageData):
    """Swedish."""

    code = "sv"
    heading_styles = plain_set("rubrik")
