"""The argument parsers of the commands, and the checks of their arguments."""

from __future__ import annotations

import argparse
from functools import partial

from diptych.cli import help_texts
from diptych.cli.streams import NARROWEST, WIDEST, terminal_columns
from diptych.errors import DiptychError
from diptych.version import __version__

TYPE_CHECKING = False  # typing itself would slow --help
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import NoReturn

    from diptych.alignment.settings import AlignmentSettings
    from diptych.sides import Pair

LOWEST = 10
"""The smallest height of a picture, in rows."""
HIGHEST = 300
"""The largest height of a picture, in rows."""
BROADEST = 500
"""The largest width of a picture, in columns; on wider screens the reader only centres its text."""


class UsageError(DiptychError):
    """The arguments are wrong."""


class Parser(argparse.ArgumentParser):
    """An ArgumentParser that reports an error as one sentence, without a usage block."""

    def error(self, message: str) -> NoReturn:
        """Raise the error as a sentence."""
        sentence = message[0].upper() + message[1:].rstrip(".")
        raise UsageError(f"{sentence}; see {self.prog} --help.")

    def parse_articles(self, arguments: Sequence[str]) -> argparse.Namespace:
        """Parse options and articles in any order; arguments after `--` are articles, even with a dash."""
        # parse_intermixed_args ignores `--`.
        at = arguments.index("--") if "--" in arguments else len(arguments)
        options = self.parse_intermixed_args(arguments[:at])
        options.articles = [*options.articles, *arguments[at + 1 :]]
        return options


def read_parser() -> Parser:
    """The parser of `diptych` without a command."""
    parser = _parser("", help_texts.READ_USAGE, help_texts.READ_HELP, help_texts.READ_MORE)
    _add_articles(parser)
    _add_plain(parser)
    parser.add_argument(
        "--sidecar",
        action="store_true",
        help="keep verdicts and notes in a file beside the articles, where diptych finds it by itself"
        " (default: in your data folder)",
    )
    parser.add_argument(
        "--opinion",
        action="store_true",
        help="also ask the language model of your config file, unless its opinion is kept already",
    )
    parser.add_argument("--version", action="version", version=f"diptych {__version__}")
    return parser


def compare_parser() -> Parser:
    """The parser of `diptych compare`."""
    parser = _parser(
        "compare", "[--format FORMAT] [options] LEFT RIGHT", help_texts.COMPARE_HELP, help_texts.COMPARE_MORE
    )
    _add_articles(parser)
    _add_output(parser)
    parser.add_argument(
        "--verdicts",
        action="store_true",
        help="apply your verdicts and notes from the reader",
    )
    parser.add_argument(
        "--opinion",
        action="store_true",
        help="also ask the language model of your config file, unless its opinion is kept already",
    )
    _add_send_to(parser)
    parser.add_argument(
        "--answers",
        metavar="FILE",
        help="take the opinion from a file of answers to the requests of diptych ask --requests",
    )
    parser.add_argument(
        "--links",
        choices=("own", "model", "both"),
        help="whose links count: diptych's, those of the opinion, or both (default: both once there is an"
        " opinion)",
    )
    parser.add_argument(
        "--differs",
        choices=("certain", "possible"),
        default="certain",
        help="which details count as different: those told as ≠, or also those that may differ, told as ≟"
        " (default: certain)",
    )
    parser.add_argument(
        "--details",
        action="store_true",
        help="instead of the report: list the figures, dates, names and quotations of both articles, and"
        " which were compared",
    )
    parser.add_argument(
        "--explain",
        action="store_true",
        help="with --format text: also say how the score of each link came about",
    )
    return parser


def ask_parser() -> Parser:
    """The parser of `diptych ask`."""
    parser = _parser("ask", "LEFT RIGHT [options]", help_texts.ASK_HELP, help_texts.ASK_MORE)
    parser.add_argument("articles", nargs="*", metavar="LEFT RIGHT", help=argparse.SUPPRESS)
    parser.add_argument(
        "--requests",
        metavar="FILE",
        help="ask nobody: write what would be sent, a JSON object with id, messages and response_format on"
        " each line; - for standard output",
    )
    parser.add_argument("--again", action="store_true", help="ask even if the opinion is kept already")
    _add_send_to(parser)
    return parser


def opinions_parser() -> Parser:
    """The parser of `diptych opinions`."""
    parser = _parser(
        "opinions", "[--delete N | --delete-all]", help_texts.OPINIONS_HELP, help_texts.OPINIONS_MORE
    )
    one = parser.add_mutually_exclusive_group()
    one.add_argument(
        "--delete",
        type=partial(_number, "number", 1, 999_999),
        metavar="N",
        help="delete the one with this number",
    )
    one.add_argument("--delete-all", action="store_true", help="delete all of them")
    return parser


def open_parser() -> Parser:
    """The parser of `diptych open`."""
    parser = _parser("open", "RESULT [--threshold X] [--plain]", help_texts.OPEN_HELP, help_texts.OPEN_MORE)
    _add_result(parser)
    _add_plain(parser)
    return parser


def export_parser() -> Parser:
    """The parser of `diptych export`."""
    parser = _parser(
        "export", "RESULT [--format FORMAT] [options]", help_texts.EXPORT_HELP, help_texts.EXPORT_MORE
    )
    _add_result(parser)
    _add_output(parser)
    return parser


def schema_parser() -> Parser:
    """The parser of `diptych schema`, which takes no arguments."""
    return _parser("schema", "", help_texts.SCHEMA_HELP)


def help_parser() -> Parser:
    """The parser of `diptych help`."""
    parser = _parser("help", "[keys | COMMAND]", help_texts.HELP_HELP)
    parser.add_argument("topic", nargs="?", metavar="TOPIC", help=argparse.SUPPRESS)
    return parser


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
        help="also print matches below the threshold, down to this score; they do not count as links",
    )
    parser.add_argument(
        "--width",
        type=partial(_number, "width", NARROWEST, 10_000),
        metavar="N",
        help=f"longest line of the text report (default: the terminal's, at most {WIDEST}; 80 in a pipe);"
        " columns of the picture (default: 140)",
    )
    parser.add_argument(
        "--height",
        type=partial(_number, "height", LOWEST, HIGHEST),
        metavar="N",
        help="rows of the picture (default: 42)",
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="print nothing; set only the exit status")


def list_parser() -> Parser:
    """The parser of `diptych list`."""
    parser = _parser("list", "[options] FOLDER", help_texts.LIST_HELP, help_texts.LIST_MORE)
    parser.add_argument("articles", nargs="*", metavar="FOLDER", help=argparse.SUPPRESS)
    parser.add_argument(
        "--format",
        choices=("text", "json", "csv"),
        default="text",
        help="text has a line for each pair, with tabs between score, both paths, what they share and the"
        " number of their story, then a line for each article without a pair, with - for a score; csv has a"
        " row for each account of each story, then one for each other article; json has all (default: text)",
    )
    parser.add_argument(
        "--compare",
        action="store_true",
        help="with --format json: also compare each two accounts of each story, as diptych compare does",
    )
    _add_model(parser)
    parser.add_argument(
        "--engine",
        default="processes",
        metavar="ENGINE",
        help="what reads and compares: processes, one for each CPU, or dask:ADDRESS, the workers of a Dask"
        " scheduler, as in dask:tcp://127.0.0.1:8786 (default: processes)",
    )
    parser.add_argument(
        "--send-to",
        action="append",
        default=[],
        metavar="HOST",
        help="allow that all articles are sent to this host, on which a scheduler or a worker of Dask runs",
    )
    parser.add_argument(
        "--no-cache",
        action="store_true",
        help="read every article, and keep nothing of them in your cache folder",
    )
    return parser


def text_parser() -> Parser:
    """The parser of `diptych text`."""
    parser = _parser("text", "[--dropped | --chapters] FILE", help_texts.TEXT_HELP, help_texts.TEXT_MORE)
    parser.add_argument("articles", nargs="*", metavar="FILE", help=argparse.SUPPRESS)
    one = parser.add_mutually_exclusive_group()
    one.add_argument(
        "--dropped",
        action="store_true",
        help="print what is left out instead (menus, running heads, page numbers), a line for each block, and"
        " the parts of the text that are never linked, with the reason",
    )
    one.add_argument("--chapters", action="store_true", help="print the chapters of a book instead")
    return parser


def config_parser() -> Parser:
    """The parser of `diptych config`."""
    parser = _parser("config", "[--path | --example]", help_texts.CONFIG_HELP, help_texts.CONFIG_MORE)
    one = parser.add_mutually_exclusive_group()
    one.add_argument(
        "--path", action="store_true", help="print only the path of the file, even if it does not exist"
    )
    one.add_argument(
        "--example", action="store_true", help="print an example file whose lines are all comments"
    )
    return parser


COMMAND_PARSERS: Mapping[str, Callable[[], Parser]] = {
    "ask": ask_parser,
    "compare": compare_parser,
    "config": config_parser,
    "export": export_parser,
    "help": help_parser,
    "list": list_parser,
    "open": open_parser,
    "opinions": opinions_parser,
    "schema": schema_parser,
    "text": text_parser,
}
"""The parser of each command."""


def _parser(command: str, arguments: str, description: str, epilog: str = "") -> Parser:
    """A parser that prints its help texts without wrapping, and allows no abbreviated options."""
    prog = f"diptych {command}".rstrip()
    return Parser(
        prog=prog,
        usage=f"{prog} {arguments}".rstrip(),
        description=description,
        epilog=epilog,
        formatter_class=partial(argparse.RawDescriptionHelpFormatter, width=terminal_columns() - 2),
        allow_abbrev=False,
    )


def _add_send_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--send-to",
        metavar="HOST",
        help="allow that both articles are sent to this host, which is not this machine",
    )


def _add_plain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--plain",
        action="store_true",
        help="for screen readers and braille displays: one article at a time, words for marks, a real cursor",
    )


def _add_threshold(parser: argparse.ArgumentParser, usual: str) -> None:
    parser.add_argument(
        "--threshold",
        type=_share,
        metavar="X",
        help=f"score from which a match counts as a link, 0 to 1 (default: {usual})",
    )


def _add_result(parser: argparse.ArgumentParser) -> None:
    # Any number is accepted here, because the message of `one_result` is clearer than argparse's.
    parser.add_argument("articles", nargs="*", metavar="RESULT", help=argparse.SUPPRESS)
    _add_threshold(parser, "the one in the file")


def _add_articles(parser: argparse.ArgumentParser) -> None:
    # Any number is accepted here, because the message of `two_articles` is clearer than argparse's.
    parser.add_argument("articles", nargs="*", metavar="LEFT RIGHT", help=argparse.SUPPRESS)
    _add_threshold(parser, "that of the model")
    _add_model(parser)
    parser.add_argument(
        "--language",
        type=_language,
        metavar="CODE",
        help="language of both articles, such as de, fr or zh (default: detected for each)",
    )


def _add_model(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--model",
        choices=("lexical", "encoder"),
        help="lexical links by words, encoder also by what passages say in their context (default: encoder"
        " for two English articles of up to 100,000 characters, else lexical)",
    )


def two_articles(named: Sequence[str], command: str) -> Pair[str]:
    """The two articles among the arguments.

    Raises:
        UsageError: there are not two, or both are standard input or the clipboard.
    """
    from diptych.sides import Pair

    match named:
        case ["-", "-"]:
            raise UsageError("Only one of the two articles can be standard input (-).")
        case ["clipboard:", "clipboard:"]:
            raise UsageError("Only one of the two articles can be the clipboard.")
        case [left, right]:
            return Pair(left, right)
        case []:
            raise UsageError(f"Name two articles to compare: {command} LEFT RIGHT.")
        case [only]:
            raise UsageError(f"Only one article was named, {only!r}: name two, as in {command} LEFT RIGHT.")
        case _:
            raise UsageError(f"{len(named)} articles were named: name two, as in {command} LEFT RIGHT.")


def one_result(named: Sequence[str], command: str) -> str:
    """The one result among the arguments.

    Raises:
        UsageError: there is not exactly one.
    """
    if len(named) != 1:
        raise UsageError(f"{len(named) or 'No'} results were named: name one, as in {command} result.json.")
    return named[0]


def _share(text: str) -> float:
    """A number from 0 to 1."""
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0.0 <= number <= 1.0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 to 1")
    return number


def _language(code: str) -> str:
    """An ISO 639-1 code."""
    from diptych.languages.registry import language_by_code

    language_by_code(code)  # raises a DiptychError for an unknown code
    return code


def _number(what: str, least: int, most: int, text: str) -> int:
    """A whole number of terminal rows or cells."""
    if not (text.isascii() and text.isdigit()) or not least <= int(text[:6]) <= most:
        raise argparse.ArgumentTypeError(f"{text!r} is not a {what} from {least} to {most}")
    return int(text)


def alignment_settings(
    threshold: float | None,
    language: str | None,
    min_score: float | None = None,
    model: str | None = None,
) -> AlignmentSettings:
    """The settings of a comparison.

    Args:
        threshold: score from which a match counts as a link, 0..1; None for that of the model.
        language: ISO 639-1 code of the language of both articles; None to detect it for each.
        min_score: the lowest score that will be printed, 0..1; None for the threshold.
        model: the name of a model; None for the best one.
    """
    from diptych.alignment.settings import AlignmentSettings, ModelChoice

    floor = min([AlignmentSettings().floor, *(each for each in (threshold, min_score) if each is not None)])
    return AlignmentSettings(threshold, floor, language, None if model is None else ModelChoice(model))
