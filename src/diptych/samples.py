"""The two sample articles that `diptych` opens without arguments."""

from __future__ import annotations

from pathlib import Path

from diptych.errors import SourceError
from diptych.sides import Pair


def sample_articles() -> Pair[str]:
    """The paths of the left and the right sample article.

    Raises:
        SourceError: they are not installed.
    """
    package = Path(__file__).parent
    # A wheel has the texts inside the package; a checkout has them in its top folder.
    for folder in (package / "texts", package.parents[1] / "texts"):
        found = sorted(folder.glob("*.txt"))
        if len(found) == 2:
            return Pair(str(found[0]), str(found[1]))
    raise SourceError("The sample articles are missing from this installation; name two articles to open.")
