"""Every setting but the keys: what it may be, and what to say where it is something else."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from diptych.errors import DiptychError
from diptych.preferences.model import CHARACTERS, NARROWEST_MEASURE, VIEWS, WIDEST_MEASURE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from diptych.preferences.keys import Command

_LONGEST = 40
"""Signs of a wrong value that are repeated."""


class ConfigVocabulary(NamedTuple):
    """What a config file may name."""

    themes: Collection[str]
    commands: Sequence[Command]


class Setting(NamedTuple):
    """One setting; what it is for stands with `Preferences`."""

    name: str
    about: str
    """What it does, for those who write the file."""
    example: str
    """A value as TOML writes it: the default, where it can be written."""
    what: str
    """What a value is, as in "a number from 0 to 1"."""
    among: Sequence[str] = ()
    """What a value is one of, where it is a choice."""

    def complaint(self, value: object, vocabulary: ConfigVocabulary) -> str | None:
        """What is wrong with a value, and what to write; None where nothing is wrong."""
        del vocabulary
        if self.fits(value):
            return None
        return f"write {self.name} as {self.what}, as in {self.name} = {self.example}, not {written(value)}"

    def fits(self, value: object) -> bool:
        """Whether a value is of the right kind."""
        return isinstance(value, str)

    def taken(self, value: object) -> object:
        """The value as `Preferences` holds it."""
        return value


class _Switch(Setting):
    def fits(self, value: object) -> bool:
        return isinstance(value, bool)


class _Share(Setting):
    def fits(self, value: object) -> bool:
        return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 1

    def taken(self, value: object) -> object:
        return float(str(value))


class _Cells(Setting):
    def fits(self, value: object) -> bool:
        number = isinstance(value, int) and not isinstance(value, bool)
        return number and NARROWEST_MEASURE <= int(str(value)) <= WIDEST_MEASURE


class _Choice(Setting):
    def fits(self, value: object) -> bool:
        return value in self.among


class _Theme(Setting):
    def complaint(self, value: object, vocabulary: ConfigVocabulary) -> str | None:
        if not isinstance(value, str):
            return super().complaint(value, vocabulary)
        if value in vocabulary.themes:
            return None
        close = get_close_matches(value, vocabulary.themes, n=1, cutoff=0.4)
        instead = f"did you mean “{close[0]}”?" if close else "diptych config lists all of them"
        return f"there is no theme {written(value)}; {instead}"


class _Language(Setting):
    def complaint(self, value: object, vocabulary: ConfigVocabulary) -> str | None:
        if not isinstance(value, str):
            return super().complaint(value, vocabulary)
        from diptych.languages.registry import language_by_code

        try:
            language_by_code(value)
        except DiptychError as error:
            sentence = str(error).rstrip(".")
            return sentence[0].lower() + sentence[1:]
        return None


def _switch(name: str, about: str, example: str) -> Setting:
    return _Switch(name, about, example, "true or false")


def _choice(name: str, about: str, example: str, among: Sequence[str]) -> Setting:
    return _Choice(name, about, f'"{example}"', f"one of {', '.join(among)}", among)


_ALL: Sequence[Setting] = (
    _Theme(
        "theme",
        "Colours; without this line, the theme last chosen in the reader, or what the terminal can show.",
        '"textual-dark"',
        "a name",
    ),
    _Share("threshold", "Score from which a match counts as a link, 0 to 1.", "0.25", "a number from 0 to 1"),
    _Language(
        "language",
        "Language of both articles; without this line it is found out for each.",
        '"en"',
        "a code of two letters",
    ),
    _choice("view", f"How the articles share the screen: {', '.join(VIEWS)}.", "facing", VIEWS),
    _switch("plain", "For screen readers: no frames, marks as words.", "false"),
    _switch("link_map", "Curves between the panes that join what is linked.", "true"),
    _choice(
        "link_map_characters",
        f"What the curves are drawn with: {', '.join(CHARACTERS)}.",
        "auto",
        CHARACTERS,
    ),
    _switch("animate", "Let jumps scroll over a few frames; false: at once.", "true"),
    _switch(
        "remember",
        "Come back to a pair of articles where you left it; verdicts and notes are kept all the same.",
        "true",
    ),
    _switch("sidecar", "Keep verdicts and notes beside the articles, not in your data folder.", "false"),
    _Cells(
        "measure",
        "The widest that text is set, in cells.",
        "80",
        f"a number of cells from {NARROWEST_MEASURE} to {WIDEST_MEASURE}",
    ),
)

SETTINGS: Mapping[str, Setting] = {setting.name: setting for setting in _ALL}
"""All of them by name, in the order of the file."""


def written(value: object) -> str:
    """A value nearly as a file has it, shortened."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return str(value)[:_LONGEST]
    if isinstance(value, str):
        short = value if len(value) <= _LONGEST else f"{value[: _LONGEST - 1]}…"
        return '"' + "".join(sign if sign.isprintable() else "�" for sign in short) + '"'
    if isinstance(value, dict):
        return "a table"
    return "a list" if isinstance(value, list) else "a date or a time"
