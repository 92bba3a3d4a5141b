"""Quotation marks: which mark closes which.

The alignment and the reader scan a text differently: the alignment ignores a quotation within a quotation and
accepts mixed marks, the reader nests quotations.
"""

from __future__ import annotations

STRAIGHT = '"'
"""The mark that opens a quotation and closes it."""

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
"""Marks that open a quotation in some language, and the marks that close it.

‘ and ’ are not listed as opening marks, since they look like apostrophes.
"""
