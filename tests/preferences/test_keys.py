from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diptych.preferences.keys import Command, KeysError, key_named, remapped

COMMANDS = (
    Command("next", ("n", "down"), "the next one"),
    Command("previous", ("N",), "the one before"),
    Command("quit", ("q",), "leave"),
    Command("help.close", ("escape", "q"), "close"),
    Command("search.leave", ("escape",), "give up", typing=frozenset({"home", "ctrl+a"})),
)


@pytest.mark.parametrize(
    ("spelling", "key"),
    [
        ("n", "n"),
        ("N", "N"),
        ("shift+n", "N"),
        ("?", "question_mark"),
        ("question_mark", "question_mark"),
        ("/", "slash"),
        ("solidus", "slash"),
        ("+", "plus"),
        ("ctrl++", "ctrl+plus"),
        ("-", "minus"),
        ("[", "left_square_bracket"),
        (" Esc ", "escape"),
        ("PgDn", "pagedown"),
        ("Ctrl+N", "ctrl+n"),
        ("shift+ctrl+F3", "ctrl+shift+f3"),
        ("alt+left", "alt+left"),
        ("ctrl+i", "tab"),
        ("ctrl+[", "escape"),
        ("space", "space"),
        ("ё", "ё"),
        ("", None),
        ("ctrl+", None),
        ("f25", None),
        ("ctlr+n", None),
        ("ctrl+ctrl+n", None),
        ("enterr", None),
        ("nn", None),
        ("\x1b", None),
        ("latin small letter nonsense", None),
    ],
)
def test_keys_are_named_as_textual_names_them(spelling: str, key: str | None) -> None:
    assert key_named(spelling) == key


@given(
    st.text(max_size=12)
    | st.characters()
    | st.builds("{}+{}".format, st.sampled_from(["ctrl", "shift", "alt+shift"]), st.characters())
)
@example("﷽")
@example("shift+ß")
@example("ctrl+İ")
def test_a_name_is_its_own_name(spelling: str) -> None:
    key = key_named(spelling)
    assert key is None or key_named(key) == key


def test_two_commands_may_swap_keys() -> None:
    assert remapped({"next": ["N"], "previous": ["n", "ctrl+n", "n"]}, COMMANDS) == {
        "next": "N",
        "previous": "n,ctrl+n",
    }


def test_screens_do_not_share_their_keys() -> None:
    assert remapped({"help.close": ["n"]}, COMMANDS) == {"help.close": "n"}


@pytest.mark.parametrize(
    ("table", "at", "sentence"),
    [
        ({"nxt": ["n"]}, "nxt", "there is no command “nxt”; did you mean “next”?"),
        ({"zzz": ["n"]}, "zzz", "there is no command “zzz”; diptych config lists them all"),
        ({"next": []}, "next", "“next” would be left without a key; name one, or remove the line"),
        (
            {"next": ["x", "ctlr+n"]},
            "next",
            "there is no key “ctlr+n” for “next”; before “+” there can be ctrl, shift, alt or super",
        ),
        (
            {"next": ["ctrl+entr"]},
            "next",
            "there is no key “ctrl+entr” for “next”; did you mean “ctrl+enter”?",
        ),
        (
            {"next": ["ctrl+p"]},
            "next",
            "“ctrl+p” shows all commands and never reaches “next”; choose another key",
        ),
        (
            {"previous": ["n"]},
            "previous",
            '“n” is a key of both “next” and “previous”; give “next” other keys, as in next = "down"',
        ),
        (
            {"next": ["q"]},
            "next",
            "“q” is a key of both “quit” and “next”; give “quit” other keys, or remove it from “next”",
        ),
        (
            {"next": ["x"], "quit": ["x", "y"]},
            "quit",
            "“x” is a key of both “next” and “quit”; give “next” other keys, or remove it from “quit”",
        ),
        (
            {"search.leave": ["f1", "ctrl+a"]},
            "search.leave",
            "“ctrl+a” edits the text where “search.leave” works; choose a key such as escape or ctrl+g",
        ),
        (
            {"search.leave": ["x"]},
            "search.leave",
            "“x” edits the text where “search.leave” works; choose a key such as escape or ctrl+g",
        ),
    ],
)
def test_invalid_keys_are_refused_in_one_sentence(
    table: dict[str, list[str]], at: str, sentence: str
) -> None:
    with pytest.raises(KeysError) as raised:
        remapped(table, COMMANDS)
    assert raised.value.mistakes == {at: sentence}


@given(
    st.dictionaries(
        st.sampled_from([command.name for command in COMMANDS]),
        st.lists(st.sampled_from(["n", "N", "q", "x", "down", "escape", "f5"]), max_size=3),
    )
)
def test_accepted_keys_leave_every_command_a_key_of_its_own(table: dict[str, list[str]]) -> None:
    try:
        keymap = remapped(table, COMMANDS)
    except KeysError:
        return
    owners: dict[tuple[str, str], str] = {}
    for command in COMMANDS:
        keys = keymap[command.name].split(",") if command.name in keymap else command.keys
        assert keys
        for key in keys:
            assert owners.setdefault((command.screen, key), command.name) == command.name
