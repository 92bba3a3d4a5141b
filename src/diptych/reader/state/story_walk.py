"""The order in which one reads the accounts of a story: the oldest first, copies once.  No widgets.

Accounts are counted from 0, by their index in the story; users see numbers from 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diptych.folder.story_accounts import StoryAccounts

NO_OTHER_ACCOUNT = "The story has no other account."


class StoryWalk:
    """Walks through the accounts of a story beside one that stays."""

    def __init__(self, story: StoryAccounts) -> None:
        self.story = story
        copies: dict[int, list[int]] = {}
        for account in range(len(story.accounts)):
            original = self._original(account)
            copies.setdefault(original, [original])
            if account != original:
                copies[original].append(account)
        self.groups = tuple(tuple(group) for _, group in sorted(copies.items()))
        """The accounts, the oldest first: each original with its copies after it."""

    def _original(self, account: int) -> int:
        """The account that an account is a copy of, perhaps by way of other copies; else itself."""
        while (source := self.story.accounts[account].original) is not None:
            account = source
        return account

    def group(self, account: int) -> int:
        """Index of the group of an account."""
        return next(at for at, group in enumerate(self.groups) if account in group)

    def next_beside(self, kept: int, other: int, steps: int) -> int | None:
        """The account that follows `other` beside `kept`, round the story; None if there is none.

        An account that is a copy of another one, or that is copied by `kept`, is left out, unless there are
        only copies.

        Args:
            kept: the account that stays.
            other: the account beside it.
            steps: 1 for the next account, -1 for the one before.
        """
        at, count = self.group(other), len(self.groups)
        for step in range(1, count):
            found = (at + steps * step) % count
            if found != self.group(kept):
                return self.groups[found][0]
        others = [account for account in range(len(self.story.accounts)) if account != kept]
        return others[(others.index(other) + steps) % len(others)] if len(others) > 1 else None

    def message(self, account: int) -> str:
        """Names an account by its number in the story, its publisher and its date: "account 3 of 5: …"."""
        found, group = self.story.accounts[account], self.group(account)
        number = f"account {self.story.number_of(account)} of {len(self.groups)}"
        if account != self.groups[group][0]:
            number = f"a copy of {number}"
        told = ", ".join(filter(None, (found.publisher, found.date))) or found.title
        return f"{number}: {told}"
