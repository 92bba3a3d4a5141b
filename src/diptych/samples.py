"""Where the two articles are that `diptych` opens when none is named."""

from __future__ import annotations

from pathlib import Path

from diptych.errors import SourceError
from diptych.sides import Pair


def sample_articles() -> Pair[str]:
    """The paths of the two, left and right."""
    package = Path(__file__).parent
    # A wheel carries the texts inside the package; a checkout, editable or not, has them at its top.
    for folder in (package / "texts", package.parents[1] / "texts"):
        found = sorted(folder.glob("*.txt"))
        if len(found) == 2:
            return Pair(str(found[0]), str(found[1]))
    raise SourceError("The sample articles are missing from this installation; name two articles to open.")
