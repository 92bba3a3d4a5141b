"""A story of six accounts in small files, one of them a copy, and a reader on two of them."""

from __future__ import annotations

from contextlib import asynccontextmanager
from threading import Event
from typing import TYPE_CHECKING

from diptych.alignment.kinds import Grade
from diptych.alignment.model import Alignment, Link
from diptych.folder.story_accounts import Account, StoryAccounts
from diptych.reader.app.app import DiptychApp
from diptych.sides import Pair
from diptych.sources.open import load
from support.aligners import OneStageAligner
from support.opened_pairs import pair_factory, settled
from support.readers import Opened

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from diptych.alignment.settings import AlignmentSettings
    from diptych.article.model import Article

CLOSED = "The quay at Harrow was closed on July 11, said the mayor, Olive Brandt."
CRACKS = "Divers had found cracks in 14 of its pillars."
CHOIR = "A choir from Oxley sang on the empty ferry."
FERRY = "The ferry to Marlow now leaves from the Tanner steps."
FILLER = [
    f"Clerk {number} counted {number * 7} crates of dried figs in warehouse {number} that winter."
    for number in range(40, 80)
]

TEXTS = {
    "Wire": [CLOSED, CRACKS, CHOIR, *FILLER],
    "Post": [CLOSED, CRACKS],
    "Copy": [CLOSED, CRACKS],
    "Echo": [FERRY, "Olive Brandt, the mayor, said Harrow closed the quay on July 11."],
    "Mail": [CRACKS, FERRY],
    "Sun": [CLOSED, FERRY],
}
"""The paragraphs of each account, a passage each."""

WIRE, POST, COPY, ECHO, MAIL, SUN = range(6)


def write_story(folder: Path) -> StoryAccounts:
    """Write the accounts to a folder; one of them is a copy."""
    accounts = []
    for at, (title, paragraphs) in enumerate(TEXTS.items()):
        path = folder / f"{title.lower()}.txt"
        path.write_text("\n\n".join([f"Title: {title}", *paragraphs]))
        accounts.append(
            Account(str(path), title, f"The {title}", f"{at + 1} July", POST if at == COPY else None)
        )
    return StoryAccounts(tuple(accounts))


class WordAligner(OneStageAligner):
    """Links passages by the words that both have: the share of them in the longer one is the score."""

    def __init__(self, check: Callable[[Pair[Article]], None] = lambda _: None) -> None:
        """Call `check` before each comparison."""
        self._check = check

    def align(
        self,
        articles: Pair[Article],
        settings: AlignmentSettings | None,  # noqa: ARG002 - as the protocol has it
        on_progress: Callable[[float], None] | None,
    ) -> Alignment:
        self._check(articles)
        if on_progress is not None:
            on_progress(0.5)
        words = articles.map(
            lambda one: [set(one.passage_text(at).split()) for at in range(len(one.passages))]
        )
        links = [
            Link(left, right, len(one & two) / max(len(one), len(two)), Grade.RESTATED)
            for left, one in enumerate(words.left)
            for right, two in enumerate(words.right)
            if one & two
        ]
        return Alignment(tuple(links), words.map(len), 0.5, same_event=True)

    def align_part(
        self,
        articles: Pair[Article],
        wanted: Pair[range],  # noqa: ARG002 - as the protocol has it
        settings: AlignmentSettings | None,
        on_progress: Callable[[float], None] | None,
    ) -> Alignment:
        return self.align(articles, settings, on_progress)


class Gate:
    """Holds every comparison that has one of some accounts, until it is opened."""

    def __init__(self, *titles: str) -> None:
        self.compared: list[tuple[str, str]] = []
        """The titles of the articles of each comparison, in order."""
        self.opened = Event()
        self._titles = {*titles}

    def hold(self, articles: Pair[Article]) -> None:
        """Called before each comparison."""
        self.compared.append((articles.left.title, articles.right.title))
        if self._titles & {*articles.map(lambda one: one.title)}:
            self.opened.wait()


@asynccontextmanager
async def reading(
    folder: Path,
    left: int = WIRE,
    right: int = POST,
    *,
    gate: Gate | None = None,
    size: tuple[int, int] = (120, 40),
    plain: bool = False,
) -> AsyncIterator[tuple[DiptychApp, Opened]]:
    """Run the app on two accounts of the story, as if they came from the list of a folder."""
    story = write_story(folder)
    sources = Pair(story.accounts[left].source, story.accounts[right].source)
    articles = sources.map(load)
    app = DiptychApp(
        articles,
        plain=plain,
        pair_factory=pair_factory(folder),
        aligner=WordAligner() if gate is None else WordAligner(gate.hold),
    )
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        reader = Opened(pilot)
        await settled(reader)
        app.pairs.read(articles, sources, story=story)
        await settled(reader)
        try:
            yield app, reader
        finally:
            if gate is not None:
                gate.opened.set()
