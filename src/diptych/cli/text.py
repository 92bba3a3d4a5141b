"""`diptych text`: the text of one source, the parts that are left out, or the chapters of a book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.cli.parsers import UsageError, text_parser
from diptych.cli.streams import write

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diptych.article.model import Article

_PRINTED = 0
"""Exit status: something was printed."""
_NOTHING = 1
"""Exit status: there was nothing to print."""


def run_text(arguments: Sequence[str]) -> int:
    """Print the text, the omitted parts or the chapters.

    Returns:
        The exit status.
    """
    options = text_parser().parse_articles(arguments)
    if len(options.articles) != 1:
        raise UsageError("Name one file to read: diptych text FILE.")
    (source,) = options.articles
    lines = list(_chapters(source) if options.chapters else _lines(source, dropped=options.dropped))
    if lines:
        write("\n".join(lines) + "\n")
    return _PRINTED if lines else _NOTHING


def _lines(source: str, *, dropped: bool) -> Iterator[str]:
    from diptych.cli.fetch_progress import fetch_progress
    from diptych.sources.open import load

    with fetch_progress([source]):
        article = load(source)
    yield from _left_out(article) if dropped else _text(article)


def _text(article: Article) -> Iterator[str]:
    yield f"Title: {article.title}"
    if article.publisher:
        yield f"Publisher: {article.publisher}"
    if article.date:
        yield f"Date: {article.date}"
    yield ""
    yield article.text


def _left_out(article: Article) -> Iterator[str]:
    for text in article.dropped:
        yield f"left out: {text}"
    for block in article.blocks:
        if block.furniture is not None:
            yield f"never linked ({block.furniture}): {block.span.of(article.text)}"


def _chapters(source: str) -> Iterator[str]:
    from diptych.sources.open import list_chapters

    chapters = list_chapters(source)
    counts = [f"{chapter.words:,}" for chapter in chapters]
    widest = max(map(len, counts), default=0)
    for chapter, count in zip(chapters, counts, strict=True):
        number = str(chapter.number).rjust(len(str(len(chapters))))
        yield f"{number}  {count.rjust(widest)} words  {'  ' * chapter.level}{chapter.title}"
