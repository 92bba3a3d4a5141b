"""The list of a folder for scripts: tab-separated lines, or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.sources.sanitize import sanitize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.folder.survey import ListedArticle, Match

FORMAT = 1
"""Version of the JSON; it increases when a key is renamed, removed or redefined."""


def as_lines(matches: Sequence[Match]) -> str:
    """A line for each likely pair: score, both paths, shared terms; then one for each other article."""
    return "".join(f"{_line(match)}\n" for match in matches)


def _line(match: Match) -> str:
    if match.right is not None and match.likely:
        shared = ", ".join(match.shared)
        return "\t".join([f"{match.score:.2f}", _path(match.left), _path(match.right), _field(shared)])
    return "\t".join(["-", _path(match.left), "", _field(match.left.problem or "")])


def _path(article: ListedArticle) -> str:
    return _field(str(article.path))


def _field(text: str) -> str:
    return sanitize(text).replace("\t", " ").replace("\n", " ")


def as_json(articles: Sequence[ListedArticle], matches: Sequence[Match]) -> str:
    """An object with all articles and all likely pairs; a pair has the indices of its articles."""
    import json

    place = {article.path: at for at, article in enumerate(articles)}
    content = {
        "format": FORMAT,
        "articles": [
            {
                "path": str(article.path),
                "title": article.title,
                "publisher": article.publisher,
                "date": article.date,
                "words": article.words,
                "problem": article.problem,
            }
            for article in articles
        ],
        "pairs": [
            {
                "left": place[match.left.path],
                "right": place[match.right.path],
                "score": round(match.score, 4),
                "shared": list(match.shared),
            }
            for match in matches
            if match.right is not None and match.likely
        ],
    }
    return json.dumps(content, indent=2, ensure_ascii=True) + "\n"
