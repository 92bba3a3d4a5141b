from __future__ import annotations

import math
from sys import getsizeof

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.alignment.features import embeddings
from diptych.alignment.features.embeddings import (
    DIMENSIONS,
    cosine_similarity,
    embedding_of,
    mean,
    pieces_of,
    words_of,
)


def test_words_are_folded_and_lose_their_genitive() -> None:
    assert words_of("The Mayor’s café, O'Neil's vote") == ["the", "mayor", "cafe", "o", "neil", "vote"]


def test_a_word_is_cut_into_its_longest_known_pieces() -> None:
    known = {"over", "overt", "##ime", "##time", "##s"}.__contains__
    assert pieces_of("overtimes", known) == ["overt", "##ime", "##s"]
    assert pieces_of("xylem", known) == []


def test_other_words_for_one_thing_are_nearer_than_the_same_words_for_another() -> None:
    said = embedding_of("The doctors walked out of the hospital over their wages.")
    restated = embedding_of("Physicians at the clinic went on strike for more pay.")
    other = embedding_of("The hospital was built over an old salt mine.")
    assert cosine_similarity(said, restated) > cosine_similarity(said, other) + 0.1


def test_a_new_word_has_a_meaning_through_its_pieces() -> None:
    assert cosine_similarity(embedding_of("Zorblattery"), embedding_of("a zorblattery")) > 0.8


@pytest.mark.parametrize("text", ["", "…", "!?", "\ua66e"])
def test_what_has_no_known_word_has_no_meaning(text: str) -> None:
    assert len(embedding_of(text)) == 0
    assert cosine_similarity(embedding_of(text), embedding_of("A vote.")) == 0.0


def test_the_mean_leaves_out_what_has_no_meaning() -> None:
    one = embedding_of("The bridge fell.")
    assert list(mean([one, embedding_of("")])) == pytest.approx(list(one))
    assert len(mean([embedding_of("")])) == len(mean([])) == 0


@given(st.text(max_size=80), st.text(max_size=80))
def test_meanings_have_length_one_and_likeness_has_no_sides(one: str, two: str) -> None:
    a, b = embedding_of(one), embedding_of(two)
    for vector in (a, b):
        assert len(vector) in (0, DIMENSIONS)
        assert math.fsum(x * x for x in vector) == pytest.approx(1.0 if len(vector) else 0.0)
    assert cosine_similarity(a, b) == cosine_similarity(b, a)
    assert -1.000001 <= cosine_similarity(a, b) <= 1.000001


def test_only_the_beginning_of_a_word_without_end_is_cut_into_pieces() -> None:
    asked: list[str] = []

    def known(piece: str) -> bool:
        asked.append(piece)
        return len(piece.removeprefix("##")) == 1

    assert len(pieces_of("ab" * 500_000, known)) == 40
    assert max(map(len, asked)) <= len("##") + 40
    assert len(asked) < 40 * 40


def test_vectors_of_words_are_kept_in_few_megabytes() -> None:
    vector = embeddings._of_word("bridge")
    most = embeddings._of_word.cache_info().maxsize
    assert most is not None
    assert most * getsizeof(vector) < 16_000_000
