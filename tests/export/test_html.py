from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from diptych.alignment.kinds import Grade, Verdict
from diptych.alignment.model import Alignment, Link
from diptych.comparison import PassageNote
from diptych.export import html as export
from diptych.export.html import to_html
from diptych.sides import Pair, Side
from support.pages import Page
from support.small_articles import article
from support.strategies import comparisons

if TYPE_CHECKING:
    from diptych.comparison import Comparison

TAGS = {
    *("html", "head", "meta", "title", "style", "body", "header", "main", "section", "div", "h1", "h2", "h3"),
    *("p", "blockquote", "ul", "ol", "li", "dl", "dt", "dd", "details", "summary", "fieldset", "legend"),
    *("label", "input", "span", "a", "b", "mark", "strong", "bdi"),
}
ATTRIBUTES = {
    *("lang", "charset", "http-equiv", "content", "name", "class", "type", "id", "checked", "tabindex"),
    *("aria-labelledby", "aria-label", "aria-hidden", "dir", "href", "rel", "title", "data-n"),
    "open",
}


@settings(max_examples=40, deadline=None)
@given(comparisons())
def test_articles_cannot_inject_markup(comparison: Comparison) -> None:
    page = Page(to_html(comparison, 0.0))
    for side in Side:
        article = comparison.articles[side]
        number = list(Side).index(side)
        assert page.blocks[number] == [block.span.of(article.text) for block in article.blocks]
        output = {
            f"{'ab'[number]}{passage.index + 1}": passage.span.of(article.text)
            for passage in article.passages
        }
        assert {name: text for name, text in page.passages.items() if name[0] == "ab"[number]} == output
    assert page.title == " ⟷ ".join(article.title for article in comparison.articles)
    assert {tag for tag, _ in page.elements} <= TAGS
    assert {name for _, attributes in page.elements for name in attributes} <= ATTRIBUTES
    outside = {address for address in page.addresses if not address.startswith("#")}
    sources = {article.source for article in comparison.articles}
    assert outside <= {source for source in sources if re.match("https?://", source, re.IGNORECASE)}
    ids = page.ids
    assert len(ids) == len(set(ids))
    assert {address[1:] for address in page.addresses if address.startswith("#")} <= set(ids)


def test_the_policy_forbids_all_but_the_style_sheet(comparison: Comparison) -> None:
    page = Page(to_html(comparison))
    [policy] = [
        attributes["content"]
        for _, attributes in page.elements
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    digest = b64encode(sha256(page.style.encode()).digest()).decode()
    assert policy == (f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'")
    assert "url(" not in page.style
    assert "@import" not in page.style


def links(source: str, passage: str) -> list[str]:
    """The targets of the links of a passage."""
    start = source.index(f'id="{passage}"')
    return re.findall(r'href="#(\w+)"', source[start : source.find(" data-n=", start + 30)])


def test_links_lead_both_ways(comparison: Comparison) -> None:
    source = to_html(comparison.at(0.2))
    assert links(source, "a1") == ["b2", "b2"]
    assert links(source, "b2") == ["a1", "a1"]
    assert links(source, "a2") == []
    assert '<a href="#a1">L&nbsp;1</a> ↔ <a href="#b2">R&nbsp;2</a>' in source


def test_marks_say_linked_related_unique_differs_without_colour(comparison: Comparison) -> None:
    page = Page(to_html(comparison.at(0.2)))
    kinds = {
        attributes["id"]: attributes["class"] for _, attributes in page.elements if "data-n" in attributes
    }
    assert kinds["a1"] == "s differs"
    assert kinds["a2"] == "s unique"
    assert kinds["a3"] == "s related"
    for kind, how in (("unique::before", "○"), ("related > .t", "dotted"), ("s mark", "double")):
        rule = page.style[page.style.index(f".{kind}") :]
        assert how in rule[: rule.index("}")]


def test_evidence_and_differences_are_listed_and_marked(comparison: Comparison) -> None:
    source = to_html(comparison)
    assert "Both have: <bdi>“old harbour”, boats</bdi>." in source
    assert (
        "<bdi>boats</bdi>: <strong><bdi>22</bdi></strong> in L, <strong><bdi>25</bdi></strong> in R" in source
    )
    assert "<mark>22</mark> <b>boats</b> left the “<b>old harbour</b>”" in source


def test_what_differs_and_what_is_unique_is_listed_above_the_articles(comparison: Comparison) -> None:
    source = to_html(comparison.at(0.2))
    head = source[: source.index("<main>")]
    told = head[head.index("<summary>What differs (1)") : head.index("<summary>Unique passages")]
    assert ">≠</span> <bdi>boats</bdi>: <strong><bdi>22</bdi></strong> in L" in told
    assert links(f'id="x"{told} data-n=', "x") == ["a1", "b2"]
    unique = head[head.index("<summary>Unique passages (") :]
    assert '<a href="#a2">L&nbsp;2</a> <bdi lang="en">Nobody was hurt.</bdi>' in unique
    assert '<a href="#b1">R&nbsp;1</a>' in unique
    accepted = replace(comparison.alignment.links[0].differences[0], verdict=Verdict.ACCEPTED)
    link = replace(comparison.alignment.links[0], differences=(accepted,))
    judged = replace(comparison, alignment=comparison.alignment.with_links([link]))
    assert "in R (accepted by hand) · " in to_html(judged)
    alone = replace(comparison, alignment=comparison.alignment.with_links([replace(link, differences=())]))
    assert "What differs (" not in to_html(alone)


def test_both_ends_light_up_unless_there_are_too_many(
    comparison: Comparison, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = ":root:has(#a1:target) #b2"
    assert rule in to_html(comparison)
    monkeypatch.setattr(export, "MOST_LIT", 0)
    source = to_html(comparison)
    assert rule not in source
    assert links(source, "a1") == ["b2", "b2", "k1"]
    assert "<b>" not in source


def test_verdicts_and_notes_are_shown(comparison: Comparison) -> None:
    boats, storm = comparison.alignment.candidates
    judged = replace(
        comparison,
        alignment=comparison.alignment.with_links(
            [
                replace(boats, verdict=Verdict.REJECTED),
                replace(
                    storm, verdict=Verdict.ADDED, note="<Ask> him.", judged_as=Pair("", "It <i>was</i> seen.")
                ),
            ]
        ),
        notes=Pair((PassageNote(1, "Check & ask."),), ()),
    )
    source = to_html(judged)
    assert "Related, linked by hand" in source
    assert "Note: &lt;Ask&gt; him." in source
    assert "When it was linked by hand, R said: “It &lt;i&gt;was&lt;/i&gt; seen.”" in source
    assert 'href="#na2"' in source
    assert 'id="na2"' in source
    assert "Check &amp; ask." in source
    assert "rejected by hand" in source[source.index("<h3>Rejected") :]


def test_a_title_that_begins_the_text_is_shown_once(comparison: Comparison) -> None:
    left = article("The quay", ("The quay",), ("Some boats left.",), furniture="Donate now!")
    right = article("The quay", ("The quay burned.",))
    bare = Alignment((Link(0, 0, 0.9, Grade.RELATED),), Pair(2, 1), 0.5, same_event=True)
    source = to_html(replace(comparison, articles=Pair(left, right), alignment=bare))
    [one, two] = re.findall(r'<h2 dir="auto">(.*?)</h2>', source)
    assert 'id="a1"' in one
    assert ">The quay</a>" in one
    assert two == "The quay"
    assert Page(source).blocks == [["The quay", "Some boats left.", "Donate now!"], ["The quay burned."]]


def test_passages_that_were_not_compared_are_not_called_unique(comparison: Comparison) -> None:
    part = replace(comparison.alignment, compared=Pair(frozenset({0}), frozenset({1})))
    page = Page(to_html(replace(comparison, alignment=part)))
    kinds = [attributes["class"] for _, attributes in page.elements if "data-n" in attributes]
    assert kinds == ["s differs", "s", "s", "s", "s", "s differs", "s"]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("/home/somebody/wire report.txt", "<bdi>wire report.txt</bdi>"),
        ("C:\\Users\\somebody\\wire report.txt", "<bdi>wire report.txt</bdi>"),
        (
            "https://example.org/a?b=1&c",
            '<a href="https://example.org/a?b=1&amp;c" rel="noreferrer noopener nofollow external">',
        ),
        ("javascript:alert(1)", "<bdi>javascript:alert(1)</bdi>"),
        ("data:text/html,x", "<bdi>html,x</bdi>"),
        ('https://example.org/"onclick="x', "onclick=&quot;x</bdi>"),
    ],
)
def test_only_addresses_of_pages_become_links(comparison: Comparison, source: str, shown: str) -> None:
    articles = comparison.articles
    other = replace(comparison, articles=replace(articles, left=replace(articles.left, source=source)))
    assert shown in to_html(other)


# -- colours


def channel(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    red, green, blue = (channel(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(two)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "panel", "lit", "target"])
@pytest.mark.parametrize("ink", ["ink", "soft", "link", "differs", "unique"])
def test_text_colours_have_enough_contrast(
    comparison: Comparison, scheme: int, ground: str, ink: str
) -> None:
    style = Page(to_html(comparison)).style
    colours = [dict(re.findall(r"--(\w+): (#\w{6});", part)) for part in style.split(":root {")[1:3]]
    assert contrast(colours[scheme][ink], colours[scheme][ground]) >= 4.5
