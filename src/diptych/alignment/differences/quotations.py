"""One quotation that two linked passages give in two wordings."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from diptych.alignment.details.context import difference, once
from diptych.alignment.kinds import DifferenceKind
from diptych.article.model import Span
from diptych.sides import Pair

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diptych.alignment.details.context import PassageContext
    from diptych.alignment.model import Difference

_LEAST_QUOTE = 5
"""Words that two wordings of one quotation must share."""
_LEAST_NEAR = 4
"""The same where both begin alike and no more than one word is otherwise."""
_LEAST_CONTENT = 2
"""Words among them that say something."""
_CERTAIN_QUOTE = 12
"""Shared words from which it is one quotation whoever is named as its speaker."""
_MIN_SIMILARITY = 0.7
"""Share of the words of both wordings, between the first and last that they share, that must be shared."""
_MOST_AT_AN_END = 3
"""Words by which a quotation may begin or end otherwise and still be the same."""
_BESIDE_AN_END = 4
"""Shared words next to such a beginning or end, in a row, without which it is another quotation."""

Place = tuple[int, int, int, int]
"""Where two wordings part: the last shared word before it and the first after it, in each."""


class _QuotedWord(NamedTuple):  # made faster than a dataclass, and there are many
    plain: str
    span: Span
    content: bool


def wordings(statements: Pair[PassageContext]) -> Iterator[Difference]:
    """Quotations that are one, in other words."""
    for one in _quotations(statements.left):
        for two in _quotations(statements.right):
            spans = _altered(statements, one, two)
            if spans is not None:
                yield difference(DifferenceKind.QUOTATION, "quoted words", statements, spans)


def _altered(
    statements: Pair[PassageContext], lefts: Sequence[_QuotedWord], rights: Sequence[_QuotedWord]
) -> Pair[Span] | None:
    """Where two quotations that are one differ within what both have."""
    if min(len(lefts), len(rights)) < _LEAST_NEAR:
        return None
    known = {word.plain for word in rights}
    if sum(word.plain in known for word in lefts) < _LEAST_NEAR:
        return None  # most have next to nothing in common, which is seen sooner than what they share in order
    blocks = _shared_blocks([word.plain for word in lefts], [word.plain for word in rights])
    shared = sum(size for _, _, size in blocks)
    if shared < _LEAST_NEAR:
        return None
    first, last = blocks[0], blocks[-1]
    extent = max(last[0] + last[2] - first[0], last[1] + last[2] - first[1])
    if shared < _MIN_SIMILARITY * extent:
        return None
    if shared < _LEAST_QUOTE:
        if extent > shared + 1 or first[0] or first[1]:
            return None
    elif (
        min(
            sum(word.content for a, _, size in blocks for word in lefts[a : a + size]),
            sum(word.content for _, b, size in blocks for word in rights[b : b + size]),
        )
        < _LEAST_CONTENT
    ):
        return None
    texts = statements.map(lambda statement: statement.text)
    trifles = statements.left.details.trifles & statements.right.details.trifles
    changed = list(_gaps(texts, blocks, lefts, rights, trifles))
    ends = _ends(texts, blocks, lefts, rights)
    if not (changed or ends) or (shared < _CERTAIN_QUOTE and _other_speaker(statements)):
        return None
    if ends is not None and not changed:
        return ends
    return Pair(
        Span(lefts[changed[0][0]].span.start, lefts[changed[-1][1]].span.end),
        Span(rights[changed[0][2]].span.start, rights[changed[-1][3]].span.end),
    )


def _shared_blocks(a: list[str], b: list[str]) -> list[tuple[int, int, int]]:
    """Runs of words that both have, in order: where each begins in either, and its length."""
    # The matcher is not symmetric: it always gets the two in the same order.
    swapped = (len(a), a) > (len(b), b)
    matcher = SequenceMatcher(None, b if swapped else a, a if swapped else b, autojunk=False)
    return [
        (m.b, m.a, m.size) if swapped else (m.a, m.b, m.size) for m in matcher.get_matching_blocks() if m.size
    ]


def _gaps(
    texts: Pair[str],
    blocks: Sequence[tuple[int, int, int]],
    lefts: Sequence[_QuotedWord],
    rights: Sequence[_QuotedWord],
    trifles: frozenset[str],
) -> Iterator[Place]:
    """The places between shared runs where the wordings part."""
    for (a0, b0, size), (a1, b1, _) in pairwise(blocks):
        gap_a, gap_b = lefts[a0 + size : a1], rights[b0 + size : b1]
        between = Pair(
            texts.left[lefts[a0 + size - 1].span.end : lefts[a1].span.start],
            texts.right[rights[b0 + size - 1].span.end : rights[b1].span.start],
        )
        if any(_CUT.search(part) for part in between):
            continue
        plain = [[word.plain for word in gap if word.plain not in trifles] for gap in (gap_a, gap_b)]
        if "".join(plain[0]) == "".join(plain[1]):
            continue
        yield a0 + size - 1, a1, b0 + size - 1, b1


def _ends(
    texts: Pair[str],
    blocks: list[tuple[int, int, int]],
    lefts: Sequence[_QuotedWord],
    rights: Sequence[_QuotedWord],
) -> Pair[Span] | None:
    """Where a quotation begins or ends with other words in each: reject his visit, reject his message."""
    for end in (-1, 0):
        a, b, size = blocks[end]
        if size < _BESIDE_AN_END:
            continue
        if end:
            one, two = (
                _until_a_stop(lefts[a + size - 1 :], texts.left),
                _until_a_stop(rights[b + size - 1 :], texts.right),
            )
            spare = one[1:], two[1:]
        else:
            one, two = _since_a_stop(lefts[: a + 1], texts.left), _since_a_stop(rights[: b + 1], texts.right)
            spare = one[:-1], two[:-1]
        if _replaced(*spare):
            return Pair(_span(one), _span(two))
    return None


def _until_a_stop(words: Sequence[_QuotedWord], text: str) -> Sequence[_QuotedWord]:
    """The words as far as the clause goes in which they begin."""
    for at, (word, after) in enumerate(pairwise(words), 1):
        if _STOP.search(text[word.span.end : after.span.start]):
            return words[:at]
    return words


def _since_a_stop(words: Sequence[_QuotedWord], text: str) -> Sequence[_QuotedWord]:
    """The words from where the clause begins in which they end."""
    for at in range(len(words) - 1, 0, -1):
        if _STOP.search(text[words[at - 1].span.end : words[at].span.start]):
            return words[at:]
    return words


def _replaced(one: Sequence[_QuotedWord], two: Sequence[_QuotedWord]) -> bool:
    """Whether a few words stand for a few others, and are not the same in another form."""
    if not (1 <= len(one) <= _MOST_AT_AN_END and 1 <= len(two) <= _MOST_AT_AN_END):
        return False
    return not any(a.plain[:_STEM] == b.plain[:_STEM] for a in one for b in two)


def _span(words: Sequence[_QuotedWord]) -> Span:
    return Span(words[0].span.start, words[-1].span.end)


_CUT = re.compile(r"\.\s*\.\s*\.|…|[\[\]()*]|--|—")
"""Marks of words left out, put in or interrupted, which alter no wording."""
_STOP = re.compile(r"[\[\]()*.,;:!?…]|--|[—–]")
"""Marks beyond which words belong to another clause, or are left out."""
_STEM = 3
"""Letters that forms of one word share: ending, ends."""


@once
def _quotations(statement: PassageContext) -> list[list[_QuotedWord]]:
    """The words of its quotations in the form in which wordings are compared: contractions in full."""
    found = []
    for quote in statement.features.quotes:
        words: list[_QuotedWord] = []
        for k in quote.tokens:
            if k >= len(statement.tokens):
                break
            token, written = statement.tokens[k], statement.words[k]
            if token.value is not None:
                written = token.term
            elif token.span.of(statement.text)[-2:] in ("'s", "’s") and not written.endswith("s"):
                written += "'s"  # the Times's is the Times'
            words += [
                _QuotedWord(_spelt_alike(plain), token.span, token.content) for plain in _in_full(written)
            ]
        found.append(words)
    return found


@lru_cache(maxsize=1 << 12)
def _spelt_alike(word: str) -> str:
    """A word in the American spelling, roughly: only how two words compare matters."""
    for pattern, ending in _SPELLINGS:
        word = pattern.sub(ending, word)
    return word


def _in_full(word: str) -> tuple[str, ...]:
    """A word, or what it is short for."""
    if word in _SHORT:
        return _SHORT[word]
    if "'" not in word:
        return (word,)
    for ending, full in _CONTRACTIONS:
        if word.endswith(ending) and len(word) > len(ending):
            stem = word.removesuffix(ending)
            return *_SHORT.get(stem, (stem,)), full
    return (word,)


_SPELLINGS = tuple(
    (re.compile(pattern), ending)
    for pattern, ending in (
        (r"(?<=[a-z]{2})our(?=$|s$|ed$|ing$|hood|able|ite|ful)", "or"),
        (r"(?<=[a-z]{3})is(?=(?:e|ed|es|ing|ation|ations)$)", "iz"),
        (r"(?<=[a-z]{2})yse(?=$|d$|s$)", "yze"),
        (r"(?<=[a-z]{2}[bt])re(?=$|s$|d$)", "er"),
        (r"(?<=[a-z]{3})ence$", "ense"),
        (r"ll(?=(?:ed|ing|er|ers)$)", "l"),
        (r"(?<=g)gram(?:me)(?=s?$)", "gram"),
    )
)
"""Endings in which British and American spelling differ."""
_CONTRACTIONS = (("n't", "not"), ("'ve", "have"), ("'ll", "will"), ("'re", "are"), ("'m", "am"), ("'s", "is"),
                 ("'d", "'d"))  # fmt: skip
_SHORT = {"can't": ("can", "not"), "cannot": ("can", "not"), "won't": ("will", "not"), "let's": ("let", "us"),
          "would": ("'d",), "had": ("'d",)}  # fmt: skip


def _other_speaker(statements: Pair[PassageContext]) -> bool:
    """Whether the names beside the quotations have nothing in common."""
    named = statements.map(lambda its: its.features.proper - its.features.quoted)
    return bool(named.left) and bool(named.right) and not named.left & named.right


def has_wordings(statement: PassageContext) -> bool:
    """Whether a passage has anything of which `wordings` could tell."""
    return bool(statement.features.quotes)
