from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from diptych.preferences.read import key_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUMENT = '''\
# theme = "not this one"
theme = "nord" # nor = this
"quoted \\u0061 key" = """
measure = 1
[keys]
""\\""""
'literal' = \'\'\'
view = 2'\'\'\'

dotted . inner = [ # plain = true
  { animate = 1 }, "]",
  'x = 1',
]
table = { a = { b = 1 }, c = [ 2 ] }
when = 1979-05-27 07:32:00

[keys]
  search = "slash"
"help.close" = "q"
[ a . "b" ]
[[array]]
one = 1
[[array]]
one = 2
'''


def test_each_key_is_on_its_line() -> None:
    lines = key_lines(DOCUMENT)
    assert lines == {
        ("theme",): 2,
        ("quoted a key",): 3,
        ("literal",): 7,
        ("dotted",): 10,
        ("dotted", "inner"): 10,
        ("table",): 14,
        ("table", "a"): 14,
        ("table", "c"): 14,
        ("when",): 15,
        ("keys",): 17,
        ("keys", "search"): 18,
        ("keys", "help.close"): 19,
        ("a",): 20,
        ("a", "b"): 20,
        ("array",): 21,
        ("array", "one"): 22,
    }


def test_carriage_returns_change_nothing() -> None:
    assert key_lines(DOCUMENT.replace("\n", "\r\n")) == key_lines(DOCUMENT)


def test_a_value_of_many_lines_is_read_once() -> None:
    # Reading it anew for each of its lines would take hours.
    document = "many = [\n" + '  "x",\n' * 20_000 + ']\nlong = """\n' + "x\n" * 20_000 + '"""\nlast = 1\n'
    assert key_lines(document) == {("many",): 1, ("long",): 20_003, ("last",): 40_005}


NAMES = st.sampled_from(["a", "b-1", "theme", '"q.r"', "'l t'", '"\\u00e9"', '"#"', '"="', "1"])
VALUES = st.sampled_from(
    [
        "1",
        "true",
        '"x # [y]"',
        "'\\'",
        '"\\" = "',
        '"""a\n[b]\nc = 1\n"""',
        '"""quoted"""""',
        "'''\n# no'''",
        "[1, [2,\n3], # z = 1\n]",
        "[\n{ y = 1 },\n]",
        "{ n = 1, m = 'x' }",
        "{}",
        "[]",
        "1979-05-27T07:32:00Z",
    ]
)
NOISE = st.sampled_from(["", "# a = 1", "  # [b]", "\t", '# """'])
STATEMENTS = st.lists(
    st.tuples(NOISE, st.booleans(), st.lists(NAMES, min_size=1, max_size=3), VALUES, NOISE), max_size=8
)


def paths(table: object, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(table, dict):
        for key, value in table.items():
            yield (*before, key)
            yield from paths(value, (*before, key))


@given(STATEMENTS)
def test_every_key_that_tomllib_finds_is_found_on_a_line_that_names_it(
    statements: list[tuple[str, bool, list[str], str, str]],
) -> None:
    document = ""
    expected: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for noise, is_table, names, value, comment in statements:
        statement = f"[{' . '.join(names)}]" if is_table else f"{'.'.join(names)} = {value}"
        longer = f"{document}{noise}\n{statement} {comment}\n"
        try:
            tomllib.loads(longer)
        except tomllib.TOMLDecodeError:  # a key that there is already, say
            continue
        line = f"{document}{noise}\n".count("\n") + 1
        keys = tuple(next(iter(tomllib.loads(f"{name} = 1"))) for name in names)
        path = keys if is_table else (*table, *keys)
        table = keys if is_table else table
        for length in range(1, len(path) + 1):
            expected.setdefault(path[:length], line)
        if value.startswith("{ n") and not is_table:
            expected[*path, "n"] = expected[*path, "m"] = line
        document = longer
    found = key_lines(document)
    assert found == {path: line for path, line in expected.items() if len(path) <= 2}
    assert set(found) == {path for path in paths(tomllib.loads(document)) if len(path) <= 2}
