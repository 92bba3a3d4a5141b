"""The main text of pages."""

from __future__ import annotations

import json
import sys

import pytest
from lxml.html import document_fromstring  # type: ignore[import-untyped] # lxml brings no types

from diptych.article.model import BlockKind
from diptych.errors import SourceError
from diptych.sources.formats import HTML
from diptych.sources.markup.blocks import blocks_below
from diptych.sources.markup.html import read_html
from diptych.sources.parse import parse
from diptych.sources.sandbox.worker import read

PAGE = """\
<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html><head><title>A bridge falls | The Daily Reed</title>
<meta property="og:site_name" content="The Daily Reed">
<meta property="article:published_time" content="2020-03-04T10:00:00Z"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<article><h1>A bridge falls</h1>
<p>The old bridge over the Reed fell on Tuesday night after a storm that had lasted for two days.</p>
<h2>What happened</h2>
<p>Nobody was hurt, the <b>mayor</b> said,
because the <a href="/bridge">bridge</a> had been closed since the spring.</p>
<ul><li>It was built in 1930.</li><li>It was closed in 2019.</li></ul>
<blockquote><p>We had warned them for years about the state that it was in.</p></blockquote>
<script>track("nothing")</script>
<p>Work on a new bridge begins soon, &#27;[31mand the town is to pay for most of it.</p>
</article><footer><p>Copyright</p></footer></body></html>
"""


def test_main_text_and_metadata() -> None:
    found = read_html(PAGE)
    assert (found.title, found.publisher, found.date) == ("A bridge falls", "The Daily Reed", "2020-03-04")
    assert [(block.kind, " ".join(block.text.split())) for block in found.blocks] == [
        (BlockKind.HEADING, "A bridge falls"),
        (
            BlockKind.PARAGRAPH,
            "The old bridge over the Reed fell on Tuesday night after a storm that had lasted for two days.",
        ),
        (BlockKind.HEADING, "What happened"),
        (
            BlockKind.PARAGRAPH,
            "Nobody was hurt, the mayor said, because the bridge had been closed since the spring.",
        ),
        (BlockKind.LIST_ITEM, "• It was built in 1930."),
        (BlockKind.LIST_ITEM, "• It was closed in 2019."),
        (BlockKind.QUOTATION, "We had warned them for years about the state that it was in."),
        (
            BlockKind.PARAGRAPH,
            "Work on a new bridge begins soon, ␛[31mand the town is to pay for most of it.",
        ),
    ]


@pytest.mark.parametrize("source", ["page.html", "page.XHTML", "page.txt", "-"])
def test_pages_are_known_by_name_or_beginning(source: str) -> None:
    assert parse(PAGE.encode(), source).publisher == "The Daily Reed"


def test_a_short_page_shows_all_its_text() -> None:
    found = read_html(
        "<title>Bridge</title><nav>Menu</nav><p>It <b>f</b>ell.<script>x</script><h2>Why</h2>Rust<!-- -->."
    )
    assert found.title == "Bridge"
    assert [(block.kind, block.text) for block in found.blocks] == [
        (BlockKind.PARAGRAPH, "It fell."),
        (BlockKind.HEADING, "Why"),
        (BlockKind.PARAGRAPH, "Rust."),
    ]


@pytest.mark.parametrize(
    "page", ["<!-- nothing -->", "<html><body></body></html>", "<a " * 1000], ids=range(3)
)
def test_a_page_without_text_is_refused(page: str) -> None:
    with pytest.raises(SourceError, match=r"^“x\.html” has no text"):
        parse(page.encode(), "x.html")


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(
        SourceError, match=r"^x is an HTML page, .* missing; run: pip install 'diptych\[html\]'$"
    ):
        read(HTML, PAGE.encode(), "x")


@pytest.mark.parametrize(
    "page",
    [
        "<!doctype html><html></html>",
        "<html><head><title>Only a head</title></head></html>",
        '<html><frameset><frame src="a.html"></frameset></html>',
    ],
)
def test_a_page_without_a_body_is_refused(page: str) -> None:
    with pytest.raises(SourceError, match="has no text"):
        parse(page.encode(), "page.html")


def test_other_text_of_the_page_is_dropped() -> None:
    assert [block.text for block in read_html(PAGE).dropped] == ["• Home", "• World", "Copyright"]
    assert [block.text for block in read_html("<nav>Menu</nav><p>It fell.").dropped] == ["Menu"]


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        ("彼は<ruby>東京<rp>(</rp><rt>とうきょう</rt><rp>)</rp></ruby>へ行った。", ["彼は東京へ行った。"]),
        ("A picture <img src=x> in a <big>line</big>.", ["A picture  in a line."]),
        ("Let <math><mi>x</mi><mo>=</mo><mn>2</mn></math> be.", ["Let x=2 be."]),
        ("It <script>no()</script>fell<svg><text>no</text></svg>.", ["It fell."]),
        ("One<div>two</div>three<select><option>no</select>", ["One", "two", "three"]),
        ("One<noscript><p>no</p></noscript>", ["One"]),
    ],
)
def test_inline_elements_do_not_split_a_paragraph(body: str, blocks: list[str]) -> None:
    assert [block.text for block in blocks_below(document_fromstring(f"<p>{body}"))] == blocks


PROSE = "The inquiry into the fire on the ferry took eleven months and heard all of its witnesses twice. " * 3
ITEMS = "<li>The alarm in the engine room had been switched off.<li>Nobody had tested the valves since May."
LISTED = [
    "• The alarm in the engine room had been switched off.",
    "• Nobody had tested the valves since May.",
]


def texts(page: str) -> list[str]:
    """The blocks of a page."""
    return [" ".join(block.text.split()) for block in read_html(page).blocks]


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Why it burned</h1><p>{p}<ul>{i}</ul><p>{p} Again.",
        "<h1>Why it burned</h1><table><tr><td><p>{p}</p><ul>{i}</ul><p>{p} Again.</p></td></tr></table>",
        "<table><tr><td><h1>Why it burned</h1><p>{p}</p><ul>{i}</ul></td><td><p>{p} Again.</table>",
        "<h1>Why it burned</h1><p>{p}</p><table><tr><td>&nbsp;<td><ul>{i}</ul></table><p>{p} Again.</p>",
        "<table><tr><td><table><tr><td><h1>Why it burned</h1><p>{p}</p><ul>{i}</ul><p>{p} Again."
        "</table></table>",
    ],
)
def test_lists_and_headings_of_bare_pages_and_layout_tables_stay_in_their_order(body: str) -> None:
    page = f"<html><head><title>The ferry</title></head><body>{body.format(p=PROSE, i=ITEMS)}</body></html>"
    assert texts(page) == ["Why it burned", PROSE.strip(), *LISTED, f"{PROSE}Again."]


@pytest.mark.parametrize(
    "items",
    [
        '<li><a href="/a">The ferry that burned last year</a><li><a href="/b">All ferries of the coast</a>',
        "<li>Share<li>Tweet<li>Mail",
    ],
)
def test_lists_of_links_and_buttons_are_not_part_of_the_article(items: str) -> None:
    body = f"<p>{PROSE}<ul>{items}</ul><p>{PROSE} Again."
    assert texts(f"<html><head><title>The ferry</title></head><body>{body}</body></html>") == [
        PROSE.strip(),
        f"{PROSE}Again.",
    ]


def test_a_table_of_figures_keeps_its_rows() -> None:
    rows = "<tr><th>Boats<th>Gates<tr><td>22<td>3"
    article = f"<p>{PROSE}</p><table>{rows}</table><p>{PROSE} Again.</p>"
    assert texts(f"<html><body><article>{article}</article></body></html>")[1:3] == [
        "Boats | Gates",
        "22 | 3",
    ]


@pytest.mark.parametrize("tag", ["p", "blockquote", "h2", "div"])
def test_text_hidden_from_screen_readers_only_stays(tag: str) -> None:
    seen = f'<{tag} aria-hidden="true">Everybody can see that it burned.</{tag}>'
    body = f"<p>{PROSE}</p>{seen}<p>{PROSE} Again.</p>"
    found = read_html(f"<html><body><article>{body}<p hidden>Nobody sees it.</p></article></body></html>")
    assert "Everybody can see that it burned." in [block.text for block in found.blocks]
    assert [block.text for block in found.dropped] == ["Nobody sees it."]


TOLD = [f"The ferry burned on day {day}, and nobody knows to this day why it did." for day in range(12)]


@pytest.mark.parametrize(
    ("metadata", "paragraphs"),
    [
        ({"@type": "NewsArticle", "articleBody": " ".join(TOLD)}, [" ".join(TOLD)]),
        ({"@graph": [{"@type": "WebPage"}, {"articleBody": "\n\n".join(TOLD)}]}, TOLD),
        ([{"articleBody": "Short."}, {"articleBody": "".join(f"<p>{line}</p>" for line in TOLD)}], TOLD),
        ({"mainEntity": {"articleBody": "\n".join(TOLD).replace("y", "&#121;")}}, TOLD),
    ],
)
@pytest.mark.parametrize("around", ["{}", "/*<![CDATA[*/ {} /*]]>*/", "//<![CDATA[\n{}\n//]]>"])
def test_an_article_that_only_the_metadata_contains_is_read(
    metadata: object, paragraphs: list[str], around: str
) -> None:
    script = f'<script type="application/ld+json">{around.replace("{}", json.dumps(metadata))}</script>'
    page = f"<html><head><title>The ferry</title>{script}</head><body><p>A ferry in flames.</p></body></html>"
    assert texts(page) == paragraphs


@pytest.mark.parametrize(
    "metadata",
    [
        json.dumps({"articleBody": " ".join(TOLD[:4])}),
        json.dumps({"articleBody": 7}),
        '{"articleBody": "It burned.',
        "[" * 100_000,
    ],
)
def test_metadata_that_says_no_more_than_the_page_is_not_read(metadata: str) -> None:
    script = f'<script type="application/ld+json">{metadata}</script>'
    assert texts(f"<html><body>{script}<article><p>{PROSE}</p></article></body></html>") == [PROSE.strip()]
