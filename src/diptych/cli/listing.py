"""Which articles of a folder cover the same event, for scripts."""

from __future__ import annotations

from diptych.cli.parsers import list_parser
from diptych.cli.status import LINKS_FOUND, NO_LINKS
from diptych.cli.streams import write


def run_list(arguments: list[str]) -> int:
    """Print which articles of a folder cover the same event."""
    options = list_parser().parse_args(arguments)

    from diptych.folder.files import article_files
    from diptych.folder.report import as_json, as_lines
    from diptych.folder.survey import pairs_among, survey

    articles = list(survey(article_files(options.folder)))
    matches = pairs_among(articles)
    write(as_json(articles, matches) if options.format == "json" else as_lines(matches))
    return LINKS_FOUND if any(match.likely for match in matches) else NO_LINKS
