"""The command line: arguments → load, compare, then export or read.

Start-up is kept cheap: a branch imports what it needs, when it needs it.  `--help` and `--version` import
argparse and no more; `compare` never imports Textual.

Exit status, as diff and grep have it: 0 links found (or the reader was left), 1 none, 2 trouble.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from typing import TYPE_CHECKING, NoReturn, TextIO

from diptych import __version__
from diptych.errors import DiptychError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.alignment.settings import AlignmentSettings
    from diptych.article.model import Article
    from diptych.comparison import Comparison
    from diptych.sides import Pair

LINKS_FOUND = 0
NO_LINKS = 1
TROUBLE = 2
INTERRUPTED = 130
"""128 + SIGINT, as a shell has it."""
PIPE_CLOSED = 141
"""128 + SIGPIPE, as a shell has it."""

WIDEST = 100
"""The longest line of a report that takes its width from the terminal: longer ones are hard to read."""
NARROWEST = 20
"""The shortest line of a report: below it the labels leave no room for words."""

_READ_HELP = """\
Read two articles side by side: what both cover, what only one of them has,
and where they differ.

  diptych                  open two sample articles
  diptych LEFT RIGHT       open these two
  diptych compare LEFT RIGHT
                           the same comparison without a screen, for pipes,
                           scripts and screen readers (diptych compare --help)
"""

_READ_MORE = """\
An article is a file (plain text, Markdown or HTML), or - for standard input
on one of the sides. In the reader, ? shows the keys and q leaves it.

examples:
  diptych wire.txt dispatch.html
  curl -s "$ADDRESS" | diptych wire.txt -
  diptych ./compare other.txt       a file that is named "compare"

exit status:
  0   the reader was left (compare: links were found)
  1   compare: no links were found
  2   trouble: an article could not be opened, an option is wrong,
      or there is no terminal to read in
"""

_COMPARE_HELP = """\
Compare two articles without a screen: what both cover, what only one of them
has, and where they differ.
"""

_COMPARE_MORE = """\
An article is a file (plain text, Markdown or HTML), or - for standard input
on one of the sides. The answer goes to standard output, errors to standard
error. Swapping the articles swaps the answer and nothing else.

examples:
  diptych compare wire.txt dispatch.html | less
  diptych compare --format json a.md b.md | jq '.links[] | select(.score > 0.8)'
  diptych compare -q a.txt b.txt && echo "they cover the same events"

exit status:
  0   links were found
  1   no links were found
  2   trouble: an article could not be opened, or an option is wrong
"""


class UsageError(DiptychError):
    """The command line asks for something that diptych does not do."""


class _Parser(argparse.ArgumentParser):
    """An ArgumentParser whose complaint is one sentence instead of a usage block and a sentence."""

    def error(self, message: str) -> NoReturn:
        sentence = message[0].upper() + message[1:].rstrip(".")
        raise UsageError(f"{sentence}; see {self.prog} --help.")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        argv: the arguments after the command's name; those of the process when None.

    Returns:
        The exit status.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    _never_fail_to_encode(sys.stdout)
    try:
        status = _run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()  # here, where a closed pipe can still be met quietly
    except DiptychError as error:
        return _trouble(str(error))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _discard_output()
        return PIPE_CLOSED
    except Exception as error:  # a fault of its own: Python's status of 1 would mean no links
        if sys.flags.dev_mode:
            raise
        fault = f"{type(error).__name__}: {error}"
        return _trouble(f"Something went wrong inside ({fault}); python -X dev -m diptych shows where.")
    return status


def _run(arguments: list[str]) -> int:
    try:
        if arguments[:1] == ["compare"]:
            # What a comparison makes lives until it is printed; looking through it for garbage takes a sixth
            # of the time of a book.
            gc.disable()
            try:
                return _compare(arguments[1:])
            finally:
                gc.enable()
        return _read(arguments)
    except SystemExit as stop:  # argparse leaves so after --help and --version
        return stop.code if isinstance(stop.code, int) else 0


def _read(arguments: list[str]) -> int:
    """Open the reader."""
    options = _read_parser().parse_intermixed_args(arguments)
    named: list[str] = options.articles
    if len(named) == 3 and named[0] == "compare":
        raise UsageError("Options of compare come after it: diptych compare LEFT RIGHT ...")
    if named:
        sources = _two(named, "diptych")
    else:
        from diptych.samples import sample_articles

        sources = sample_articles()
    keys_from_terminal = "-" not in sources
    _need_terminal(keys_from_terminal=keys_from_terminal)
    # Start-up and linking make what lives until the end.  Looking through it for garbage costs a tenth of the
    # start, and pauses on a book; the reader turns collection on again when its links are there.
    gc.disable()
    try:
        articles = _load(sources)
        if not keys_from_terminal:
            _reopen_terminal()

        from diptych.reader.app import DiptychApp

        app = DiptychApp(articles, _settings(options))
        app.run()
    finally:
        gc.enable()
    return TROUBLE if app.return_code else LINKS_FOUND


def _compare(arguments: list[str]) -> int:
    """Print what the comparison of two articles finds."""
    options = _compare_parser().parse_intermixed_args(arguments)
    articles = _load(_two(options.articles, "diptych compare"))

    from diptych.comparison import compare

    settings = _settings(options, options.min_score)
    comparison = compare(articles, settings)
    if not options.quiet:
        _write(_report(comparison, options))
    return LINKS_FOUND if comparison.alignment.links else NO_LINKS


def _report(comparison: Comparison, options: argparse.Namespace) -> str:
    if options.format == "json":
        from diptych.export.json import to_json

        return to_json(comparison, options.min_score)
    from diptych.export.text import to_text

    return to_text(comparison, options.width or _width(), options.min_score)


def _read_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="diptych",
        usage="diptych [--threshold X] [--language CODE] [LEFT RIGHT]\n"
        "       diptych compare LEFT RIGHT [options]",
        description=_READ_HELP,
        epilog=_READ_MORE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    _add_common(parser)
    parser.add_argument("--version", action="version", version=f"diptych {__version__}")
    return parser


def _compare_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="diptych compare",
        usage="diptych compare [--format text|json] [options] LEFT RIGHT",
        description=_COMPARE_HELP,
        epilog=_COMPARE_MORE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="text is a report to read; json is for programs (README: JSON) (default: text)",
    )
    _add_common(parser)
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
        help=f"longest line of the text report (default: the terminal's, at most {WIDEST}; 80 in a pipe)",
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="print nothing, only exit 0, 1 or 2")
    return parser


def _add_common(parser: argparse.ArgumentParser) -> None:
    # Any number is taken here and counted by _two, whose sentence says more than argparse's.
    parser.add_argument("articles", nargs="*", metavar="LEFT RIGHT", help=argparse.SUPPRESS)
    parser.add_argument(
        "--threshold",
        type=_share,
        metavar="X",
        help="score from which a match counts as a link, 0 to 1 (default: 0.25)",
    )
    parser.add_argument(
        "--language",
        type=_language,
        metavar="CODE",
        help="language of both articles, such as de, fr or zh (default: found out for each)",
    )


def _two(named: Sequence[str], command: str) -> Pair[str]:
    """The two articles that were named."""
    from diptych.sides import Pair

    match named:
        case ["-", "-"]:
            raise UsageError("Standard input (-) can be only one of the two articles.")
        case [left, right]:
            return Pair(left, right)
        case []:
            raise UsageError(f"Name two articles to compare: {command} LEFT RIGHT.")
        case [only]:
            raise UsageError(f"Only one article was named, {only!r}: name two, as in {command} LEFT RIGHT.")
        case _:
            raise UsageError(f"{len(named)} articles were named: name two, as in {command} LEFT RIGHT.")


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
    from diptych.alignment.languages import language_by_code

    language_by_code(code)  # raises an error for the user where it is unknown
    return code


def _line_width(text: str) -> int:
    """A number of terminal cells."""
    if not (text.isascii() and text.isdigit()) or not NARROWEST <= int(text[:6]) <= 10_000:
        raise argparse.ArgumentTypeError(f"{text!r} is no width from {NARROWEST} to 10000")
    return int(text)


def _settings(options: argparse.Namespace, min_score: float | None = None) -> AlignmentSettings:
    """The defaults, but for what was asked for; the floor is lowered to whatever is to be printed."""
    from dataclasses import replace

    from diptych.alignment.settings import AlignmentSettings

    settings = AlignmentSettings(language=options.language)
    if options.threshold is not None:
        settings = replace(settings, threshold=options.threshold)
    wanted = settings.threshold if min_score is None else min_score
    return replace(settings, floor=min(settings.floor, settings.threshold, wanted))


def _load(sources: Pair[str]) -> Pair[Article]:
    from diptych.sources.open import load

    return sources.map(load)


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and not stream.closed and stream.isatty()


def _width() -> int:
    """How long a line of a text report may be where nobody asked for a length."""
    if not _is_terminal(sys.stdout):
        return 80
    from shutil import get_terminal_size

    return max(NARROWEST, min(get_terminal_size().columns, WIDEST))


def _need_terminal(*, keys_from_terminal: bool) -> None:
    """Refuse to start the reader where nobody could see it or press a key.

    Args:
        keys_from_terminal: whether standard input is to give keys; otherwise it gives an article first.
    """
    # Textual draws on standard error.
    streams = (sys.stdout, sys.stderr, *([sys.stdin] if keys_from_terminal else []))
    if not all(map(_is_terminal, streams)):
        raise UsageError("The reader needs a terminal; without one, use diptych compare LEFT RIGHT.")


def _reopen_terminal() -> None:
    """Take keys from the terminal again, once standard input has given an article."""
    try:
        # by its own name where it has one, since macOS cannot wait for input on /dev/tty
        name = os.ttyname(sys.stdout.fileno())
    except OSError:
        name = "/dev/tty"
    try:
        terminal = os.open(name, os.O_RDWR)
    except OSError as error:
        raise DiptychError(
            "There is no terminal to read keys from; use diptych compare LEFT RIGHT."
        ) from error
    os.dup2(terminal, 0)
    os.close(terminal)


def _write(text: str) -> None:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:  # a full disk, say
        _discard_output()
        raise DiptychError(f"The answer could not be written: {error.strerror}.") from error


def _trouble(sentence: str) -> int:
    if sys.stderr is not None:
        print(f"diptych: {sentence}", file=sys.stderr)  # noqa: T201 - the command's voice
    return TROUBLE


def _never_fail_to_encode(stream: TextIO | None) -> None:
    """Show what an old locale cannot as escapes, instead of ending in a traceback."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


def _discard_output() -> None:
    """Let what is left in the buffer go nowhere, or the interpreter would complain of it while ending."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
