"""Every key of every screen: the one table that footer, help, command palette and config file read.

To add a key, add a line to a group here and an `action_` method to the screen that the group belongs to.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from textual.binding import Binding


class KeyGroup(NamedTuple):
    """Keys that belong together on the help screen."""

    title: str
    bindings: tuple[Binding, ...]


def _group(title: str, *bindings: Binding) -> KeyGroup:
    return KeyGroup(title, bindings)


def _key(
    name: str, keys: str, action: str, tooltip: str = "", *, label: str = "", display: str | None = None
) -> Binding:
    """One command and its keys.

    Args:
        name: its id in the `[keys]` table of the config file.  Users have it in their files: never change it.
        keys: the keys, as Textual names them, separated by commas.
        action: the action of the screen.
        tooltip: one sentence for help, command palette and config report; by default the label.
        label: one or two words for the key bar; by default the id, without its screen.
        display: how the key bar prints the first key; None for its usual name.
    """
    label = label or name.rpartition(".")[2].replace("-", " ").capitalize()
    return Binding(keys, action, label, key_display=display, tooltip=tooltip or label, id=name)


def _cursor_keys(screen: str, row: str) -> tuple[Binding, ...]:
    """The keys that move the cursor in the list of a screen, by its rows: "entry"."""
    return (
        _key(f"{screen}.down", "down,ctrl+n", "step(1)", f"Next {row}"),
        _key(f"{screen}.up", "up", "step(-1)", f"Previous {row}"),
        _key(f"{screen}.page-down", "pagedown", "page(1)"),
        _key(f"{screen}.page-up", "pageup", "page(-1)"),
        _key(f"{screen}.first", "home", "end(False)", f"First {row}"),
        _key(f"{screen}.last", "end", "end(True)", f"Last {row}"),
    )


KEYS: tuple[KeyGroup, ...] = (
    _group(
        "Find the counterpart",
        _key(
            "counterpart",
            "enter",
            "to_counterpart",
            "Jump to the counterpart; again: to the next one, then back; without one, to the nearest passage",
            display="↵",
        ),
        *(
            _key(
                f"counterpart-{number}",
                str(number),
                f"counterpart({number})",
                f"Jump to counterpart {number}",
            )
            for number in range(1, 10)
        ),
        _key("back", "backspace,alt+left", "back", "Go back to where the last jump started"),
        _key("forward", "alt+right", "forward", "Go forward again after going back"),
    ),
    _group(
        "Step through",
        _key("linked", "n", "next_in('linked', 1)", "Next linked passage; during a search, next hit"),
        _key(
            "previous-linked",
            "N",
            "next_in('linked', -1)",
            "Previous linked passage; during a search, previous hit",
        ),
        _key("unique", "u", "next_in('unique', 1)", "Next unique passage: no counterpart was found"),
        _key("previous-unique", "U", "next_in('unique', -1)", "Previous unique passage"),
        _key(
            "differs",
            "d",
            "next_in('differs', 1)",
            "Next passage that differs; the filter and the lists show those that may differ",
        ),
        _key("previous-differs", "D", "next_in('differs', -1)", "Previous passage that differs"),
    ),
    _group(
        "Move",
        _key("next-passage", "down,j", "step(1)"),
        _key("previous-passage", "up,k", "step(-1)"),
        _key("next-paragraph", "right_curly_bracket", "step_block(1)"),
        _key("previous-paragraph", "left_curly_bracket", "step_block(-1)"),
        _key("page-down", "pagedown,space,ctrl+f", "page(1)"),
        _key("page-up", "pageup,b,ctrl+b", "page(-1)"),
        _key("half-a-page-down", "ctrl+d", "page(0.5)"),
        _key("half-a-page-up", "ctrl+u", "page(-0.5)"),
        _key("beginning", "g,home", "end(False)", "First passage"),
        _key("end", "G,end", "end(True)", "Last passage"),
        _key("pane", "tab,left,right,h,l", "switch", "Go to the other pane and back; neither scrolls"),
    ),
    _group(
        "Search",
        _key("search", "slash", "search", "Search both articles: exact matches first, then similar ones"),
        _key("next-hit", "f3", "next_hit(1)", "Next search hit"),
        # Terminals send for Shift+F3 what Textual takes for F15.
        _key("previous-hit", "shift+f3,f15", "next_hit(-1)", "Previous search hit"),
        _key("away", "escape", "escape", "Clear the selection, end the search, stop linking", label="Cancel"),
        _key("resume", "r", "resume", "Resume linking"),
    ),
    _group(
        "A second opinion",
        _key(
            "ask", "M", "ask", "Ask the language model of your config file for its opinion", label="Ask model"
        ),
        _key(
            "voice",
            "c",
            "cycle_voice",
            "Whose links count: of both, only diptych's, only the model's",
            label="Whose",
        ),
    ),
    _group(
        "Judge",
        _key("accept", "a", "accept", "Accept the link shown; again: withdraw that"),
        _key("reject", "x", "reject", "Reject the link shown; again: withdraw that"),
        _key(
            "accept-difference",
            "t",
            "judge_difference('accept')",
            "Accept what differs in the link shown, one detail after the other",
            label="Accept ≠",
        ),
        _key(
            "reject-difference",
            "T",
            "judge_difference('reject')",
            "Reject what differs: it does not",
            label="Reject ≠",
        ),
        _key(
            "link-by-hand",
            "L",
            "link_by_hand",
            "Link by hand: press it on this passage, then on one of the other article",
        ),
        _key("note", "i", "note", "Write a note on the link shown, or on a passage without a link"),
        _key("note-on-passage", "I", "note(True)", "Write a note on the passage, linked or not"),
        _key(
            "judged-list",
            "J",
            "list('JUDGED')",
            "List your verdicts and notes, with those that no longer fit the texts",
            label="Verdicts",
        ),
        _key("undo", "z", "undo", "Undo your last verdict or note"),
        _key("redo", "Z", "redo", "Redo what you last undid"),
    ),
    _group(
        "Copy and export",
        _key("copy", "y", "copy", "Copy the selected text or the passage; again: the pair"),
        _key("copy-pair", "Y", "copy_pair", "Copy both passages with titles, score and differences"),
        _key(
            "export",
            "w",
            "app.export",
            "Write the comparison to a file: HTML, Markdown, text, CSV, JSON or a picture",
        ),
        _key("picture", "p", "picture", "Save the screen as an SVG picture in this folder"),
    ),
    _group(
        "Other articles",
        _key("open", "O,ctrl+o", "app.open", "Open another pair: files, addresses, clipboard"),
        _key("folder", "F", "app.folder", "List the articles of a folder by story"),
        _key("reload", "f5,ctrl+r", "app.reload", "Read both articles again and keep the place"),
    ),
    _group(
        "Other accounts of a story",
        _key(
            "next-account",
            "right_square_bracket",
            "app.next_account(1)",
            "The next account of the story in the other pane; this article stays as it is",
        ),
        _key(
            "previous-account",
            "left_square_bracket",
            "app.next_account(-1)",
            "The previous account of the story in the other pane",
        ),
        _key(
            "coverage",
            "C",
            "coverage",
            "In how many of the other accounts each passage is; again: stop comparing, hide it",
        ),
        _key(
            "only-here-list",
            "H",
            "only_here",
            "List what none of the other accounts has",
            label="Only here",
        ),
    ),
    _group(
        "diptych",
        _key("help", "question_mark", "help", "Explain the marks and the keys"),
        _key("quit", "q", "quit", "Quit; in a pair from the list of a folder, go back to that list"),
        _key("suspend", "ctrl+z", "app.suspend_process", "Suspend to the shell (fg returns)"),
    ),
    _group(
        "Display",
        _key(
            "stricter", "plus,equals_sign", "shift_threshold(1)", "Raise the threshold: fewer and surer links"
        ),
        _key("looser", "minus", "shift_threshold(-1)", "Lower the threshold: more links, less sure ones too"),
        _key(
            "filter",
            "f",
            "cycle_selection",
            "Show all passages, or only those that are linked, are unique, differ or may differ",
        ),
        _key("view", "v", "cycle_view", "Facing pages, synopsis, single column"),
        _key("order", "V", "turn_order", "Order the synopsis by the other article"),
        _key("link-map", "m", "link_map", "Link map: the best link of each passage, all links, no map"),
        _key("hold", "s", "hold", "Hold the other pane, free both, keep both level"),
        _key("evidence", "e", "evidence", "Show or hide the evidence panel"),
        _key("all-evidence", "E", "all_evidence", "Show all the evidence on half the screen, or less again"),
        _key("link-list", "o", "list('LINKS')", "List the links; typing filters them", label="List"),
    ),
)
"""The keys of the reading screen, in the order of the help screen."""

LIST_COMMANDS = (
    ("List of differences", "Both readings of each detail, with their places", "list('DIFFERS')"),
    ("List of unique passages", "The longest runs first", "list('UNIQUE')"),
)
"""Lists that have no key of their own, because Tab leads to them: name, explanation, action."""

LIST_KEYS = _group(
    "In the lists (letters filter)",
    _key("list.go-there", "enter", "go", "Go to the entry under the cursor", display="↵"),
    _key("list.close", "escape", "leave", "Clear the filter; then close", display="Esc"),
    _key(
        "list.next-list",
        "tab",
        "next_list(1)",
        "Next list: links, differences, unique passages, …",
        display="Tab",
    ),
    _key("list.previous-list", "shift+tab", "next_list(-1)"),
    _key("list.order", "ctrl+o,f2", "sort_by_next", "Sort by place, score, grade or length", display="^O"),
    _key("list.copy", "ctrl+y", "copy_entry", "Copy the entry under the cursor", display="^Y"),
    _key("list.copy-list", "ctrl+l", "copy_list", "Copy the whole list as filtered", display="^L"),
    _key(
        "list.accept",
        "f6",
        "judge('accept')",
        "Accept the link or the difference; on an accepted one: withdraw that",
        display="F6",
    ),
    _key(
        "list.reject",
        "f7",
        "judge('reject')",
        "Reject the link or the difference; on a rejected one: withdraw that",
        display="F7",
    ),
    _key("list.undo", "f8", "judge('undo')", "Undo your last verdict or note"),
    _key("list.turn-round", "ctrl+r", "reverse", "Reverse the order", label="Reverse", display="^R"),
    *_cursor_keys("list", "entry"),
)
"""The keys of the lists, where every letter goes to the filter."""

HELP_KEYS = _group("In the help", _key("help.close", "escape,q,question_mark,enter", "close"))
"""The keys of the help screen."""

SEARCH_KEYS = _group(
    "While typing a search",
    _key("search.leave", "escape", "leave", "Cancel the search", label="Cancel"),
    _key("search.older", "up", "recall(-1)", "Earlier search"),
    _key("search.newer", "down", "recall(1)", "Later search"),
)
"""The keys of the search input, beside those of every input."""

NOTE_KEYS = _group(
    "While typing a note", _key("note.leave", "escape", "leave", "Leave the note as it was", label="Cancel")
)
"""The keys of the note input, beside those of every input."""

EXPORT_KEYS = _group(
    "In the export dialog",
    _key("export.previous-format", "up", "choose_next(-1)"),
    _key("export.next-format", "down,tab", "choose_next(1)"),
    _key("export.leave", "escape", "leave", "Close without writing", label="Close"),
)
"""The keys of the export dialog, beside those of every input."""

ASKING_KEYS = _group(
    "Before a language model is asked",
    _key("asking.send", "enter", "send", "Send both articles", label="Sends"),
    _key("asking.leave", "escape,q", "leave", "Close without sending", label="Close"),
)
"""The keys of the dialog that says what is sent."""

FOLDER_KEYS = _group(
    "In a folder (letters filter)",
    _key(
        "folder.open",
        "enter",
        "open",
        "Open the marked two, or the best two of a story, or an account with the one most like it",
    ),
    _key(
        "folder.mark", "tab,insert", "mark", "Mark the article under the cursor, to open it with another one"
    ),
    _key("folder.back", "escape", "leave", "Stop reading; then clear the filter; then go back"),
    _key(
        "folder.others",
        "ctrl+o",
        "others",
        "Choose both articles yourself",
        label="Open two others",
        display="Ctrl+O",
    ),
    _key("folder.again", "f5,ctrl+r", "again", "Read the folder again", label="Read again"),
    _key(
        "folder.below", "f6", "below", "Include the subfolders, or leave them out again", label="Subfolders"
    ),
    # With priority, since the filter takes every letter.
    replace(_key("folder.quit", "q", "quit", "Quit; in a filter that has begun: the letter"), priority=True),
    *_cursor_keys("folder", "entry"),
)
"""The keys of the folder screen, where every letter goes to the filter."""

OPEN_KEYS = _group(
    "In the open dialog",
    _key("open.accept", "enter", "accept", "Take the suggestion; then open both articles", label="opens"),
    _key("open.close", "escape", "leave", "Stop opening; then close", label="closes"),
    _key(
        "open.complete",
        "tab",
        "complete",
        "Complete the path, or take the suggestion; then go to the other line",
        label="completes",
    ),
    _key("open.other", "shift+tab", "other_line", "Go to the other line", label="Other line"),
    _key("open.down", "down", "choose(1)", "Next suggestion", label="chooses"),
    _key("open.up", "up", "choose(-1)", "Previous suggestion"),
    _key(
        "open.clipboard", "ctrl+v", "clipboard", "Paste from the clipboard", label="pastes", display="Ctrl+V"
    ),
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
    ASKING_KEYS,
    FOLDER_KEYS,
    OPEN_KEYS,
)
"""The keys of all screens.  Ids of all but the reading screen start with the screen's name and a dot."""

APP_KEYS = (("Ctrl+P", "All commands by name, and other colours"), ("Ctrl+Q", "Quit, wherever you are"))
"""Keys of the app, which no config file can change, and what they do; plain mode has no Ctrl+P."""

COPY_SELECTED = Binding("ctrl+c", "copy_selected", "Copy what the mouse has selected", show=False)
"""Without an id, so that no config file can rebind it: users and terminals rely on Ctrl+C."""
