"""Swedish: words for reading any text, and tables for comparing texts in it."""

from __future__ import annotations

from diptych.languages.base import LanguageData, plain_set
from diptych.languages.scripts import SWEDISH_OPENERS


class Swedish(LanguageData):
    """Swedish."""

    code = "sv"
    decimal_comma = True
    stemmer = "swedish"
    opening_quotes = SWEDISH_OPENERS
    byline_openers = plain_set("av")
    heading_styles = plain_set("rubrik")
