"""Generated articles that are longer than the screen, up to the length of a book."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

from diptych.alignment.kinds import DifferenceKind, Grade
from diptych.alignment.model import Alignment, Difference, Link
from diptych.article.model import Span
from diptych.comparison import Comparison
from diptych.sides import Pair, Side
from support.small_articles import article

if TYPE_CHECKING:
    from diptych.article.model import Article

SYLLABLES = "ba co di fu ga hel in jor ka lum mo nar os pre qui ran sol ter un vor wes yal".split()  # noqa: SIM905


def told_twice(passages: int, shift: int = 0) -> Pair[Article]:
    """A random text, and the same text without every third word, rotated by `shift` passages.

    Left passage k corresponds to right passage (k + shift) % passages.
    """
    random = Random(passages)  # noqa: S311 - a repeatable text, not a secret
    vocabulary = ["".join(random.choices(SYLLABLES, k=3)) for _ in range(passages)]
    left = [random.choices(vocabulary, k=9) for _ in range(passages)]
    right = [[word for k, word in enumerate(words) if k % 3] for words in left]
    right = right[passages - shift :] + right[: passages - shift]

    def made(title: str, sentences: list[list[str]]) -> Article:
        return article(title, *((" ".join(words).capitalize() + ".",) for words in sentences))

    return Pair(made("One", left), made("Two", right))


LENGTH = 60


def long_comparison() -> Comparison:
    """Sixty passages a side, in paragraphs of one to three; left 3n is linked with right 59 - 3n and 3n.

    Every second of these left passages differs in a number.
    """

    def long(title: str) -> list[tuple[str, ...]]:
        random = Random(title)  # noqa: S311 - not a secret
        said = [f"{title} {n} says {'so much ' * random.randint(1, 12)}of it." for n in range(LENGTH)]
        cuts = [0]
        while cuts[-1] < LENGTH:
            cuts.append(cuts[-1] + random.randint(1, 3))
        return [tuple(said[one:two]) for one, two in pairwise(cuts)]

    articles = Pair(article("Left", *long("Left")), article("Right", *long("Right")))

    def number(side: Side, passage: int) -> Span:
        start = articles[side].passages[passage].span.start + len(side.value) + 1
        return Span(start, start + len(str(passage)))

    def link(left: int, right: int, score: float) -> Link:
        spans = Pair(number(Side.LEFT, left), number(Side.RIGHT, right))
        readings = Pair(str(left), str(right))
        differs = Difference(DifferenceKind.NUMBER, "number", readings, spans)
        return Link(left, right, score, Grade.RESTATED, (), (differs,) if left % 2 else ())

    ends = sorted({(n, right) for n in range(0, LENGTH, 3) for right in (LENGTH - 1 - n, n)})
    links = tuple(link(left, right, 0.9 if left != right else 0.6) for left, right in ends)
    sizes = Pair(LENGTH, LENGTH)
    return Comparison(articles, Alignment(links, sizes, threshold=0.5, same_event=True))


def linked_in_order(passages: int = 120, unlinked: range = range(0)) -> Comparison:
    """Two articles of one-passage paragraphs; passage k is linked with passage k.

    Right passages are up to three times as long as left ones.

    Args:
        passages: number of passages of each article.
        unlinked: passages without a counterpart.
    """

    def made(title: str, longest: int) -> Article:
        random = Random(title)  # noqa: S311 - a repeatable text, not a secret
        said = (f"{title} {n} says {'so much ' * random.randint(1, longest)}of it." for n in range(passages))
        return article(title, *((sentence,) for sentence in said))

    links = tuple(Link(n, n, 0.9, Grade.RESTATED) for n in range(passages) if n not in unlinked)
    alignment = Alignment(links, Pair(passages, passages), threshold=0.5, same_event=True)
    return Comparison(Pair(made("Left", 12), made("Right", 36)), alignment)
