"""The settings of the config file, each described once, as a field of `Preferences`.

A new setting is one more field: `diptych config`, its example file and the error messages follow from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from diptych.errors import DiptychError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from typing import TypeAlias

    from diptych.opinion.settings import OpinionSettings
    from diptych.preferences.keys import Command

    Check: TypeAlias = "Callable[[object, ConfigVocabulary], object]"
    """Takes a value from the file and returns the value of the setting.

    Raises:
        InvalidValueError: the value is invalid.
    """

T = TypeVar("T")

VIEWS = ("facing", "synopsis", "single")
"""How the two articles share the screen, the default first."""

MODELS = ("lexical", "encoder")
"""Names of the models that can make the links; the values of `ModelChoice`."""

VOICES = ("both", "model", "own")
"""Whose links count once there is an opinion, the default first; the values of `Voice`."""

CHARACTERS = ("auto", "braille", "box", "ascii")
"""Character sets that can draw the link map, the default first."""

NARROWEST_MEASURE = 20
"""The smallest `measure`, in cells."""
WIDEST_MEASURE = 200
"""The largest `measure`, in cells."""

_LONGEST_TIMEOUT = 3600
"""Most seconds that a server may be silent."""
_LONGEST = 40
"""Most characters of a wrong value that a message repeats."""


class ConfigVocabulary(NamedTuple):
    """The names that a config file may use."""

    themes: Collection[str]
    commands: Sequence[Command]


class InvalidValueError(ValueError):
    """A value is invalid; the message says why, or is empty if the value has the wrong type or range."""


class Setting(NamedTuple):
    """How the config file describes one setting."""

    check: Check
    expected: str
    """What the value must be, as in "a number from 0 to 1"."""
    example: str
    """A value in TOML notation: the default where TOML can write it."""
    about: str
    """What the setting does, in one sentence."""

    def read(self, name: str, value: object, vocabulary: ConfigVocabulary) -> object:
        """The setting for a value of the config file.

        Raises:
            InvalidValueError: the value is invalid; the message says what to write instead.
        """
        try:
            return self.check(value, vocabulary)
        except InvalidValueError as error:
            instead = f"write {name} as {self.expected}, as in {name} = {self.example}, not {_shown(value)}"
            raise InvalidValueError(str(error) or instead) from None


def toml_text(value: object) -> str:
    """A value nearly as TOML writes it, shortened."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and abs(value) >= 10**_LONGEST:
        return "a huge number"  # Python refuses to convert some of them to text
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, str):
        short = value if len(value) <= _LONGEST else f"{value[: _LONGEST - 1]}…"
        return '"' + "".join(sign if sign.isprintable() else "�" for sign in short) + '"'
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, tuple):
        return f"[{', '.join(map(toml_text, value))}]"
    return "a list" if isinstance(value, list) else "a date or a time"


def _shown(value: object) -> str:
    """A wrong value, for a message: messages quote as “this”, and only what is to be typed as "this"."""
    return _quoted(value) if isinstance(value, str) else toml_text(value)


def _quoted(value: str) -> str:
    return f"“{toml_text(value)[1:-1]}”"


# Checks


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise InvalidValueError
    return value


def _bool(value: object, _: ConfigVocabulary) -> object:
    if not isinstance(value, bool):
        raise InvalidValueError
    return value


def _share(value: object, _: ConfigVocabulary) -> object:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
        raise InvalidValueError
    return float(value)


def _measure(value: object, _: ConfigVocabulary) -> object:
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    if not is_whole or value not in range(NARROWEST_MEASURE, WIDEST_MEASURE + 1):
        raise InvalidValueError
    return value


def _one_of(choices: Sequence[str]) -> Check:
    def check(value: object, _: ConfigVocabulary) -> object:
        if value not in choices:
            raise InvalidValueError
        return value

    return check


def _theme(value: object, vocabulary: ConfigVocabulary) -> object:
    name = _text(value)
    if name not in vocabulary.themes:
        from difflib import get_close_matches

        close = get_close_matches(name, vocabulary.themes, n=1, cutoff=0.4)
        instead = f"did you mean “{close[0]}”?" if close else "diptych config lists them all"
        raise InvalidValueError(f"there is no theme {_quoted(name)}; {instead}")
    return name


def _seconds(value: object, _: ConfigVocabulary) -> object:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value <= _LONGEST_TIMEOUT:
        raise InvalidValueError
    return float(value)


def _name(value: object, _: ConfigVocabulary) -> object:
    name = _text(value)
    if not name or not name.isprintable():
        raise InvalidValueError
    return name


def _variable(value: object, _: ConfigVocabulary) -> object:
    if not isinstance(value, str) or not value.isascii() or not value.isidentifier():
        # The value is not repeated: it may be the key itself.
        raise InvalidValueError("key_variable is the name of an environment variable, not the key itself")
    return value


def _endpoint(value: object, _: ConfigVocabulary) -> object:
    from diptych.opinion.settings import fault_of

    endpoint = _text(value)
    if (fault := fault_of(endpoint)) is not None:
        raise InvalidValueError(f"the endpoint {_quoted(endpoint)} {fault}")
    return endpoint


def _hosts(value: object, _: ConfigVocabulary) -> object:
    if not isinstance(value, list) or not all(isinstance(host, str) and host for host in value):
        raise InvalidValueError
    return tuple(value)


def _language(value: object, _: ConfigVocabulary) -> object:
    from diptych.languages.registry import language_by_code

    code = _text(value)
    try:
        language_by_code(code)
    except DiptychError as error:
        sentence = str(error).rstrip(".").replace(repr(code), _quoted(code))
        raise InvalidValueError(sentence[0].lower() + sentence[1:]) from None
    return code


# The settings


def _setting(default: T, check: Check, expected: str, about: str, example: str = "") -> T:
    """A field of `Preferences`."""
    setting = Setting(check, expected, example or toml_text(default), about)
    return field(default=default, metadata={"setting": setting})


def _switch(about: str, *, default: bool) -> bool:
    """A field that is true or false."""
    return _setting(default, _bool, "true or false", about)


def _choice(choices: Sequence[str], about: str) -> str:
    """A field with one of some values; the first is the default."""
    listed = ", ".join(choices)
    return _setting(choices[0], _one_of(choices), f"one of {listed}", f"{about}: {listed}.")


@dataclass(frozen=True)
class OpinionPreferences:
    """The settings for asking a language model, in the order of the example file."""

    endpoint: str | None = _setting(
        None,
        _endpoint,
        "an address",
        "Server of the OpenAI-compatible protocol, such as Ollama's on this machine.",
        '"http://localhost:11434/v1"',
    )
    model: str | None = _setting(
        None, _name, "a name", "Name of the language model, as the server knows it.", '"qwen3:8b"'
    )
    key_variable: str | None = _setting(
        None,
        _variable,
        "the name of an environment variable",
        "Environment variable that holds the key, if the server wants one.",
        '"MY_KEY"',
    )
    timeout: float = _setting(
        120.0,
        _seconds,
        "a number of seconds up to 3600",
        "Seconds without anything from the server after which it is given up.",
    )
    allow_hosts: tuple[str, ...] = _setting(
        (),
        _hosts,
        "a list of hosts",
        "Hosts to which articles may be sent without asking each time.",
        '["models.example.org"]',
    )
    links: str = _choice(VOICES, "Whose links count once there is an opinion")

    @property
    def settings(self) -> OpinionSettings | None:
        """The settings for asking; None if no server or no model is named."""
        from diptych.opinion.settings import OpinionSettings

        if self.endpoint is None or self.model is None:
            return None
        return OpinionSettings(self.endpoint, self.model, self.key_variable, self.timeout, self.allow_hosts)


@dataclass(frozen=True)
class Preferences:
    """The settings of the reader, in the order of the example file."""

    theme: str | None = _setting(
        None,
        _theme,
        "a name",
        "Colours; without this line, the theme last chosen in the reader, or what the terminal can show.",
        '"textual-dark"',
    )
    threshold: float | None = _setting(
        None, _share, "a number from 0 to 1", "Score from which a match counts as a link, 0 to 1.", "0.25"
    )
    """None for the threshold of the model."""
    model: str | None = _setting(
        None,
        _one_of(MODELS),
        f"one of {', '.join(MODELS)}",
        "What makes the links; without this line the encoder where it can read both articles.",
        '"lexical"',
    )
    language: str | None = _setting(
        None,
        _language,
        "a code of two letters",
        "Language of both articles; without this line it is detected for each.",
        '"en"',
    )
    """ISO 639-1 code."""
    view: str = _choice(VIEWS, "How the articles share the screen")
    plain: bool = _switch("For screen readers: no frames, marks as words.", default=False)
    link_map: bool = _switch("Curves between the panes that join linked passages.", default=True)
    link_map_characters: str = _choice(CHARACTERS, "What the curves are drawn with")
    animate: bool = _switch("Let jumps scroll over a few frames; false: at once.", default=True)
    remember: bool = _switch(
        "Return to where you left a pair of articles; verdicts and notes are kept in any case.", default=True
    )
    sidecar: bool = _switch(
        "Keep verdicts and notes beside the articles, not in your data folder.", default=False
    )
    measure: int = _setting(
        80,
        _measure,
        f"a number of cells from {NARROWEST_MEASURE} to {WIDEST_MEASURE}",
        "The widest line of text, in cells.",
    )
    opinion: OpinionPreferences = OpinionPreferences()
    """The table [opinion]."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys of commands, joined by commas and named as in Textual; other commands keep their own keys."""
    mistakes: tuple[str, ...] = ()
    """A sentence for each mistake in the config file, in whose place a default stands."""


def _settings_of(kind: type) -> Mapping[str, Setting]:
    return {each.name: each.metadata["setting"] for each in fields(kind) if each.metadata}


SETTINGS = _settings_of(Preferences)
"""The settings by name, in the order of the file."""
OPINION_SETTINGS = _settings_of(OpinionPreferences)
"""The same for the table [opinion]."""
