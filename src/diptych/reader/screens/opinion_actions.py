"""The keys for the opinion of a language model: ask, and choose whose links count."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from diptych.alignment.kinds import Voice
from diptych.comparison_wording import counted
from diptych.reader.asking.service import AskingService
from diptych.reader.state.scrolling import Scroll

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.screen import Screen

    from diptych.alignment.pipeline.manual_link import ManualLinker
    from diptych.comparison import Comparison
    from diptych.history.usage import UsageHistory
    from diptych.opinion.model import Opinion
    from diptych.opinion.settings import OpinionSettings
    from diptych.opinion.store import OpinionStore
    from diptych.preferences.settings import OpinionPreferences
    from diptych.reader.state.scrolling import Settle
    from diptych.reader.state.session import ReaderSession

NOT_YET = "Ask when the links are there: they guide the request."
NO_OPINION = "There is no opinion of a language model yet; {} asks for one."
NO_MODEL = "No language model is configured; {} says how to get one."
PRESS = "{} asks {} on {} for its opinion."
ASKING = "{} is being asked already; {} stops that."
COUNTING = {
    Voice.OWN: "only diptych's own links count",
    Voice.MODEL: "only the links of {} count",
    Voice.BOTH: "the links of diptych and of {} count",
}


class OpinionContext(NamedTuple):
    """Where opinions are kept, and to whom the user has agreed to send articles."""

    open_store: Callable[[], OpinionStore] | None = None
    """Gives the opinions that are kept; None keeps none."""
    usage: UsageHistory | None = None
    """Remembers the hosts on this machine that the user has agreed to; None asks each time."""
    ask: bool = False
    """Whether to ask as soon as there are links."""


class OpinionActions:
    """Asks, and puts the opinion beside the links of one reader screen."""

    def __init__(
        self,
        screen: Screen[None],
        session: ReaderSession,
        settle: Settle,
        show: Callable[[Comparison], None],
        *,
        preferences: OpinionPreferences,
        context: OpinionContext | None,
        keys: Mapping[str, str],
        plain: bool,
    ) -> None:
        """Prepare, but read nothing yet.

        Args:
            screen: shows the session, runs the workers and gets the dialog.
            session: the session.
            settle: shows the session after an action.
            show: shows computed links in place of the present ones.
            preferences: whom to ask, and whose links count.
            context: where opinions are kept; None to keep none.
            keys: the first key of each command, by its id.
            plain: whether to suit screen readers.
        """
        self._plain = plain
        self._screen = screen
        self._session = session
        self._settle = settle
        self._show = show
        self._preferences = preferences
        self._context = context or OpinionContext()
        self._keys = keys
        self._own: Comparison | None = None
        """The links as computed, without an opinion."""
        self._opinion: Opinion | None = None
        self._linker: ManualLinker | None = None
        """Has made the links of the opinion; None for one that was read with the links."""
        self._joined: tuple[Comparison, Opinion, Comparison] | None = None
        """Links, an opinion, and both together; None before there is an opinion."""
        self.voice = Voice(preferences.links)
        """Whose links count once there is an opinion."""
        self._has_asked = False
        self.service = AskingService(screen, session.articles, self._context.open_store)

    @property
    def progress_text(self) -> str:
        """What the status line says while a model is asked; empty otherwise."""
        progress = self.service.progress
        if progress is None:
            return ""
        return f"asking {self.service.model} {progress:.0%} ({self._keys['away']} stops)"

    def begin(self) -> None:
        """Look for an opinion that is kept."""
        self.service.find(self._preferences.model)

    def with_opinion(self, comparison: Comparison) -> Comparison:
        """Computed links with the opinion, if there is one.

        A comparison that was read from a file may have one of its own.
        """
        if comparison.opinion is not None and self._opinion is None:
            self._opinion, self.voice = comparison.opinion, comparison.alignment.voice
        self._own = comparison
        return self._with(comparison)

    def complete(self) -> None:
        """All links are there: ask, if the user wanted that from the start.

        No dialog opens unasked: a key that is meant for the reader would answer it.
        """
        settings = self._preferences.settings
        if not self._context.ask or self._has_asked:
            return
        self._has_asked = True
        if settings is None:
            self._settle(Scroll.LEAVE, NO_MODEL.format(self._keys["ask"]))
        elif self._is_complete(settings):
            return
        elif self._may_ask(settings):
            self._begin(settings, again=False)
        else:
            self._settle(Scroll.LEAVE, PRESS.format(self._keys["ask"], settings.model, settings.host))

    def _is_complete(self, settings: OpinionSettings) -> bool:
        """Whether the model of the settings has answered all requests about the two articles."""
        opinion = self._opinion
        return opinion is not None and opinion.model == settings.model and not opinion.unanswered

    def _may_ask(self, settings: OpinionSettings) -> bool:
        """Whether the user has agreed already that articles go to the host."""
        usage = self._context.usage
        if settings.is_loopback:
            return usage is not None and usage.agreed_to(settings.host)
        return settings.is_allowed

    def receive(self, message: AskingService.Received) -> None:
        """Show an opinion."""
        opinion, asked = message.opinion, message.asked
        if self._opinion is not None and not asked:
            return
        self._opinion, self._linker = opinion, message.linker
        if self._own is None:  # `with_opinion` puts it beside the links when they are there
            return
        self._show(self._with(self._own))
        said = f"{opinion.model} links {counted(len(opinion.links), 'pair')} of passages"
        said += "" if asked else f", as it answered on {opinion.asked[:10]}"
        warning = " ".join([f"{said}.", *opinion.remarks]) if opinion.remarks else None
        self._settle(Scroll.LEAVE, warning, note=said)

    def cycle_voice(self) -> None:
        """Let the links of the next of both, diptych and the model count."""
        if self._opinion is None or self._own is None:
            self._settle(Scroll.LEAVE, NO_OPINION.format(self._keys["ask"]))
            return
        voices = [Voice.BOTH, Voice.OWN, Voice.MODEL]
        self.voice = voices[(voices.index(self.voice) + 1) % len(voices)]
        self._show(self._with(self._own))
        self._settle(Scroll.LEAVE, note=COUNTING[self.voice].format(self._opinion.model))

    def ask(self) -> None:
        """Ask the configured model, after the user has agreed to where the articles go."""
        if self.service.progress is not None:
            self._settle(Scroll.LEAVE, ASKING.format(self.service.model, self._keys["away"]))
            return
        if self._own is None:
            self._settle(Scroll.LEAVE, NOT_YET)
            return
        settings, plain = self._preferences.settings, self._plain
        from diptych.opinion.settings import HOW_TO
        from diptych.reader.asking.consent_dialog import ConsentDialog, what_is_sent

        if settings is None:
            self._screen.app.push_screen(ConsentDialog(HOW_TO, can_send=False, plain=plain))
            return
        kept = self._is_complete(settings)
        if not kept and self._may_ask(settings):
            self._begin(settings, again=False)
            return
        usage = self._context.usage

        def decide(agrees: bool | None) -> None:  # noqa: FBT001 - as Textual calls it
            if agrees:
                if settings.is_loopback and usage is not None:
                    usage.keep_agreement(settings.host)
                self._begin(settings, again=kept)

        lines = what_is_sent(settings, self._session.articles, kept=kept)
        self._screen.app.push_screen(ConsentDialog(lines, can_send=True, plain=plain), decide)

    def stop(self) -> None:
        """Stop asking."""
        self.service.stop()

    def _begin(self, settings: OpinionSettings, *, again: bool) -> None:
        self.service.ask(settings, again=again)
        self._settle(Scroll.LEAVE)

    def _with(self, own: Comparison) -> Comparison:
        """Links with the opinion.  What takes long is done once for the same links and opinion."""
        if self._opinion is None:
            return own
        if self._joined is None or self._joined[0] is not own or self._joined[1] is not self._opinion:
            self._joined = own, self._opinion, own.with_opinion(self._opinion, self.voice, self._linker)
        joined = self._joined[2]
        return replace(joined, alignment=replace(joined.alignment, voice=self.voice))
