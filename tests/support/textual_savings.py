"""Makes Textual cheaper for tests: style sheets are parsed once, and a pause of the pilot paints once.

An app under test paints several times while it starts and after each key, and each paint costs as much as all
other work.  What it would show does not depend on the paints before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakSet

from textual._compositor import Compositor
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

if TYPE_CHECKING:
    from typing import Any

    import pytest
    from rich.console import RenderableType
    from textual.app import App
    from textual.css.types import CSSLocation
    from textual.screen import Screen

_unpainted = WeakSet[Compositor]()
"""The compositors that have something new to paint."""


def parse_style_sheets_once(patch: pytest.MonkeyPatch) -> None:
    """Share parsed style sheets between apps.

    Each of Textual's apps parses the same sheets again.  The result depends on the sheet and on the values of
    the theme's variables.
    """
    parse_rules, parsed = Stylesheet._parse_rules, dict[object, list["RuleSet"]]()

    def parse_once(
        sheet: Stylesheet,
        css: str,
        read_from: CSSLocation,
        is_default_rules: bool = False,  # noqa: FBT001, FBT002 - Textual's signature
        tie_breaker: int = 0,
        scope: str = "",
    ) -> list[RuleSet]:
        given = css, read_from, is_default_rules, tie_breaker, scope
        key = given, frozenset(sheet._variables.items())
        if key not in parsed:
            parsed[key] = parse_rules(sheet, *given)
        return parsed[key]

    patch.setattr(Stylesheet, "_parse_rules", parse_once)
    # Textual's hash is the identity as well, computed in Python for each rule and node.
    patch.setattr(RuleSet, "__hash__", object.__hash__)


_render_update = Compositor.render_update


def paint_on_request(patch: pytest.MonkeyPatch) -> None:
    """Leave what is new on the screen to `paint`.  A picture of the whole screen is drawn as ever."""

    def render_later(
        compositor: Compositor,
        full: bool = False,  # noqa: FBT001, FBT002 - Textual's signature
        screen_stack: list[Screen[Any]] | None = None,
        simplify: bool = False,  # noqa: FBT001, FBT002
    ) -> RenderableType | None:
        if full:
            return _render_update(compositor, full, screen_stack, simplify)
        _unpainted.add(compositor)
        return None

    patch.setattr(Compositor, "render_update", render_later)


def paint(app: App[Any]) -> bool:
    """Paint what is new on the screen, as Textual does after each change; False if nothing is."""
    if not app.screen_stack or app.screen._compositor not in _unpainted:
        return False
    screen = app.screen
    _unpainted.discard(screen._compositor)
    app._display(screen, _render_update(screen._compositor, screen_stack=app._background_screens))
    return True
