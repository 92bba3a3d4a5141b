"""Two reports of one storm, long enough to fill a screen, for snapshots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.alignment.kinds import DifferenceKind, EvidenceKind, Grade
from diptych.alignment.model import Alignment, Difference, Evidence, Link
from diptych.article.model import Article, Block, BlockKind, Passage, Span
from diptych.comparison import Comparison
from diptych.sides import Pair
from support.small_articles import span

if TYPE_CHECKING:
    from collections.abc import Iterable

_LEFT: tuple[tuple[BlockKind, tuple[str, ...]], ...] = (
    (
        BlockKind.PARAGRAPH,
        (
            "VELLMOUTH — The harbour of Vellmouth stood empty on Thursday after a storm tore two piers away.",
            "Eleven boats sank at their moorings, said the harbour master, Ines Holloway.",
        ),
    ),
    (
        BlockKind.PARAGRAPH,
        (
            "The wind reached 131 kilometres an hour shortly before midnight.",
            "Nobody alive has seen the sea come over the mole, and the oldest here is ninety-four.",
            "By four in the morning the lamps along the quay were out.",
        ),
    ),
    (BlockKind.HEADING, ("A night on the roof",)),
    (
        BlockKind.PARAGRAPH,
        (
            "Tomas Brandl, who keeps the chandlery, climbed onto his roof with his two dogs.",
            "“I counted the waves, since there was nothing else to count,” he said.",
            "A crew of volunteers fetched him at dawn in a rowing boat.",
        ),
    ),
    (
        BlockKind.QUOTATION,
        ("“We shall rebuild every plank of it before the herring come back.”",),
    ),
    (
        BlockKind.PARAGRAPH,
        (
            "Those were the words of the mayor, Edda Quist, at a meeting in the school.",
            "She put the damage at 14 million marks.",
            "The province has promised to pay half.",
            "Insurers were less forthcoming.",
        ),
    ),
    (
        BlockKind.PARAGRAPH,
        (
            "The northern pier dates from 1887 and was listed as a monument.",
            "Its lantern, a gift of the emperor, was found in a field a mile inland.",
            "A farmer has put it into his barn for the time being.",
        ),
    ),
    (
        BlockKind.PARAGRAPH,
        (
            "The ferry to the islands will not run before 9 March.",
            "Letters and medicine go by helicopter until then.",
            "Schools stay closed for a week.",
            "A cook from the Anchor has set up a stove in the market hall and feeds whoever comes.",
        ),
    ),
    (
        BlockKind.PARAGRAPH,
        (
            "Forecasters expect a second storm on Sunday, though a weaker one.",
            "Sandbags can be had at the fire station.",
        ),
    ),
)

_RIGHT: tuple[tuple[BlockKind, tuple[str, ...]], ...] = (
    (
        BlockKind.PARAGRAPH,
        (
            "Rebuilding the port will cost 17 million marks, Mayor Edda Quist told a crowd in the school.",
            "“Every plank of it will stand again before the herring come,” she said.",
            "Half of the sum is to come from the province.",
        ),
    ),
    (
        BlockKind.PARAGRAPH,
        (
            "Whether it will arrive is another matter.",
            "After the flood of 1962 the town waited six years for its money.",
            "Three governments have fallen since over less.",
        ),
    ),
    (
        BlockKind.PARAGRAPH,
        (
            "The storm that struck Vellmouth on Wednesday night broke two of its piers.",
            "Gusts of 131 kilometres an hour were measured before the instrument itself blew away.",
            "Nine boats went down in the harbour and a dozen more were driven ashore.",
        ),
    ),
    (BlockKind.HEADING, ("What was lost",)),
    (
        BlockKind.PARAGRAPH,
        (
            "One of the piers had stood since 1887.",
            "The imperial lantern at its head has turned up in a pasture, hardly dented.",
            "Historians want it brought to the museum; the farmer wants a finder’s fee.",
        ),
    ),
    (
        BlockKind.PARAGRAPH,
        (
            "A shopkeeper, Tomas Brandl, spent the night on a roof with his dogs.",
            "Rescuers in a rowing boat took him off in the morning.",
            "He has reopened already, and sells out of rope every noon.",
        ),
    ),
    (BlockKind.LIST_ITEM, ("Ferries: none until 9 March.",)),
    (BlockKind.LIST_ITEM, ("Schools: closed until further notice.",)),
    (BlockKind.LIST_ITEM, ("Post and medicine: by air.",)),
    (
        BlockKind.PARAGRAPH,
        (
            "The engineers who surveyed the mole ten years ago had warned of this.",
            "Their report was filed, and the file was lost in a flood of the cellar.",
            "Nobody at the town hall would say who had read it.",
        ),
    ),
    (
        BlockKind.PARAGRAPH,
        (
            "More wind is forecast for the weekend.",
            "Fishermen have begun to drag what is left of the fleet uphill.",
        ),
    ),
)

_FURNITURE = "Read more stories of the coast · Support our newsroom"


def _article(
    title: str,
    publisher: str,
    date: str,
    blocks: Iterable[tuple[BlockKind, tuple[str, ...]]],
    furniture: str | None,
) -> Article:
    text = ""
    made: list[Block] = []
    passages: list[Passage] = []
    for kind, sentences in blocks:
        start = len(text)
        for sentence in sentences:
            text += " " if len(text) > start else ""
            passages.append(Passage(len(passages), len(made), Span(len(text), len(text) + len(sentence))))
            text += sentence
        made.append(Block(kind, Span(start, len(text))))
        text += "\n\n"
    if furniture is not None:
        made.append(Block(BlockKind.PARAGRAPH, Span(len(text), len(text) + len(furniture)), "donation line"))
        text += furniture
    return Article(title, text.strip(), tuple(made), tuple(passages), "", publisher, date)


def harbour() -> Comparison:
    """Two reports of a storm in different order: the right one begins with the middle of the left one.

    The links include crossing ones, two counterparts of one passage, and differences in a number and a
    weekday.  Unique passages stand alone and in runs.  Both reports have a heading and quoted words; only the
    right one has furniture.
    """
    left = _article("A harbour without boats", "The Coast", "6 February", _LEFT, None)
    right = _article("Vellmouth counts its losses", "Evening Ledger", "7 February", _RIGHT, _FURNITURE)
    articles = Pair(left, right)

    def at(side: Article, words: str) -> int:
        found = side.passage_at(side.text.index(words))
        assert found is not None, words
        return found

    def link(
        one: str,
        two: str,
        score: float,
        shared: tuple[tuple[EvidenceKind, str, str], ...],
        differs: tuple[DifferenceKind, str, str, str] | None = None,
    ) -> Link:
        grade = Grade.RESTATED if score >= 0.5 else Grade.RELATED
        evidence = tuple(
            Evidence(kind, first, Pair((span(left, first),), (span(right, second),)), 0.8)
            for kind, first, second in shared
        )
        differences: tuple[Difference, ...] = ()
        if differs is not None:
            kind, subject, first, second = differs
            places = Pair(span(left, first), span(right, second))
            differences = (Difference(kind, subject, Pair(first, second), places),)
        return Link(at(left, one), at(right, two), score, grade, evidence, differences)

    name, number, word, quotation = (
        EvidenceKind.NAME,
        EvidenceKind.NUMBER,
        EvidenceKind.WORD,
        EvidenceKind.QUOTATION,
    )
    candidates = (
        link(
            "VELLMOUTH",
            "The storm that struck",
            0.84,
            ((word, "storm", "storm"), (word, "two piers", "two of its piers")),
            (DifferenceKind.WEEKDAY, "weekday", "Thursday", "Wednesday"),
        ),
        link(
            "Eleven boats",
            "Nine boats",
            0.72,
            ((word, "boats", "boats"),),
            (DifferenceKind.NUMBER, "boats", "Eleven", "Nine"),
        ),
        link("The wind reached", "Gusts of", 0.91, ((number, "131", "131"),)),
        link(
            "Tomas Brandl",
            "A shopkeeper",
            0.93,
            ((name, "Tomas Brandl", "Tomas Brandl"), (word, "dogs", "dogs")),
        ),
        link("A crew of", "Rescuers in", 0.66, ((word, "rowing boat", "rowing boat"),)),
        link(
            "We shall rebuild", "Every plank", 0.88, ((quotation, "every plank of it", "Every plank of it"),)
        ),
        link("Those were the words", "Rebuilding the port", 0.47, ((name, "Edda Quist", "Edda Quist"),)),
        link(
            "She put the damage",
            "Rebuilding the port",
            0.81,
            ((word, "million marks", "million marks"),),
            (DifferenceKind.NUMBER, "million marks", "14", "17"),
        ),
        link("The province has", "Half of the sum", 0.77, ((word, "province", "province"),)),
        link("The province has", "Whether it will", 0.31, ()),
        link("The northern pier", "One of the piers", 0.74, ((number, "1887", "1887"),)),
        link("Its lantern", "The imperial lantern", 0.79, ((word, "lantern", "lantern"),)),
        link("A farmer has", "Historians want", 0.38, ((word, "farmer", "farmer"),)),
        link("The ferry to", "Ferries: none", 0.69, ((number, "9 March", "9 March"),)),
        link("Letters and medicine", "Post and medicine", 0.62, ((word, "medicine", "medicine"),)),
        link("Schools stay", "Schools: closed", 0.58, ((word, "closed", "closed"),)),
        link("Forecasters expect", "More wind is", 0.44, ()),
    )
    sizes = articles.map(lambda found: len(found.passages))
    ordered = tuple(sorted(candidates, key=lambda found: (found.left, found.right)))
    return Comparison(articles, Alignment(ordered, sizes, threshold=0.25, same_event=True))
