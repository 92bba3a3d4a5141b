"""Quotation marks: which open a quotation where, and which close it.

The users of `CLOSED_BY` scan for different ends.  The alignment ignores a quotation within a quotation, the
reader nests them, and the sentence splitter only asks whether one is open.
"""

from __future__ import annotations

STRAIGHT = '"'
"""The mark that both opens and closes."""

CLOSED_BY = {
    "“": "”",
    "„": "“”",
    "”": "”",
    "«": "»",
    "»": "«",
    "‚": "‘",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
}
"""Marks that open a quotation in some language, and those that close it.

‘ and ’ open none: nobody can tell them from apostrophes.
"""
