"""A dialog that says what is sent to whom before a language model is asked, or how to get one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from diptych.comparison_wording import counted
from diptych.opinion.request import tokens_of
from diptych.reader.terminal.keys import ASKING_KEYS

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from diptych.article.model import Article
    from diptych.opinion.settings import OpinionSettings
    from diptych.sides import Pair

TITLE = "Ask a language model"
KEYS = "↵ sends  ·  Esc closes"
CLOSES = "Esc closes"
PLAIN_KEYS = "Enter sends, Escape closes."
PLAIN_CLOSES = "Escape closes."


def what_is_sent(settings: OpinionSettings, articles: Pair[Article], *, kept: bool) -> tuple[str, ...]:
    """The lines of the dialog.

    Args:
        settings: whom to ask.
        articles: what is asked about.
        kept: whether an opinion of this model is kept already.
    """
    tokens = tokens_of(articles)
    where = "on this machine" if settings.is_loopback else "NOT this machine"
    lines = [
        f"Both articles go to {settings.host} ({where}), model {settings.model}.",
        f"That is about {counted(_rounded(tokens), 'token')}; nothing else is sent, and to no other host.",
    ]
    if kept:
        lines.append("Its opinion is kept already; this asks again and replaces it.")
    return tuple(lines)


def _rounded(tokens: int) -> int:
    """A number with two digits that count: the estimate is no better."""
    return int(float(f"{tokens:.1e}"))


class ConsentDialog(ModalScreen[bool | None]):
    """Says something in a few lines.  Results in whether to send."""

    BINDINGS: ClassVar[list[BindingType]] = [*ASKING_KEYS.bindings]
    DEFAULT_CSS = """
    ConsentDialog {
        align: center middle;
        & > VerticalScroll {
            width: 76;
            padding: 0 1;
            scrollbar-size-vertical: 1;
        }
        &.-plain {
            align: left top;
            background: $background;
            & > VerticalScroll { width: 100%; padding: 0; scrollbar-size-vertical: 0; }
        }
    }
    """

    def __init__(self, lines: tuple[str, ...], *, can_send: bool, plain: bool = False) -> None:
        """Show some lines.

        Args:
            lines: what is said, one sentence each.
            can_send: whether Enter sends; otherwise both keys close.
            plain: whether to suit screen readers: no frame.
        """
        super().__init__(classes="-plain" if plain else "")
        self._lines = lines
        self._can_send = can_send
        self._plain = plain

    def compose(self) -> ComposeResult:
        """The lines."""
        with VerticalScroll(can_focus=False, classes="framed") as box:
            if self._plain:
                keys = [PLAIN_KEYS if self._can_send else PLAIN_CLOSES]
            else:
                keys = []
                box.border_title = TITLE
                box.border_subtitle = KEYS if self._can_send else CLOSES
            yield Static(Content("\n".join([*self._lines, *keys])))

    def action_send(self) -> None:
        """Agree."""
        self.dismiss(self._can_send)

    def action_leave(self) -> None:
        """Do not agree."""
        self.dismiss(None)
