"""Hypothesis strategies for comparisons; their texts may hold markup, formulas and any script."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from diptych.alignment.kinds import DifferenceKind, EvidenceKind, Grade, Verdict, Voice
from diptych.alignment.model import Alignment, Difference, Evidence, Link
from diptych.article.model import Article, BlockKind, Span
from diptych.article.parsed_document import normalize_spaces
from diptych.comparison import Comparison, PassageNote
from diptych.opinion.model import Opinion, OpinionLink
from diptych.sides import Pair, Side
from diptych.sources.sanitize import sanitize
from support.small_articles import article

if TYPE_CHECKING:
    from collections.abc import Iterable

MARKUP = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "' onmouseover='alert(1)",
    "</style></title></textarea><!--",
    "-->",
    "]]>",
    "&lt;b&gt; &amp;",
    "javascript:alert(1)",
    "http://example.org/x.png",
    "# heading",
    "1. item",
    "- item",
    "***",
    "| a | b |",
    "`code`",
    "~~~",
    "[text](https://example.org)",
    "![](https://example.org)",
    "\\",
    "=1+1",
    "+1",
    "-1",
    "@sum",
    "a,b;c",
)
ANY = "".join(chr(code) for code in (*range(0x20, 0x7F), 0xE9, 0x5D0, 0x627, 0x6F22, 0x1F600, 0x301))

words = st.one_of(st.sampled_from(MARKUP), st.text(ANY, min_size=1, max_size=12), st.text(max_size=8))
lines = words.map(lambda said: normalize_spaces(sanitize(said))).filter(bool)
"""Texts of one line, as they are once an article is loaded."""
scores = st.floats(0, 1).map(lambda score: round(score, 6))


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """An article of a few blocks, some of them furniture."""
    paragraphs = draw(st.lists(st.lists(lines, min_size=1, max_size=3).map(tuple), max_size=3))
    made = article(draw(lines), *paragraphs, furniture=draw(st.none() | lines))
    made = replace(
        made,
        publisher=draw(st.none() | lines),
        date=draw(st.none() | lines),
        dropped=tuple(draw(st.lists(lines, max_size=2))),
        source=draw(
            st.sampled_from(("https://example.org/a?b=1&c", "javascript:alert(1)", "a b.txt")) | lines
        ),
        blocks=tuple(replace(block, kind=draw(st.sampled_from(BlockKind))) for block in made.blocks),
    )
    return made if sanitize(made.text) == made.text else article("Plain", ("It has no such thing.",))


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    """Any comparison of two small articles."""
    both = Pair(draw(articles()), draw(articles()))
    sizes = both.map(lambda one: len(one.passages))
    ends: list[tuple[int, int]] = []
    if all(sizes):
        every = st.tuples(st.integers(0, sizes.left - 1), st.integers(0, sizes.right - 1))
        ends = sorted(draw(st.sets(every, max_size=4)))

    def spans(side: Side, passage: int) -> st.SearchStrategy[Span]:
        whole = both[side].passages[passage].span
        inside = st.integers(whole.start, whole.end)
        return st.tuples(inside, inside).map(lambda two: Span(min(two), max(two)))

    def link(left: int, right: int) -> Link:
        verdict = draw(st.none() | st.sampled_from(Verdict))
        then = st.just("") if verdict is None else st.just("") | lines
        one, two = spans(Side.LEFT, left), spans(Side.RIGHT, right)
        listed = one.map(lambda span: (span,)), two.map(lambda span: (span,))
        evidence = st.builds(Evidence, st.sampled_from(EvidenceKind), lines, st.builds(Pair, *listed), scores)
        readings = st.builds(Pair, lines, lines)
        kinds = st.sampled_from(DifferenceKind)
        opinion = draw(st.sampled_from([None, Grade.RESTATED, Grade.RELATED])) if asked else None
        named = st.just(Voice.OWN) if opinion is None else st.sampled_from([Voice.OWN, Voice.BOTH])
        difference = st.builds(Difference, kinds, lines, readings, st.builds(Pair, one, two), named)
        other = difference.map(lambda each: replace(each, voice=Voice.MODEL))
        return Link(
            left,
            right,
            draw(scores),
            draw(st.sampled_from(Grade)),
            tuple(draw(st.lists(evidence, max_size=2))),
            tuple(draw(st.lists(difference, max_size=2))),
            tuple(draw(st.lists(other, max_size=0 if opinion is None else 1))),
            opinion,
            verdict,
            draw(st.just("") | lines),
            draw(st.builds(Pair, then, then)),
        )

    asked = draw(st.booleans())
    candidates = tuple(link(*found) for found in ends)

    def some(size: int) -> st.SearchStrategy[frozenset[int]]:
        return st.frozensets(st.integers(0, size - 1)) if size else st.just(frozenset())

    def notes(size: int) -> st.SearchStrategy[tuple[PassageNote, ...]]:
        chosen = some(size).map(sorted)
        return chosen.map(lambda found: tuple(PassageNote(passage, draw(lines)) for passage in found))

    compared = st.none() | st.builds(Pair, some(sizes.left), some(sizes.right))
    language = st.sampled_from(["", "English", "German"])
    languages = Pair(draw(language), draw(language))
    alignment = Alignment(
        candidates,
        sizes,
        draw(st.floats(0, 1)),
        draw(st.booleans()),
        draw(compared),
        languages,
        voice=draw(st.sampled_from(Voice)) if asked else Voice.OWN,
    )
    noted = Pair(draw(notes(sizes.left)), draw(notes(sizes.right)))
    return Comparison(both, alignment, noted, opinion_in(candidates) if asked else None)


def opinion_in(candidates: Iterable[Link]) -> Opinion:
    """The opinion that some links carry."""
    return Opinion(
        "a-model",
        tuple(
            OpinionLink(link.left, link.right, link.model_grade, _named(link))
            for link in candidates
            if link.model_grade is not None
        ),
        rows=3,
        unusable=1,
        version=1,
    )


def _named(link: Link) -> tuple[Difference, ...]:
    """The differences of a link that the language model names."""
    named = (each for each in (*link.differences, *link.may_differ) if each.voice is not Voice.OWN)
    return tuple(replace(each, voice=Voice.MODEL) for each in named)
