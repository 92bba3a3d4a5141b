from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from diptych.article.model import Span
from diptych.reader.text.highlights import (
    Layer,
    PassageStatus,
    StyledSpan,
    flatten_layers,
    link_layers,
    overlapping,
    passage_statuses,
)
from diptych.sides import Side
from support.small_articles import bridge, span

STRETCHES = st.lists(
    st.builds(
        lambda start, size, layer: StyledSpan(start, start + size, layer),
        st.integers(0, 30),
        st.integers(0, 12),
        st.sampled_from(list(Layer)),
    ),
    max_size=8,
)


@given(STRETCHES, st.integers(0, 20), st.integers(1, 20))
def test_flattening_splits_the_span_and_loses_no_layer(
    stretches: list[StyledSpan], start: int, size: int
) -> None:
    flat = flatten_layers(Span(start, start + size), stretches)
    assert flat[0].start == start
    assert flat[-1].end == start + size
    for one, two in itertools.pairwise(flat):
        assert one.end == two.start
        assert one.layers != two.layers
    for offset in range(start, start + size):
        expected = Layer.NONE
        for stretch in stretches:
            if stretch.start <= offset < stretch.end:
                expected |= stretch.layers
        [found] = [part.layers for part in flat if part.start <= offset < part.end]
        assert found == expected


def test_without_links_the_status_of_every_passage_is_unknown() -> None:
    assert passage_statuses(None, Side.LEFT, 2) == [PassageStatus.UNKNOWN, PassageStatus.UNKNOWN]


def test_the_status_of_a_passage_depends_on_its_links() -> None:
    comparison = bridge()
    differs, linked, related, near, unique = (
        PassageStatus.DIFFERS,
        PassageStatus.LINKED,
        PassageStatus.RELATED,
        PassageStatus.NEAR,
        PassageStatus.UNIQUE,
    )
    assert passage_statuses(comparison.alignment, Side.LEFT, 7) == [
        differs, differs, unique, linked, linked, near, related,
    ]  # fmt: skip
    assert passage_statuses(comparison.at(0.85).alignment, Side.RIGHT, 7) == [
        linked, near, differs, near, near, near, unique,
    ]  # fmt: skip


def test_the_evidence_of_the_link_shown_is_highlighted() -> None:
    comparison = bridge()
    links = comparison.alignment.links_of(Side.RIGHT, 3)
    layers = list(link_layers(links, Side.RIGHT, links[0]))
    right = comparison.articles.right
    hurt, fifteen = span(right, "hurt"), span(right, "Fifteen")
    assert layers == [
        StyledSpan(hurt.start, hurt.end, Layer.SHARED_HERE),
        StyledSpan(fifteen.start, fifteen.end, Layer.DIFFERS),
    ]
    assert {stretch.layers for stretch in link_layers(links, Side.RIGHT, None)} == {
        Layer.SHARED,
        Layer.DIFFERS,
    }


def test_overlapping_spans_are_found() -> None:
    spans = (Span(0, 3), Span(5, 9), Span(12, 14), Span(20, 30))
    assert overlapping(spans, Span(8, 13)) == (Span(5, 9), Span(12, 14))
    assert overlapping(spans, Span(3, 5)) == ()
    assert overlapping(spans, Span(22, 23)) == (Span(20, 30),)
