"""The Textual app: themes, keys, commands, and the one screen it starts with."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.app import App, SystemCommand
from textual.filter import Monochrome, NoColor
from textual.geometry import Offset
from textual.markup import escape
from textual.widgets import Input

from diptych.preferences.settings import Preferences
from diptych.reader.app.pair_switching import PairSwitcher, sources_of
from diptych.reader.app.reloading import PairReloader
from diptych.reader.bars.status_bar import StatusBar
from diptych.reader.opening.pair_context import PairContext
from diptych.reader.screens.reader_screen import ReaderScreen
from diptych.reader.terminal.gc_tuning import CollectorState
from diptych.reader.terminal.key_names import first_key, key_names, remapped
from diptych.reader.terminal.keys import BINDINGS, LIST_COMMANDS
from diptych.reader.terminal.no_color import NoColorFilter, no_color_wanted
from diptych.reader.terminal.themes import THEMES, has_few_colours, reader_variables, theme_to_begin_with
from diptych.sides import Pair

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from rich.console import RenderableType
    from textual import events
    from textual.actions import ActionParseResult
    from textual.binding import Binding
    from textual.dom import DOMNode
    from textual.filter import LineFilter
    from textual.screen import Screen
    from textual.theme import Theme

    from diptych.alignment.settings import AlignmentSettings
    from diptych.article.model import Article
    from diptych.comparison import Aligner, Comparison
    from diptych.history.pairs import PairHistory
    from diptych.history.usage import UsageHistory
    from diptych.reader.app.pair_switching import StartTarget
    from diptych.reader.bars.onboarding_hint import OnboardingHint
    from diptych.reader.export.targets import Exports
    from diptych.reader.opening.folder_screen import FolderScreen
    from diptych.reader.opening.pair_factory import PairFactory
    from diptych.verdicts.store import VerdictStore


_NO_COLOR = NoColorFilter()


@runtime_checkable
class TakesLetters(Protocol):
    """A line to type in, or a screen that has one."""

    def insert_text_at_cursor(self, text: str) -> None:
        """Take letters as if they had been typed there."""


class DiptychApp(App[None]):
    """Shows two articles side by side."""

    TITLE = "diptych"
    DEFAULT_MODE = "first"  # Textual's own mode cannot be removed
    CSS_PATH = Path(__file__).with_name("reader.tcss")

    def __init__(
        self,
        articles: Pair[Article] | None,
        settings: AlignmentSettings | None = None,
        preferences: Preferences | None = None,
        memory: PairHistory | None = None,
        usage: UsageHistory | None = None,
        *,
        known: Comparison | None = None,
        plain: bool = False,
        exports: Callable[[], Exports] | None = None,
        notice: str = "",
        verdicts: Callable[[], VerdictStore] | None = None,
        sources: Pair[str] | None = None,
        pair_factory: PairFactory | None = None,
        entrance: StartTarget | None = None,
        aligner: Aligner | None = None,
    ) -> None:
        """Prepare the reader.

        Args:
            articles: the two; None where they are to be chosen first.
            settings: what the links are computed with; the defaults when None.
            preferences: what the reader has set for good.
            memory: of the pair; None to remember nothing of it.
            usage: what is known of the reader; None to know and to keep nothing.
            known: the links, where they have been computed already.
            exports: how results are written into files, asked for when they are; None to write none.
            notice: what to tell at the beginning.
            verdicts: opens what was said of the pair, once there are links; None to keep verdicts in memory.
            plain: whether to suit screen readers: words for marks, one article at a time, a real cursor.
            sources: where the articles come from, as they were named; the files that they name when None.
            pair_factory: what other pairs are opened with.
            entrance: what to begin with where there are no articles.
            aligner: links the passages; the package's own when None.
        """
        self._few_colours = has_few_colours()
        no_color = no_color_wanted()
        # With the terminal's own colours, nothing is told by a ground that is a little lighter.
        super().__init__(ansi_color=no_color or None)
        self.no_color = no_color
        self._plain = plain
        self._remember = memory is not None
        self._aligner = aligner
        self._exports = exports
        self._notice = notice
        self._collector: CollectorState | None = None
        self._usage = usage
        self._hint: OnboardingHint | None = None
        self.preferences = preferences or Preferences()
        keys = self.preferences.keys
        self.pairs = PairSwitcher(
            self,
            self._make_screen,
            self._begin_hint,
            keys=keys,
            factory=pair_factory,
            start=entrance,
            sources=sources or (Pair("", "") if articles is None else sources_of(articles)),
            plain=plain,
        )
        self._reloader = PairReloader(self, self.pairs, keys)
        self._first_screen: Callable[[], Screen[None]] = self.pairs.start_screen
        """Makes the first screen.  Called once, then dropped, since it may hold the first pair."""
        if articles is not None:
            context = PairContext(settings, memory, verdicts)
            self._first_screen = partial(self._make_screen, articles, context, known)
        if not self.preferences.animate:
            self.animation_level = "none"
        for theme in THEMES.values():
            self.register_theme(theme)
        chosen = None if usage is None else usage.theme(few_colours=self._few_colours)
        self.theme = theme_to_begin_with(self.preferences.theme, chosen, few_colours=self._few_colours)[0]
        self._shown_theme = self.theme
        self.set_keymap({**self.preferences.keys})
        if plain:
            from diptych.reader.terminal.cursor_driver import with_cursor

            self.driver_class = with_cursor(self.driver_class)
            self.animation_level = "none"
            self.use_command_palette = False  # it has frames and pictures; every command has a key

    def get_default_screen(self) -> Screen[None]:
        """The screen of the first pair, or what leads to a pair."""
        screen = self._first_screen()
        self._first_screen = self.pairs.start_screen
        return screen

    def _make_screen(
        self, articles: Pair[Article], context: PairContext, known: Comparison | None = None
    ) -> ReaderScreen:
        kind = ReaderScreen
        if self._plain:
            from diptych.reader.screens.accessible_screen import AccessibleScreen

            kind = AccessibleScreen
        return kind(
            articles,
            context.settings,
            self.preferences,
            context.memory,
            known,
            context.verdicts,
            self._aligner,
        )

    @property
    def cursor_position(self) -> Offset:
        """Where Textual puts the terminal's cursor after an update: where the screen says, if it does.

        Asked for only when the update is written, it is never behind what is to be seen.
        """
        if not self._plain:
            return self._terminal_cursor
        typed = self.focused
        if isinstance(typed, Input):
            # At the end of the text Textual counts one cell too many.
            at_end = typed.cursor_position == len(typed.value)
            return typed.cursor_screen_offset - Offset(int(at_end), 0)
        return getattr(self.screen, "terminal_cursor", self._terminal_cursor)

    @cursor_position.setter
    def cursor_position(self, position: Offset) -> None:
        self._terminal_cursor = position

    def on_mount(self) -> None:
        """See to what is to be remembered of the reader."""
        self._collector = CollectorState.present()
        self.theme_changed_signal.subscribe(self, self._keep_theme)
        self.app_resume_signal.subscribe(self, self._paint_again)
        if self._notice:
            self.call_after_refresh(self.pairs.tell, self._notice)
        self.call_after_refresh(self._begin_hint)
        self.call_after_refresh(self._reloader.watch)
        self.call_after_refresh(partial(self.pairs.begin, remember=self._remember))

    def on_unmount(self) -> None:
        """Leave the garbage collector as it was: the process may have other work."""
        if self._collector is not None:
            self._collector.restore()

    def _paint_again(self, _: App[object]) -> None:
        """Paint everything: after the shell had the terminal, nothing of it is there any more."""
        self.call_later(self.refresh, repaint=True, layout=True)

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """End, and write down where the reader was."""
        self.pairs.leave_pair()
        super().exit(result, return_code, message)

    def _keep_theme(self, theme: Theme) -> None:
        """Remember a theme that was chosen, for the next time."""
        if theme.name != self._shown_theme and self._usage is not None:
            self._shown_theme = theme.name
            self._keep(partial(self._usage.keep_theme, theme.name, few_colours=self._few_colours))

    def _keep(self, write: Callable[[], str | None]) -> None:
        """Write something to the disk while the reader goes on, and say why where that could not be done."""

        async def keep() -> None:
            if (reason := await asyncio.to_thread(write)) is not None:
                self.pairs.tell(reason)

        self.run_worker(keep(), group="memory", exit_on_error=False)

    # The hint to the first keys

    def _begin_hint(self) -> None:
        """A pair is to be seen: say how to begin to whoever does not know it yet."""
        reader = self.pairs.reader
        if reader is None or not reader.is_attached:  # left before it was there
            return
        if self._usage is None or self._usage.knows_keys or self._plain:
            return
        from diptych.reader.bars.onboarding_hint import OnboardingHint

        self._hint = OnboardingHint(self.preferences.keys, lambda: reader.can_escape, self._forget_hint)
        reader.mount(self._hint, before=reader.query_one(StatusBar))

    def _forget_hint(self) -> None:
        self._hint = None
        if self._usage is not None:
            self._keep(self._usage.keep_knowing_keys)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key or a command stands for; while the hint is there, it sees it first."""
        if self._hint is not None and self._hint.take(action, default_namespace):
            return True
        return await super().run_action(action, default_namespace, namespaces)

    def action_export(self) -> None:
        """Ask how and where to write the comparison, as it is seen."""
        reader = self.pairs.reader
        if reader is None:
            return
        comparison = reader.session.comparison
        if self._exports is None or comparison is None:
            reader.tell("Nothing can be written yet: the links are being computed.")
            return
        from diptych.reader.export.export_dialog import ExportDialog
        from diptych.reader.export.screenshot import picture_of

        exports = self._exports().with_picture(picture_of(self))
        missing = "" if comparison.alignment.compared is None else "Only a part of the links is known."
        dialog = ExportDialog(comparison, exports, plain=self._plain, warning=missing)
        self.push_screen(dialog, lambda said: reader.tell(said) if said else None)

    # Other pairs

    def action_open(self) -> None:
        """Ask for two articles."""
        self.pairs.open()

    def action_folder(self) -> None:
        """List a folder."""
        self.pairs.open_folder()

    def action_reload(self) -> None:
        """Reload both articles."""
        self._reloader.reload()

    def on_session_screen_idle(self) -> None:
        """Show articles that were reloaded meanwhile."""
        self._reloader.show_reloaded()

    def on_folder_screen_pair_requested(self, message: FolderScreen.PairRequested) -> None:
        """Open a pair of the list."""
        self.pairs.open_pair(message.sources)

    def on_folder_screen_open_dialog_requested(self, message: FolderScreen.OpenDialogRequested) -> None:
        """Ask for the other article of a pair that the list does not have."""
        self.pairs.ask_for_other(message.left)

    def on_folder_screen_dismissed(self) -> None:
        """Go back to the pair; exit without one."""
        self.pairs.leave_folder()

    # Keys, commands, colours

    def on_key(self, event: events.Key) -> None:
        """Give a line to type in the letters that were on their way before it could take them."""
        taker = self.focused if isinstance(self.focused, TakesLetters) else self.screen
        if event.is_printable and event.character and isinstance(taker, TakesLetters):
            taker.insert_text_at_cursor(event.character)
            event.prevent_default()

    def get_key_display(self, binding: Binding) -> str:
        """The name of a key as the help screen has it too."""
        return first_key(binding)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, with our own for NO_COLOR instead of its two."""
        kept = [each for each in super().get_line_filters() if not isinstance(each, Monochrome | NoColor)]
        return [*kept, _NO_COLOR] if self.no_color else kept

    def get_css_variables(self) -> dict[str, str]:
        """The theme's variables, and those of the reader where the theme says nothing of them."""
        variables = super().get_css_variables()
        return {**reader_variables(variables), **variables}

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every key of the reader, and the theme."""
        yield SystemCommand("Choose a theme", "Other colours, light or dark", self.action_change_theme)
        if isinstance(screen, ReaderScreen):
            for binding in remapped(BINDINGS, self.preferences.keys):

                async def run(action: str = binding.action) -> None:
                    await screen.run_action(action)

                yield SystemCommand(binding.tooltip, f"Key: {escape(key_names(binding))}", run)
            for name, explanation, action in LIST_COMMANDS:
                yield SystemCommand(name, explanation, partial(screen.run_action, action))
