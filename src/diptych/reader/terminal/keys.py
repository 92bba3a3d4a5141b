"""Every key of every screen: the one table that footer, help, command palette and config file read.

To add a key, add a line to a group here and an `action_` method to the screen that the group belongs to.
"""

from __future__ import annotations

from typing import NamedTuple

from textual.binding import Binding


class KeyGroup(NamedTuple):
    """Keys that belong together on the help screen."""

    title: str
    bindings: tuple[Binding, ...]


def _group(title: str, *bindings: Binding) -> KeyGroup:
    return KeyGroup(title, bindings)


def _key(
    name: str, keys: str, action: str, description: str, tooltip: str = "", display: str | None = None
) -> Binding:
    """One command and its keys.

    Args:
        name: its id in the `[keys]` table of the config file.  Users have it in their files: never change it.
        keys: the keys, as Textual names them, separated by commas.
        action: the action of the screen.
        description: one or two words for the key bar.
        tooltip: one sentence for help, command palette and config report; by default the description.
        display: how the key bar prints the first key; None for its usual name.
    """
    return Binding(keys, action, description, key_display=display, tooltip=tooltip or description, id=name)


KEYS: tuple[KeyGroup, ...] = (
    _group(
        "Find the counterpart",
        _key(
            "counterpart",
            "enter",
            "to_counterpart",
            "Counterpart",
            "Jump to the counterpart; again: to the next one, then back",
            "↵",
        ),
        *(
            _key(
                f"counterpart-{number}",
                str(number),
                f"counterpart({number})",
                f"Counterpart {number}",
                f"Jump to counterpart {number}",
            )
            for number in range(1, 10)
        ),
        _key("back", "backspace,alt+left", "back", "Back", "Go back to where the last jump started"),
        _key("forward", "alt+right", "forward", "Forward", "Go forward again after going back"),
    ),
    _group(
        "Step through",
        _key(
            "linked", "n", "next_in('linked', 1)", "Linked", "Next linked passage; during a search, next hit"
        ),
        _key(
            "previous-linked",
            "N",
            "next_in('linked', -1)",
            "Previous linked",
            "Previous linked passage; during a search, previous hit",
        ),
        _key("unique", "u", "next_in('unique', 1)", "Unique", "Next passage that only this article has"),
        _key(
            "previous-unique",
            "U",
            "next_in('unique', -1)",
            "Previous unique",
            "Previous passage that only this article has",
        ),
        _key("differs", "d", "next_in('differs', 1)", "Differs", "Next passage that differs"),
        _key(
            "previous-differs",
            "D",
            "next_in('differs', -1)",
            "Previous differs",
            "Previous passage that differs",
        ),
    ),
    _group(
        "Move",
        _key("next-passage", "down,j", "step(1)", "Next passage"),
        _key("previous-passage", "up,k", "step(-1)", "Previous passage"),
        _key("next-paragraph", "right_curly_bracket", "step_block(1)", "Next paragraph"),
        _key("previous-paragraph", "left_curly_bracket", "step_block(-1)", "Previous paragraph"),
        _key("page-down", "pagedown,space,ctrl+f", "page(1)", "Page down"),
        _key("page-up", "pageup,b,ctrl+b", "page(-1)", "Page up"),
        _key("half-a-page-down", "ctrl+d", "page(0.5)", "Half a page down"),
        _key("half-a-page-up", "ctrl+u", "page(-0.5)", "Half a page up"),
        _key("beginning", "g,home", "end(False)", "Beginning", "First passage"),
        _key("end", "G,end", "end(True)", "End", "Last passage"),
        _key("pane", "tab,left,right,h,l", "switch", "Pane", "Go to the other pane without scrolling it"),
    ),
    _group(
        "Search",
        _key(
            "search",
            "slash",
            "search",
            "Search",
            "Search both articles: exact matches first, then similar ones",
        ),
        _key("next-hit", "f3", "next_hit(1)", "Next hit", "Next search hit"),
        _key("previous-hit", "shift+f3", "next_hit(-1)", "Previous hit", "Previous search hit"),
        _key("away", "escape", "escape", "Cancel", "Clear the selection, end the search, stop linking"),
        _key("resume", "r", "resume", "Resume", "Resume linking"),
    ),
    _group(
        "Judge",
        _key("accept", "a", "accept", "Accept", "Accept the link shown; again: withdraw that"),
        _key("reject", "x", "reject", "Reject", "Reject the link shown; again: withdraw that"),
        _key(
            "link-by-hand",
            "L",
            "link_by_hand",
            "Link by hand",
            "Link by hand: press it on this passage, then on one of the other article",
        ),
        _key("note", "i", "note", "Note", "Write a note on the link shown, or on a passage without a link"),
        _key(
            "note-on-passage",
            "I",
            "note(True)",
            "Note on passage",
            "Write a note on the passage, linked or not",
        ),
        _key(
            "judged-list",
            "J",
            "list('JUDGED')",
            "Verdicts",
            "List your verdicts and notes, with those that no longer fit the texts",
        ),
        _key("undo", "z", "undo", "Undo", "Undo your last verdict or note"),
        _key("redo", "Z", "redo", "Redo", "Redo what you last undid"),
    ),
    _group(
        "Copy and export",
        _key("copy", "y", "copy", "Copy", "Copy the selected text or the passage; again: the pair"),
        _key(
            "copy-pair",
            "Y",
            "copy_pair",
            "Copy pair",
            "Copy both passages with titles, score and differences",
        ),
        _key(
            "export",
            "w",
            "app.export",
            "Export",
            "Write the comparison to a file: HTML, Markdown, text, CSV, JSON or a picture",
        ),
        _key("picture", "p", "picture", "Picture", "Save the screen as an SVG picture in this folder"),
    ),
    _group(
        "Other articles",
        _key("open", "O,ctrl+o", "app.open", "Open", "Open another pair: files, addresses, clipboard"),
        _key("folder", "F", "app.folder", "Folder", "List a folder and find pairs on one event"),
        _key("reload", "f5,ctrl+r", "app.reload", "Reload", "Read both articles again and keep the place"),
    ),
    _group(
        "diptych",
        _key("help", "question_mark", "help", "Help", "Explain the marks and the keys"),
        _key("quit", "q", "quit", "Quit", "Quit at once"),
        _key("suspend", "ctrl+z", "app.suspend_process", "Suspend", "Suspend to the shell (fg returns)"),
    ),
    _group(
        "Display",
        _key(
            "stricter",
            "plus,equals_sign",
            "shift_threshold(1)",
            "Stricter",
            "Raise the threshold: fewer, surer links",
        ),
        _key("looser", "minus", "shift_threshold(-1)", "Looser", "Lower the threshold: more, weaker links"),
        _key("filter", "f", "cycle_selection", "Filter", "Show all, only linked, unique or differing"),
        _key("view", "v", "cycle_view", "View", "Facing pages, synopsis, single column"),
        _key("order", "V", "turn_order", "Order", "Order the synopsis by the other article"),
        _key("link-map", "m", "link_map", "Link map", "Show or hide the curves between linked passages"),
        _key("hold", "s", "hold", "Hold", "Hold the other pane, free both, keep both level"),
        _key("evidence", "e", "evidence", "Evidence", "Show or hide the evidence panel"),
        _key("link-list", "o", "list('LINKS')", "Link list", "List the links; typing filters them"),
    ),
)
"""The keys of the reading screen, in the order of the help screen."""

LIST_COMMANDS = (
    ("List of differences", "Both readings of each detail, with their places", "list('DIFFERS')"),
    ("What the other article leaves out", "Unique passages, the longest runs first", "list('UNIQUE')"),
)
"""Lists without a key of their own, because Tab leads to them: name, explanation, action."""

LIST_KEYS = _group(
    "In the lists (letters filter)",
    _key("list.go-there", "enter", "go", "Go there", "Go to the entry under the cursor", "↵"),
    _key("list.close", "escape", "leave", "Close", "Clear the filter; then close", "Esc"),
    _key(
        "list.next-list",
        "tab",
        "next_list(1)",
        "Next list",
        "Next list: links, differences, what only one article has",
        "Tab",
    ),
    _key("list.previous-list", "shift+tab", "next_list(-1)", "Previous list"),
    _key("list.order", "ctrl+o,f2", "sort_by_next", "Order", "Sort by place, score, grade or length", "^O"),
    _key("list.copy", "ctrl+y", "copy_entry", "Copy", "Copy the entry under the cursor", "^Y"),
    _key("list.copy-list", "ctrl+l", "copy_list", "Copy list", "Copy the whole list as filtered", "^L"),
    _key("list.accept", "f6", "judge('accept')", "Accept", "Accept the link; again: withdraw that", "F6"),
    _key(
        "list.reject",
        "f7",
        "judge('reject')",
        "Reject",
        "Reject the link, or withdraw a verdict that no longer fits",
        "F7",
    ),
    _key("list.undo", "f8", "judge('undo')", "Undo", "Undo your last verdict or note"),
    _key("list.turn-round", "ctrl+r", "turn_round", "Reverse", "Reverse the order", "^R"),
    _key("list.down", "down,ctrl+n", "step(1)", "Down", "Next entry"),
    _key("list.up", "up", "step(-1)", "Up", "Previous entry"),
    _key("list.page-down", "pagedown", "page(1)", "Page down"),
    _key("list.page-up", "pageup", "page(-1)", "Page up"),
    _key("list.first", "home", "end(False)", "First", "First entry"),
    _key("list.last", "end", "end(True)", "Last", "Last entry"),
)
"""The keys of the lists, where every letter goes to the filter."""

HELP_KEYS = _group("In the help", _key("help.close", "escape,q,question_mark,enter", "close", "Close"))
"""The keys of the help screen."""

SEARCH_KEYS = _group(
    "While typing a search", _key("search.leave", "escape", "leave", "Cancel", "Cancel the search")
)
"""The keys of the search input, beside those of every input."""

NOTE_KEYS = _group(
    "While typing a note", _key("note.leave", "escape", "leave", "Cancel", "Leave the note as it was")
)
"""The keys of the note input, beside those of every input."""

EXPORT_KEYS = _group(
    "In the export dialog",
    _key("export.previous-format", "up", "choose_next(-1)", "Previous format"),
    _key("export.next-format", "down,tab", "choose_next(1)", "Next format"),
    _key("export.leave", "escape", "leave", "Close", "Close without writing"),
)
"""The keys of the export dialog, beside those of every input."""

FOLDER_KEYS = _group(
    "In a folder (letters filter)",
    _key("folder.open", "enter", "open", "Open", "Open the pair under the cursor"),
    _key("folder.back", "escape", "leave", "Back", "Clear the filter; then go back"),
    _key("folder.others", "ctrl+o", "others", "Others", "Choose both articles yourself", "Ctrl+O"),
    _key("folder.again", "f5,ctrl+r", "again", "Read again", "Read the folder again"),
    _key("folder.below", "f6", "below", "Subfolders", "Include the subfolders, or leave them out again"),
    _key("folder.down", "down,ctrl+n", "step(1)", "Down", "Next pair"),
    _key("folder.up", "up", "step(-1)", "Up", "Previous pair"),
    _key("folder.page-down", "pagedown", "page(1)", "Page down"),
    _key("folder.page-up", "pageup", "page(-1)", "Page up"),
    _key("folder.first", "home", "end(False)", "First", "First pair"),
    _key("folder.last", "end", "end(True)", "Last", "Last pair"),
)
"""The keys of the folder screen, where every letter goes to the filter."""

OPEN_KEYS = _group(
    "In the open dialog",
    _key("open.accept", "enter", "accept", "opens", "Take the suggestion; then open both articles"),
    _key("open.close", "escape", "leave", "closes", "Stop opening; then close"),
    _key("open.complete", "tab", "complete", "completes", "Complete the path; then go to the other line"),
    _key("open.other", "shift+tab", "other_line", "Other line", "Go to the other line"),
    _key("open.down", "down", "choose(1)", "chooses", "Next suggestion"),
    _key("open.up", "up", "choose(-1)", "Up", "Previous suggestion"),
    _key("open.clipboard", "ctrl+v", "clipboard", "pastes", "Paste from the clipboard", "Ctrl+V"),
)
"""The keys of the open dialog, beside those of its inputs."""

BINDINGS = tuple(binding for group in KEYS for binding in group.bindings)
"""All keys of the reading screen."""

ALL_KEYS: tuple[KeyGroup, ...] = (
    *KEYS,
    HELP_KEYS,
    SEARCH_KEYS,
    NOTE_KEYS,
    LIST_KEYS,
    EXPORT_KEYS,
    FOLDER_KEYS,
    OPEN_KEYS,
)
"""The keys of all screens.  Ids of all but the reading screen start with the screen's name and a dot."""

COPY_SELECTED = Binding("ctrl+c", "copy_selected", "Copy what the mouse has selected", show=False)
"""Without an id, so that no config file can rebind it: users and terminals rely on Ctrl+C."""
