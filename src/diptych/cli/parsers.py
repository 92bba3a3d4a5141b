"""The command line as it is spelled: options, help texts, and the sentences that refuse what is wrong."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, NoReturn

from diptych.cli import help_texts
from diptych.cli.streams import NARROWEST, WIDEST
from diptych.errors import DiptychError
from diptych.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.sides import Pair

LOWEST, HIGHEST = 10, 300
"""Rows of a picture."""
BROADEST = 500
"""Columns of a picture; the reader centres its text in more."""


class UsageError(DiptychError):
    """The command line asks for something that diptych does not do."""


class Parser(argparse.ArgumentParser):
    """An ArgumentParser whose complaint is one sentence instead of a usage block and a sentence."""

    def error(self, message: str) -> NoReturn:
        """Refuse what is wrong."""
        sentence = message[0].upper() + message[1:].rstrip(".")
        raise UsageError(f"{sentence}; see {self.prog} --help.")

    def parse_articles(self, arguments: Sequence[str]) -> argparse.Namespace:
        """Options and articles in any order; what comes after `--` is an article, whatever it begins with."""
        # argparse forgets the `--` when it takes options and articles in any order.
        at = arguments.index("--") if "--" in arguments else len(arguments)
        options = self.parse_intermixed_args(arguments[:at])
        options.articles = [*options.articles, *arguments[at + 1 :]]
        return options


def read_parser() -> Parser:
    """What `diptych` takes."""
    parser = _parser(
        prog="diptych",
        usage="diptych [options] [LEFT RIGHT]\n"
        "       diptych FOLDER\n"
        "       diptych compare LEFT RIGHT [options]\n"
        "       diptych list FOLDER\n"
        "       diptych text FILE\n"
        "       diptych open RESULT [options]\n"
        "       diptych export RESULT [options]\n"
        "       diptych schema\n"
        "       diptych config",
        description=help_texts.READ_HELP,
        epilog=help_texts.READ_MORE,
    )
    _add_articles(parser)
    _add_plain(parser)
    parser.add_argument(
        "--sidecar",
        action="store_true",
        help="keep verdicts and notes in a file beside the articles, which diptych then finds by itself"
        " (default: in your data folder)",
    )
    parser.add_argument("--version", action="version", version=f"diptych {__version__}")
    return parser


def compare_parser() -> Parser:
    """What `diptych compare` takes."""
    parser = _parser(
        prog="diptych compare",
        usage="diptych compare [--format FORMAT] [options] LEFT RIGHT",
        description=help_texts.COMPARE_HELP,
        epilog=help_texts.COMPARE_MORE,
    )
    _add_articles(parser)
    _add_output(parser)
    parser.add_argument(
        "--verdicts",
        action="store_true",
        help="take account of what you accepted, rejected, linked and noted in the reader",
    )
    parser.add_argument(
        "--explain",
        action="store_true",
        help="with --format text: also say how the score of each link came about",
    )
    return parser


def open_parser() -> Parser:
    """What `diptych open` takes."""
    parser = _parser(
        prog="diptych open",
        usage="diptych open RESULT [--threshold X] [--plain]",
        description=help_texts.OPEN_HELP,
        epilog=help_texts.OPEN_MORE,
    )
    _add_result(parser)
    _add_plain(parser)
    return parser


def export_parser() -> Parser:
    """What `diptych export` takes."""
    parser = _parser(
        prog="diptych export",
        usage="diptych export RESULT [--format FORMAT] [options]",
        description=help_texts.EXPORT_HELP,
        epilog=help_texts.EXPORT_MORE,
    )
    _add_result(parser)
    _add_output(parser)
    return parser


def schema_parser() -> Parser:
    """What `diptych schema` takes: nothing."""
    return Parser(
        prog="diptych schema",
        usage="diptych schema",
        description="Print the JSON Schema of what diptych compare --format json prints.",
        allow_abbrev=False,
    )


def _add_output(parser: Parser) -> None:
    """Add the options for what is printed and how."""
    from diptych.export.formats import FORMATS

    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="text",
        help="; ".join(f"{form.name} is {form.about}" for form in FORMATS.values()) + " (default: text)",
    )
    parser.add_argument(
        "--min-score",
        type=_share,
        metavar="X",
        help="also print weaker matches, down to this score; they count as no links",
    )
    parser.add_argument(
        "--width",
        type=_line_width,
        metavar="N",
        help=f"longest line of the text report (default: the terminal's, at most {WIDEST}; 80 in a pipe);"
        " columns of the picture (default: 140)",
    )
    parser.add_argument(
        "--height", type=_picture_height, metavar="N", help="rows of the picture (default: 42)"
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="print nothing, only exit 0, 1 or 2")


def list_parser() -> Parser:
    """What `diptych list` takes."""
    parser = _parser(
        prog="diptych list",
        usage="diptych list [--format text|json] FOLDER",
        description=help_texts.LIST_HELP,
        epilog=help_texts.LIST_MORE,
    )
    parser.add_argument("articles", nargs="*", metavar="FOLDER", help=argparse.SUPPRESS)
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="text has a line for each pair, with tabs between score, both paths and what they share, then"
        " one for each article that is alone, with - for a score; json is for programs (default: text)",
    )
    return parser


def text_parser() -> Parser:
    """What `diptych text` takes."""
    parser = _parser(
        prog="diptych text",
        usage="diptych text [--dropped | --chapters] FILE",
        description=help_texts.TEXT_HELP,
        epilog=help_texts.TEXT_MORE,
    )
    parser.add_argument("articles", nargs="*", metavar="FILE", help=argparse.SUPPRESS)
    one = parser.add_mutually_exclusive_group()
    one.add_argument(
        "--dropped",
        action="store_true",
        help="print instead what is left out (menus, running heads, page numbers), a block a line; and what"
        " is in the text but never linked, with the reason",
    )
    one.add_argument("--chapters", action="store_true", help="print instead the chapters of a book")
    return parser


def config_parser() -> argparse.ArgumentParser:
    """What `diptych config` takes."""
    parser = _parser(
        prog="diptych config",
        usage="diptych config [--path | --example]",
        description=help_texts.CONFIG_HELP,
        epilog=help_texts.CONFIG_MORE,
    )
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--path", action="store_true", help="print only where the file is, or would be")
    one.add_argument("--example", action="store_true", help="print a file to begin with, all of it comments")
    return parser


def _parser(prog: str, usage: str, description: str, epilog: str) -> Parser:
    """A parser whose help is printed as it is written, and whose options are written in full."""
    return Parser(
        prog=prog,
        usage=usage,
        description=description,
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def _add_plain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--plain",
        action="store_true",
        help="for screen readers and Braille displays: one article at a time, words for marks, a real cursor",
    )


def _add_threshold(parser: argparse.ArgumentParser, usual: str) -> None:
    parser.add_argument(
        "--threshold",
        type=_share,
        metavar="X",
        help=f"score from which a match counts as a link, 0 to 1 (default: {usual})",
    )


def _add_result(parser: argparse.ArgumentParser) -> None:
    # As with articles, `one` says more than argparse where none or several are named.
    parser.add_argument("articles", nargs="*", metavar="RESULT", help=argparse.SUPPRESS)
    _add_threshold(parser, "that of the file")


def _add_articles(parser: argparse.ArgumentParser) -> None:
    # Any number is taken here and counted by `two`, whose sentence says more than argparse's.
    parser.add_argument("articles", nargs="*", metavar="LEFT RIGHT", help=argparse.SUPPRESS)
    _add_threshold(parser, "0.25")
    parser.add_argument(
        "--language",
        type=_language,
        metavar="CODE",
        help="language of both articles, such as de, fr or zh (default: found out for each)",
    )


def two(named: Sequence[str], command: str) -> Pair[str]:
    """The two articles that were named."""
    from diptych.sides import Pair

    match named:
        case ["-", "-"]:
            raise UsageError("Standard input (-) can be only one of the two articles.")
        case ["clipboard:", "clipboard:"]:
            raise UsageError("The clipboard can be only one of the two articles.")
        case [left, right]:
            return Pair(left, right)
        case []:
            raise UsageError(f"Name two articles to compare: {command} LEFT RIGHT.")
        case [only]:
            raise UsageError(f"Only one article was named, {only!r}: name two, as in {command} LEFT RIGHT.")
        case _:
            raise UsageError(f"{len(named)} articles were named: name two, as in {command} LEFT RIGHT.")


def one(named: Sequence[str], command: str) -> str:
    """The result that was named."""
    match named:
        case [result]:
            return result
        case _:
            count = "No" if not named else f"{len(named)}"
            raise UsageError(f"{count} results were named: name one, as in {command} result.json.")


def _share(text: str) -> float:
    """A number from 0 to 1."""
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0.0 <= number <= 1.0:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 0 to 1")
    return number


def _language(code: str) -> str:
    """An ISO 639-1 code."""
    from diptych.languages.registry import language_by_code

    language_by_code(code)  # raises an error for the user where it is unknown
    return code


def _picture_height(text: str) -> int:
    """A number of terminal rows."""
    if not (text.isascii() and text.isdigit()) or not LOWEST <= int(text[:6]) <= HIGHEST:
        raise argparse.ArgumentTypeError(f"{text!r} is no height from {LOWEST} to {HIGHEST}")
    return int(text)


def _line_width(text: str) -> int:
    """A number of terminal cells."""
    if not (text.isascii() and text.isdigit()) or not NARROWEST <= int(text[:6]) <= 10_000:
        raise argparse.ArgumentTypeError(f"{text!r} is no width from {NARROWEST} to 10000")
    return int(text)
