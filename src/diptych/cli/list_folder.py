"""`diptych list`: the articles of a folder that cover the same event."""

from __future__ import annotations

from diptych.cli.exit_status import LINKS_FOUND, NO_LINKS
from diptych.cli.parsers import UsageError, list_parser
from diptych.cli.streams import print_message, write


def run_list(arguments: list[str]) -> int:
    """Print the pairs of articles that cover the same event."""
    options = list_parser().parse_articles(arguments)
    if len(options.articles) != 1:
        raise UsageError("Name one folder to list: diptych list FOLDER.")
    (folder,) = options.articles

    from diptych.comparison_wording import own_exports
    from diptych.folder.files import MOST_FILES, article_files
    from diptych.folder.own_exports import without_own_exports
    from diptych.folder.report import as_json, as_lines
    from diptych.folder.survey import pairs_among, survey

    files = article_files(folder)
    if len(files) == MOST_FILES:
        print_message(
            f"Only the first {MOST_FILES:,} articles are listed; name a smaller folder for the others."
        )
    read = without_own_exports(files)
    if own := len(files) - len(read):
        print_message(own_exports(own))
    articles = list(survey(read))
    matches = pairs_among(articles)
    write(as_json(articles, matches) if options.format == "json" else as_lines(matches))
    return LINKS_FOUND if any(match.likely for match in matches) else NO_LINKS
