"""The Textual app: themes, keys, commands, and the one screen it starts with."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.app import App
from textual.filter import Monochrome, NoColor
from textual.geometry import Offset
from textual.widgets import Input

from diptych.preferences.settings import Preferences
from diptych.reader.app.pair_switching import PairSwitcher, sources_of
from diptych.reader.app.reloading import PairReloader
from diptych.reader.bars.status_bar import StatusBar
from diptych.reader.bars.wording import mistaken_config
from diptych.reader.opening.pair_context import PairContext
from diptych.reader.screens.opinion_actions import OpinionContext
from diptych.reader.screens.reader_screen import ReaderScreen
from diptych.reader.terminal.end_signals import exit_on_signals
from diptych.reader.terminal.gc_tuning import CollectorState
from diptych.reader.terminal.key_names import first_key
from diptych.reader.terminal.no_color import NoColorFilter, no_color_wanted
from diptych.reader.terminal.text_filters import text_filters
from diptych.reader.terminal.themes import THEMES, has_few_colours, initial_theme, reader_variables
from diptych.sides import Pair

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from rich.console import RenderableType
    from textual import events
    from textual.actions import ActionParseResult
    from textual.binding import Binding
    from textual.command import Provider
    from textual.dom import DOMNode
    from textual.filter import LineFilter
    from textual.screen import Screen
    from textual.theme import Theme

    from diptych.alignment.settings import AlignmentSettings
    from diptych.article.model import Article
    from diptych.comparison import Aligner, Comparison
    from diptych.history.pairs import PairHistory
    from diptych.history.usage import UsageHistory
    from diptych.opinion.store import OpinionStore
    from diptych.reader.app.pair_switching import StartTarget
    from diptych.reader.bars.onboarding_hint import OnboardingHint
    from diptych.reader.export.targets import Exports
    from diptych.reader.opening.folder_screen import FolderScreen
    from diptych.reader.opening.pair_factory import PairFactory
    from diptych.verdicts.store import VerdictStore


_NO_COLOR = NoColorFilter()


def _commands() -> type[Provider]:
    """The commands of the palette, imported when it opens."""
    from diptych.reader.app.palette import ReaderCommands

    return ReaderCommands


NOTHING_TO_EXPORT = "Nothing to export yet: the links are being computed."
PARTLY_LINKED = "Only some of the links have been computed."


@runtime_checkable
class HasTextInput(Protocol):
    """An input, or a screen that has one."""

    def insert_text_at_cursor(self, text: str) -> None:
        """Insert letters as if they were typed there."""


class DiptychApp(App[None]):
    """Shows two articles side by side."""

    TITLE = "diptych"
    DEFAULT_MODE = "first"  # Textual's own mode cannot be removed
    COMMANDS = {_commands}  # noqa: RUF012 - as App declares it
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
        opinions: Callable[[], OpinionStore] | None = None,
        ask: bool = False,
    ) -> None:
        """Prepare the reader.

        Args:
            articles: both articles; None to let the user choose a pair first.
            settings: settings that the links are computed with; the defaults when None.
            preferences: preferences of the user; the defaults when None.
            memory: saved sessions of the pair; None to save none.
            usage: theme and experience of the user; None to read and save nothing.
            known: the links, if they have been computed already.
            plain: whether to suit screen readers: words instead of marks, and a real cursor.
            exports: makes the formats of results, when they are needed; None to export nothing.
            notice: message to show first.
            verdicts: opens the stored verdicts, once there are links; None to keep verdicts in memory.
            sources: the sources of the articles, as the user named them; the files of the articles when None.
            pair_factory: opens other pairs.
            entrance: what to show first when there are no articles.
            aligner: links the passages; the package's own when None.
            opinions: gives the opinions of language models that are kept; None to keep none.
            ask: whether to ask a language model about the first pair.
        """
        self._few_colours = has_few_colours()
        self._text_filters = text_filters()
        no_color = no_color_wanted()
        # With the terminal's own colours, no meaning depends on a slightly lighter background.
        super().__init__(ansi_color=no_color or None)
        self.no_color = no_color
        self._plain = plain
        self._remember = memory is not None
        self._aligner = aligner
        self._opinions = OpinionContext(opinions, usage, ask)
        self._exports = exports
        self._notice = notice
        self._collector: CollectorState | None = None
        self._usage = usage
        self._export_folder = "" if usage is None else usage.export_folder
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
        """Makes the first screen.  Replaced after its first call, because it refers to the first pair."""
        if articles is not None:
            context = PairContext(settings, memory, verdicts)
            self._first_screen = partial(self._make_screen, articles, context, known)
        if not self.preferences.animate:
            self.animation_level = "none"
        for theme in THEMES.values():
            self.register_theme(theme)
        chosen = None if usage is None else usage.theme(few_colours=self._few_colours)
        self.theme = initial_theme(self.preferences.theme, chosen, few_colours=self._few_colours)[0]
        self._shown_theme = self.theme
        self.set_keymap({**self.preferences.keys})
        if plain:
            from diptych.reader.terminal.cursor_driver import with_cursor

            self.driver_class = with_cursor(self.driver_class)
            self.animation_level = "none"
            self.use_command_palette = False  # it has frames and icons; every command has a key

    def get_default_screen(self) -> Screen[None]:
        """The screen of the first pair; without one, the folder screen or an empty screen."""
        screen = self._first_screen()
        self._first_screen = self.pairs.start_screen
        return screen

    def _make_screen(
        self, articles: Pair[Article], context: PairContext, known: Comparison | None = None
    ) -> ReaderScreen:
        opinions, self._opinions = self._opinions, replace(self._opinions, ask=False)
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
            opinions,
        )

    @property
    def cursor_position(self) -> Offset:
        """Where Textual puts the terminal's cursor after an update.

        In the plain mode, the input or the screen decides.  Textual reads this when it writes the update.
        """
        if not self._plain:
            return self._terminal_cursor
        line = self.focused
        if isinstance(line, Input):
            # At the end of the text, Textual's offset is one cell too far to the right.
            at_end = line.cursor_position == len(line.value)
            return line.cursor_screen_offset - Offset(int(at_end), 0)
        return getattr(self.screen, "terminal_cursor", self._terminal_cursor)

    @cursor_position.setter
    def cursor_position(self, position: Offset) -> None:
        self._terminal_cursor = position

    def on_mount(self) -> None:
        """Obey signals that end the program, and schedule what can wait until the first frame is shown."""
        exit_on_signals(lambda status: self.exit(return_code=status))
        self._collector = CollectorState.present()
        self.theme_changed_signal.subscribe(self, self._keep_theme)
        self.app_resume_signal.subscribe(self, self._paint_again)
        if notice := " ".join(filter(None, (mistaken_config(self.preferences.mistakes), self._notice))):
            self.call_after_refresh(self.pairs.tell, notice)
        self.call_after_refresh(self._begin_hint)
        self.call_after_refresh(self._reloader.watch)
        self.call_after_refresh(partial(self.pairs.begin, remember=self._remember))

    def on_unmount(self) -> None:
        """Restore the state of the garbage collector: the process may go on."""
        if self._collector is not None:
            self._collector.restore()

    def _paint_again(self, _: App[object]) -> None:
        """Paint everything, because the shell has used the terminal."""
        self.call_later(self.refresh, repaint=True, layout=True)

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Save the session, and end."""
        self.pairs.leave_pair()
        super().exit(result, return_code, message)

    def _keep_theme(self, theme: Theme) -> None:
        """Save a theme that the user has chosen."""
        if theme.name != self._shown_theme and self._usage is not None:
            self._shown_theme = theme.name
            self.pairs.write(partial(self._usage.keep_theme, theme.name, few_colours=self._few_colours))

    # The onboarding hint

    def _begin_hint(self) -> None:
        """Show the hint to a new user."""
        reader = self.pairs.reader
        if reader is None or not reader.is_attached:  # the user has left already
            return
        if self._usage is None or self._usage.knows_keys or self._plain:
            return
        from diptych.reader.bars.onboarding_hint import OnboardingHint

        self._hint = OnboardingHint(self.preferences.keys, lambda: reader.can_escape, self._end_hint)
        reader.mount(self._hint, before=reader.query_one(StatusBar))

    def _end_hint(self) -> None:
        self._hint = None
        if self._usage is not None:
            self.pairs.write(self._usage.keep_knowing_keys)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run an action; the hint, while it is shown, may take it instead."""
        hint = self._hint
        if hint is not None and hint.is_attached and hint.take(action, default_namespace):
            return True
        return await super().run_action(action, default_namespace, namespaces)

    def action_export(self) -> None:
        """Open the export dialog."""
        reader = self.pairs.reader
        if reader is None:
            return
        comparison = reader.session.comparison
        if self._exports is None or comparison is None:
            reader.tell(NOTHING_TO_EXPORT)
            return
        from diptych.reader.export.export_dialog import ExportDialog
        from diptych.reader.export.screenshot import picture_of

        exports = self._exports().with_picture(picture_of(self))
        warning = "" if comparison.alignment.compared is None else PARTLY_LINKED
        dialog = ExportDialog(
            comparison,
            exports,
            plain=self._plain,
            warning=warning,
            folder=self._export_folder,
            on_written=self._keep_export_folder,
        )
        self.push_screen(dialog, lambda message: reader.tell(message) if message else None)

    def _keep_export_folder(self, folder: str) -> None:
        """Suggest a folder from now on, in later sessions too."""
        changed, self._export_folder = folder != self._export_folder, folder
        if changed and self._usage is not None:
            self.pairs.write(partial(self._usage.keep_export_folder, folder))

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
        """Show articles that were reloaded while something covered the reader."""
        self._reloader.show_reloaded()

    def on_folder_screen_pair_requested(self, message: FolderScreen.PairRequested) -> None:
        """Open a pair of the folder."""
        self.pairs.open_pair(message.sources, message.story)

    def on_folder_screen_open_dialog_requested(self, message: FolderScreen.OpenDialogRequested) -> None:
        """Ask for an article to go with the left one."""
        self.pairs.ask_for_other(message.left)

    def on_reader_screen_list_requested(self) -> None:
        """Go back from a pair to the list that it was opened from."""
        self.pairs.back_to_list()

    def on_folder_screen_dismissed(self) -> None:
        """Go back to the pair; exit without one."""
        self.pairs.leave_folder()

    # Keys, commands, colours

    def on_key(self, event: events.Key) -> None:
        """Give an input the letters that were typed before it could take them."""
        if not self.screen_stack:  # the app has ended meanwhile
            return
        target = self.focused if isinstance(self.focused, HasTextInput) else self.screen
        if event.is_printable and event.character and isinstance(target, HasTextInput):
            target.insert_text_at_cursor(event.character)
            event.prevent_default()

    def get_key_display(self, binding: Binding) -> str:
        """The name of a key, as on the help screen."""
        return first_key(binding)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, of which `NoColorFilter` replaces two for NO_COLOR, and those of texts."""
        kept = [each for each in super().get_line_filters() if not isinstance(each, Monochrome | NoColor)]
        return [*kept, *self._text_filters, *([_NO_COLOR] if self.no_color else [])]

    def get_css_variables(self) -> dict[str, str]:
        """The theme's variables, and those of the reader that the theme does not set."""
        variables = super().get_css_variables()
        return {**reader_variables(variables), **variables}
