"""The accounts of a story as the reader needs them: their sources and what tells them apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diptych.folder.stories import Story
    from diptych.folder.survey import Findings


@dataclass(frozen=True, slots=True)
class Account:
    """An article of a story."""

    source: str
    """Its source, for `diptych.sources.open.load`."""
    title: str
    publisher: str | None = None
    date: str | None = None
    """As the article writes it."""
    original: int | None = None
    """Index of the account that it is a copy of; None if it is none."""


@dataclass(frozen=True, slots=True)
class StoryAccounts:
    """The accounts of a story."""

    accounts: tuple[Account, ...]
    """The oldest first, those without a day last."""
    score: float = 0.0
    """Probability that two of them cover the same event, 0..1."""
    shared: tuple[str, ...] = ()
    """Terms of most accounts, names and days first."""

    def number_of(self, index: int) -> int:
        """The number of an account, from 1, as the user sees it; a copy has that of its original."""
        original = self.accounts[index].original
        index = index if original is None else original
        return sum(account.original is None for account in self.accounts[: index + 1])

    def is_copy(self, index: int) -> bool:
        """Whether an account is a copy of another one."""
        return self.accounts[index].original is not None

    def index_of(self, source: str) -> int | None:
        """The index of the account with a source; None if there is none."""
        return next((at for at, account in enumerate(self.accounts) if account.source == source), None)


def accounts_of(findings: Findings, story: Story) -> StoryAccounts:
    """The accounts of one of the stories that were found."""
    place = {at: number for number, at in enumerate(story.accounts)}
    return StoryAccounts(
        tuple(
            Account(
                str(article.path),
                article.title,
                article.publisher,
                article.date,
                place[story.copies[at]] if at in story.copies else None,
            )
            for at, article in ((at, findings.articles[at]) for at in story.accounts)
        ),
        story.score,
        story.shared,
    )
