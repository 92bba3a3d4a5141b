"""diptych: two accounts of the same thing, side by side.

    from diptych import Pair, compare, load

    comparison = compare(Pair(load("left.txt"), load("right.txt")))
    for link in comparison.alignment.links:
        ...

`write` puts a comparison into a file (HTML, Markdown, text, CSV or JSON), `render` returns the same text, and
`read` reads JSON.  `ask` sends both articles to a language model for its opinion, which
`Comparison.with_opinion` puts beside diptych's own links.  All values are frozen and can be pickled, and
`compare` has no side effects, so that other processes can compare many pairs at once.

The names below are the public API.  Each is imported at its first use, so that `diptych --version` and
`diptych --help` import none of them.  No part of the API imports Textual.
"""

from __future__ import annotations

from diptych.version import __version__

TYPE_CHECKING = False  # typing itself would slow --help

if TYPE_CHECKING:
    from diptych.alignment.kinds import DifferenceKind, EvidenceKind, Grade, Verdict, Voice
    from diptych.alignment.model import Alignment, Difference, Evidence, Link
    from diptych.alignment.settings import AlignmentSettings
    from diptych.article.model import Article, Block, BlockKind, Passage, Span
    from diptych.comparison import Comparison, PassageNote, compare
    from diptych.errors import Cancelled, DiptychError, SourceError
    from diptych.export.files import render, write
    from diptych.export.read_json import read
    from diptych.opinion.ask import ask
    from diptych.opinion.model import Opinion, OpinionLink
    from diptych.opinion.settings import OpinionError, OpinionSettings
    from diptych.sides import Pair, Side
    from diptych.sources.open import load

__all__ = [
    "Alignment",
    "AlignmentSettings",
    "Article",
    "Block",
    "BlockKind",
    "Cancelled",
    "Comparison",
    "Difference",
    "DifferenceKind",
    "DiptychError",
    "Evidence",
    "EvidenceKind",
    "Grade",
    "Link",
    "Opinion",
    "OpinionError",
    "OpinionLink",
    "OpinionSettings",
    "Pair",
    "Passage",
    "PassageNote",
    "Side",
    "SourceError",
    "Span",
    "Verdict",
    "Voice",
    "__version__",
    "ask",
    "compare",
    "load",
    "read",
    "render",
    "write",
]

_HOMES = {
    "diptych.alignment.kinds": ("DifferenceKind", "EvidenceKind", "Grade", "Verdict", "Voice"),
    "diptych.alignment.model": ("Alignment", "Difference", "Evidence", "Link"),
    "diptych.alignment.settings": ("AlignmentSettings",),
    "diptych.article.model": ("Article", "Block", "BlockKind", "Passage", "Span"),
    "diptych.comparison": ("Comparison", "PassageNote", "compare"),
    "diptych.errors": ("Cancelled", "DiptychError", "SourceError"),
    "diptych.export.files": ("render", "write"),
    "diptych.export.read_json": ("read",),
    "diptych.opinion.ask": ("ask",),
    "diptych.opinion.model": ("Opinion", "OpinionLink"),
    "diptych.opinion.settings": ("OpinionError", "OpinionSettings"),
    "diptych.sides": ("Pair", "Side"),
    "diptych.sources.open": ("load",),
}


def __getattr__(name: str) -> object:
    """Import a public name from its module."""
    for home, names in _HOMES.items():
        if name in names:
            from importlib import import_module

            value: object = getattr(import_module(home), name)
            globals()[name] = value  # the next access does not come here
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """All public names, imported or not."""
    return sorted({*globals(), *__all__})
