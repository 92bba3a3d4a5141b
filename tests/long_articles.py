"""Articles as long as books, made up."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from diptych.alignment.model import Alignment, Grade, Link
from diptych.comparison import Comparison
from diptych.sides import Pair
from small_articles import article

if TYPE_CHECKING:
    from diptych.article.model import Article

SYLLABLES = "ba co di fu ga hel in jor ka lum mo nar os pre qui ran sol ter un vor wes yal".split()  # noqa: SIM905


def told_twice(passages: int, shift: int = 0) -> Pair[Article]:
    """A made-up text, and the same with every third word left out and its last `shift` passages put first.

    Left passage k and right passage (k + shift) % passages tell the same.
    """
    random = Random(passages)  # noqa: S311 - a repeatable text, not a secret
    vocabulary = ["".join(random.choices(SYLLABLES, k=3)) for _ in range(passages)]
    left = [random.choices(vocabulary, k=9) for _ in range(passages)]
    right = [[word for k, word in enumerate(words) if k % 3] for words in left]
    right = right[passages - shift :] + right[: passages - shift]

    def made(title: str, sentences: list[list[str]]) -> Article:
        return article(title, *((" ".join(words).capitalize() + ".",) for words in sentences))

    return Pair(made("One", left), made("Two", right))


def linked_in_order(passages: int = 120, unlinked: range = range(0)) -> Comparison:
    """Two articles of one-passage paragraphs, right ones up to three times as long; k is linked with k.

    Args:
        passages: how many each has.
        unlinked: those that have no counterpart.
    """

    def made(title: str, longest: int) -> Article:
        random = Random(title)  # noqa: S311 - a repeatable text, not a secret
        said = (f"{title} {n} says {'so much ' * random.randint(1, longest)}of it." for n in range(passages))
        return article(title, *((sentence,) for sentence in said))

    links = tuple(Link(n, n, 0.9, Grade.RESTATED) for n in range(passages) if n not in unlinked)
    alignment = Alignment(links, Pair(passages, passages), threshold=0.5, same_event=True)
    return Comparison(Pair(made("Left", 12), made("Right", 36)), alignment)
