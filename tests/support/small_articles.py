"""Articles so small that a test can name each of their passages."""

from __future__ import annotations

from diptych.alignment.kinds import DifferenceKind, EvidenceKind, Grade
from diptych.alignment.model import Alignment, Difference, Evidence, Link
from diptych.article.model import Article, Block, BlockKind, Passage, Span
from diptych.comparison import Comparison
from diptych.sides import Pair


def article(title: str, *paragraphs: tuple[str, ...], furniture: str | None = None) -> Article:
    """An article of paragraphs of sentences; `furniture` becomes a block at the end."""
    text = ""
    blocks: list[Block] = []
    passages: list[Passage] = []
    for paragraph in paragraphs:
        start = len(text)
        for sentence in paragraph:
            at = len(text) if len(text) == start else len(text) + 1
            text += sentence if at == start else f" {sentence}"
            passages.append(Passage(len(passages), len(blocks), Span(at, len(text))))
        blocks.append(Block(BlockKind.PARAGRAPH, Span(start, len(text))))
        text += "\n\n"
    if furniture is not None:
        place = Span(len(text), len(text) + len(furniture))
        blocks.append(Block(BlockKind.PARAGRAPH, place, "donation line"))
        text += furniture
    source = f"{title.lower().replace(' ', '-')}.txt"
    return Article(title, text.strip(), tuple(blocks), tuple(passages), source)


def span(of: Article, words: str) -> Span:
    """The first occurrence of `words`."""
    start = of.text.index(words)
    return Span(start, start + len(words))


def bridge() -> Comparison:
    """Two reports of a bridge that was closed, in different order.

    Left 0 has two counterparts (right 2, then 3) and differs from the first in the weekday; left 1 differs
    from right 3 in a number; left 2 and 5 and right 1 and 6 are unique, 5 and 1 being a weak candidate.
    """
    left = article(
        "The old bridge",
        ("The old bridge at Harrow closed on Monday.", "Twelve people were hurt, the town said."),
        ("“We heard a crack,” a driver said.", "Nobody had checked the beams since 1998."),
        (
            "The mayor promised a new bridge by spring.",
            "It will cost 3 million crowns.",
            "Ferries run every hour.",
        ),
    )
    right = article(
        "A crossing lost",
        ("A new crossing is promised for spring, the mayor said.", "Critics doubt it."),
        (
            "The bridge at Harrow has been shut since Tuesday.",
            "Fifteen people were hurt.",
            "The last inspection was in 1998.",
        ),
        ("Ferries carry the traffic.", "Shops have lost half of their trade."),
        furniture="Subscribe to our newsletter",
    )
    articles = Pair(left, right)

    def shared(kind: EvidenceKind, one: str, two: str) -> Evidence:
        return Evidence(kind, one, Pair((span(left, one),), (span(right, two),)), 0.8)

    def differs(kind: DifferenceKind, subject: str, one: str, two: str) -> Difference:
        return Difference(kind, subject, Pair(one, two), Pair(span(left, one), span(right, two)))

    candidates = (
        Link(
            0,
            2,
            0.9,
            Grade.RESTATED,
            (shared(EvidenceKind.NAME, "Harrow", "Harrow"), shared(EvidenceKind.WORD, "bridge", "bridge")),
            (differs(DifferenceKind.WEEKDAY, "weekday", "Monday", "Tuesday"),),
        ),
        Link(0, 3, 0.52, Grade.RELATED),
        Link(
            1,
            3,
            0.8,
            Grade.RESTATED,
            (shared(EvidenceKind.WORD, "hurt", "hurt"),),
            (differs(DifferenceKind.NUMBER, "people", "Twelve", "Fifteen"),),
        ),
        Link(3, 4, 0.7, Grade.RESTATED, (shared(EvidenceKind.NUMBER, "1998", "1998"),)),
        Link(4, 0, 0.95, Grade.RESTATED, (shared(EvidenceKind.WORD, "spring", "spring"),)),
        Link(5, 1, 0.3, Grade.RELATED),
        Link(6, 5, 0.55, Grade.RELATED, (shared(EvidenceKind.WORD, "Ferries", "Ferries"),)),
    )
    sizes = articles.map(lambda found: len(found.passages))
    return Comparison(articles, Alignment(candidates, sizes, threshold=0.5, same_event=True))
