"""The list of a folder for scripts: tab-separated lines, CSV or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.sources.sanitize import for_spreadsheet, sanitize

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from diptych.folder.stories import Story
    from diptych.folder.survey import Findings, ListedArticle, Match

FORMAT = 1
"""Version of the JSON; it increases when a key is renamed, removed or redefined."""
FORMATS = ("text", "json", "csv")
"""Names of the formats."""

_COLUMNS = ("story", "score", "copy_of", "publisher", "date", "title", "words", "path", "shared", "problem")
"""Columns of the CSV; a date is in the form of ISO 8601 if its day is known."""


def as_lines(findings: Findings) -> str:
    """A line for each likely pair: score, both paths, shared terms and the number of its story.

    Then one for each other article.  Stories count from 1; a pair of two stories has none.
    """
    story_of = _story_of(findings)
    return "".join(f"{_line(match, story_of)}\n" for match in findings.matches)


def _story_of(findings: Findings) -> dict[str, int]:
    """The number of the story of each article, by its path."""
    return {
        str(findings.articles[at].path): number
        for number, story in enumerate(findings.stories, 1)
        for at in story.accounts
    }


def _line(match: Match, story_of: Mapping[str, int]) -> str:
    left, right = match.left, match.right
    number = story_of.get(str(left.path))
    if right is not None and match.likely:
        story = str(number or "") if number == story_of.get(str(right.path)) else ""
        shared = ", ".join(match.shared)
        return "\t".join([f"{match.score:.2f}", _path(left), _path(right), _field(shared), story])
    return "\t".join(["-", _path(left), "", _field(left.problem or ""), str(number or "")])


def _path(article: ListedArticle) -> str:
    return _field(str(article.path))


def _field(text: str) -> str:
    return sanitize(text).replace("\t", " ").replace("\n", " ")


def as_csv(findings: Findings) -> str:
    """A row for each account of each story, the surest story first; then one for each other article.

    Formulas and line ends are as in the table of a comparison (`diptych.export.csv`).
    """
    import csv
    from io import StringIO

    written = StringIO()
    table = csv.writer(written)
    table.writerow(_COLUMNS)
    for number, story in enumerate(findings.stories, 1):
        for at in story.accounts:
            source = story.copies.get(at)
            copied = "" if source is None else _path(findings.articles[source])
            about = str(number), f"{story.score:.2f}", copied
            table.writerow(_row(about, findings.articles[at], ", ".join(story.shared)))
    told = {at for story in findings.stories for at in story.accounts}
    for at, article in enumerate(findings.articles):
        if at not in told:
            table.writerow(_row(("", "", ""), article, ""))
    return written.getvalue()


def _row(about: tuple[str, str, str], article: ListedArticle, shared: str) -> list[str]:
    day = article.day
    date = day.isoformat() if day else article.date or ""
    of_article = article.publisher or "", date, article.title, str(article.words)
    fields = *about, *of_article, str(article.path), shared, article.problem or ""
    return [for_spreadsheet(_field(each)) for each in fields]


def as_json(
    findings: Findings, comparisons: Iterator[Mapping[str, object]] | None = None, count: int = 0
) -> Iterator[str]:
    """An object with all articles, all likely pairs and all stories; all indices are those of the articles.

    Args:
        findings: what is found.
        comparisons: the comparisons of the stories' accounts, if they are wanted; written one by one.
        count: the number of comparisons that there are; fewer may come, because the user stops them.

    Returns:
        The parts of the text.
    """
    import json

    place = {article.path: at for at, article in enumerate(findings.articles)}
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
            for article in findings.articles
        ],
        "pairs": [
            {
                "left": place[match.left.path],
                "right": place[match.right.path],
                "score": round(match.score, 4),
                "shared": list(match.shared),
            }
            for match in findings.matches
            if match.right is not None and match.likely
        ],
        "stories": [_story(story) for story in findings.stories],
    }
    text = json.dumps(content, indent=2, ensure_ascii=True)
    if comparisons is None:
        yield text + "\n"
        return
    yield text.removesuffix("\n}") + ',\n  "comparisons": ['
    between, written = "\n    ", 0
    for comparison in comparisons:
        yield between + json.dumps(comparison, ensure_ascii=True)
        between, written = ",\n    ", written + 1
    yield f'\n  ],\n  "complete": {json.dumps(written == count)}\n}}\n'


def _story(story: Story) -> dict[str, object]:
    return {
        "accounts": list(story.accounts),
        "copies": [{"account": copy, "of": source} for copy, source in sorted(story.copies.items())],
        "score": round(story.score, 4),
        "best": list(story.best),
        "shared": list(story.shared),
    }
