"""The entries of the folder list: stories with their accounts, and other articles.  No widgets."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from diptych.folder.related_articles import LIKELY
from diptych.folder.story_accounts import accounts_of
from diptych.folder.survey import age
from diptych.reader.lists.filter import folded_query
from diptych.reader.opening.recent_labels import recent_names
from diptych.reader.state.search import fold
from diptych.sides import Pair

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from diptych.folder.stories import Story
    from diptych.folder.story_accounts import StoryAccounts
    from diptych.folder.survey import Findings, ListedArticle
    from diptych.history.recent import RecentPair


class EntryKind(Enum):
    """Kind of an entry."""

    RECENT = auto()
    """A pair that was opened before."""
    STORY = auto()
    """The heading of a story."""
    ACCOUNT = auto()
    """An account, below the heading of its story."""
    ALONE = auto()
    """An article that belongs to no story."""
    UNREAD = auto()
    """An article that could not be read."""


class ListedStory(NamedTuple):
    """A story, and what its rows need to know of all its accounts."""

    accounts: StoryAccounts
    copies: int
    """How many accounts are copies of another one."""
    publisher_cells: int
    """Width of the longest publisher; 0 without any."""
    has_dates: bool
    """Whether any account has a date."""


class FolderEntry(NamedTuple):
    """An entry of the list."""

    kind: EntryKind
    opens: Pair[str]
    """The sources that it opens, the older one left; the right one is "" if the user has to choose it."""
    article: ListedArticle | None = None
    """None for a recent pair and a story."""
    story: ListedStory | None = None
    account: int = 0
    """Index of the account in its story."""
    nearest: tuple[float, str] | None = None
    """For an article that is alone: the score of the most similar one, and its title."""
    names: Pair[str] = Pair("", "")
    """For a recent pair: the names of both articles."""

    @property
    def source(self) -> str:
        """The source of its article; "" if it has none."""
        return "" if self.article is None else str(self.article.path)


class EntryGroup(NamedTuple):
    """Entries that a filter leaves or removes together: those of a story, or one other article."""

    entries: tuple[FolderEntry, ...]
    words: tuple[str, ...]
    """For each article, what a filter searches."""


@dataclass(frozen=True, slots=True)
class FolderContents:
    """What is known of the articles of a folder."""

    groups: Sequence[EntryGroup] = ()
    """The stories, the surest first; articles that are alone; those that could not be read."""
    articles: Mapping[str, ListedArticle] = field(default_factory=dict)
    """All articles, by their source."""
    story_of: Mapping[str, StoryAccounts] = field(default_factory=dict)
    """The story of each article that belongs to one, by its source."""
    stories: int = 0
    """Number of stories."""
    unread: int = 0
    """Number of articles that could not be read."""

    def shared_story(self, sources: Pair[str]) -> StoryAccounts | None:
        """The story that both of two articles tell; None if they tell none together."""
        story = self.story_of.get(sources.left)
        return story if story is self.story_of.get(sources.right) else None

    def older_first(self, one: str, two: str) -> Pair[str]:
        """The sources of two articles, the older one left."""
        return Pair(*sorted((one, two), key=lambda source: age(self.articles[source])))

    def as_listed(self, sources: Pair[str]) -> Pair[str]:
        """Two sources as the list names them, if it has the same files."""
        listed = {os.path.abspath(source): source for source in self.articles}  # noqa: PTH100 - no links
        return sources.map(lambda source: listed.get(source, source))


class KnownArticle(NamedTuple):
    """What the list keeps of an article."""

    article: ListedArticle
    """The article without its profile, which takes much memory."""
    words: str
    """What a filter searches, folded."""


def contents_of(findings: Findings, known: dict[Path, KnownArticle]) -> FolderContents:
    """Group the articles of a folder.

    Args:
        findings: what is found among its articles; this compares them, which takes long.
        known: what the list keeps of each article; filled as far as it is incomplete.
    """
    for article in findings.articles:
        if article.path not in known:
            known[article.path] = KnownArticle(replace(article, profile=None), _words_of(article))
    kept = [known[article.path] for article in findings.articles]
    groups: list[EntryGroup] = []
    story_of: dict[str, StoryAccounts] = {}
    for story in findings.stories:
        listed = _listed(findings, story)
        shared = fold(" ".join(story.shared))
        words = tuple(f"{kept[at].words} {shared}" for at in story.accounts)
        groups.append(EntryGroup(tuple(_entries_of(findings, story, listed, kept)), words))
        story_of.update((account.source, listed.accounts) for account in listed.accounts.accounts)
    unread = []
    for at, (article, own) in enumerate(kept):
        source = str(article.path)
        if article.problem is not None:
            unread.append(EntryGroup((FolderEntry(EntryKind.UNREAD, Pair(source, ""), article),), (own,)))
        elif source not in story_of:
            groups.append(EntryGroup((_alone(article, findings.nearest.get(at), kept),), (own,)))
    articles = {str(article.path): article for article, _ in kept}
    return FolderContents([*groups, *unread], articles, story_of, len(findings.stories), len(unread))


def _words_of(article: ListedArticle) -> str:
    name = os.path.basename(article.path)  # noqa: PTH119 - the name of a line of an archive is no path
    return fold(" ".join([article.title, name, article.publisher or "", article.date or ""]))


def _listed(findings: Findings, story: Story) -> ListedStory:
    articles = [findings.articles[at] for at in story.accounts]
    return ListedStory(
        accounts_of(findings, story),
        len(story.copies),
        max(cell_len(article.publisher or "") for article in articles),
        any(article.date for article in articles),
    )


def _entries_of(
    findings: Findings, story: Story, listed: ListedStory, kept: Sequence[KnownArticle]
) -> Iterator[FolderEntry]:
    """The heading of a story, and its accounts."""
    place = {at: number for number, at in enumerate(story.accounts)}

    def opens(one: int, two: int) -> Pair[str]:
        older, newer = sorted((one, two), key=place.__getitem__)
        return Pair(str(kept[older].article.path), str(kept[newer].article.path))

    yield FolderEntry(EntryKind.STORY, opens(*story.best), story=listed)
    for at, number in place.items():
        pair = opens(at, findings.partner(story, at))
        yield FolderEntry(EntryKind.ACCOUNT, pair, kept[at].article, listed, number)


def _alone(
    article: ListedArticle, nearest: tuple[int, float] | None, kept: Sequence[KnownArticle]
) -> FolderEntry:
    """The entry of an article that is alone; it opens with the most similar one if that is likely."""
    opens = Pair(str(article.path), "")
    if nearest is None:
        return FolderEntry(EntryKind.ALONE, opens, article)
    other, score = kept[nearest[0]].article, nearest[1]
    if score >= LIKELY:
        opens = Pair(*(str(each.path) for each in sorted((article, other), key=age)))
    return FolderEntry(EntryKind.ALONE, opens, article, nearest=(score, other.title))


def recent_entries(recent: Sequence[RecentPair], room: int) -> list[FolderEntry]:
    """The entries of recent pairs; `room` is the number of cells for the names of each."""
    names = recent_names(recent, max(5, room // 2))
    return [
        FolderEntry(EntryKind.RECENT, pair.sources, names=each)
        for pair, each in zip(recent, names, strict=True)
    ]


def filtered(groups: Sequence[EntryGroup], query: str) -> Sequence[EntryGroup]:
    """The groups with an article that has every word of `query`."""
    words = folded_query(query).split()
    if not words:
        return groups
    return [group for group in groups if _has_words(group, words)]


def _has_words(group: EntryGroup, words: Sequence[str]) -> bool:
    """Whether an article of a group has all words; in loops, since there may be many thousands of groups."""
    for text in group.words:
        for word in words:
            if word not in text:
                break
        else:
            return True
    return False


def index_of(entry: FolderEntry, entries: Sequence[FolderEntry]) -> int | None:
    """The index of the same entry in a list that has changed since; None if there is none.

    An article is the same wherever it stands.  A story is the one that has the left one of its best two.
    """
    if entry.kind is EntryKind.STORY:
        left = entry.opens.left
        headings = ((at, each.story) for at, each in enumerate(entries) if each.kind is EntryKind.STORY)
        return next(
            (at for at, story in headings if story and story.accounts.index_of(left) is not None), None
        )
    sought = entry.source or entry.opens
    found = (at for at, each in enumerate(entries) if each.kind is not EntryKind.STORY)
    return next((at for at in found if (entries[at].source or entries[at].opens) == sought), None)
