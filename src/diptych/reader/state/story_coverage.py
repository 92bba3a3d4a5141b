"""In how many other accounts of a story each passage of an account has a counterpart.  No widgets.

Copies of one account count once.  Of each comparison only the best score of each passage is kept, so the
counts hold at any threshold.  The user's verdicts count in the pair that is on the screen and in pairs that
were on it since the story was opened, but not in pairs that were only compared for the counts.

Accounts are counted from 0, by their index in the story.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from diptych.alignment.kinds import Verdict
from diptych.reader.state.story_walk import StoryWalk
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from diptych.alignment.model import Alignment
    from diptych.folder.story_accounts import StoryAccounts


@dataclass(frozen=True)
class PassageCounts:
    """In how many of the accounts that are known so far each passage of an article has a counterpart."""

    hits: tuple[int, ...]
    """Number of accounts for each passage."""
    known: int
    """Number of accounts that the article has been compared with."""
    total: int
    """Number of all other accounts that can be read."""

    @property
    def width(self) -> int:
        """Cells of the widest label."""
        return 2 * len(str(self.total)) + 1

    def label(self, passage: int) -> str:
        """The count of a passage, "3/5"; empty before an account is known."""
        return f"{self.hits[passage]}/{self.known}" if self.known else ""

    def words(self, passage: int) -> str:
        """The count of a passage in words; empty before an account is known."""
        if not self.known:
            return ""
        rest = "" if self.known == self.total else " compared so far"
        accounts = "account" if self.known == 1 else "accounts"
        return f"in {self.hits[passage]} of {self.known} other {accounts}{rest}"

    @property
    def nowhere(self) -> tuple[int, ...]:
        """The passages without a counterpart in any of these accounts; none before one is known."""
        return tuple(passage for passage, hits in enumerate(self.hits) if not hits) if self.known else ()


class CountedSide(NamedTuple):
    """The counts of the article on one side."""

    side: Side
    counts: PassageCounts


def best_scores(alignment: Alignment) -> Pair[array[float]]:
    """The best score, 0..1, of each passage of both articles; 1 where the user has accepted a link."""
    found = Pair(*(array("d", bytes(8 * alignment.sizes[side])) for side in Side))
    for link in alignment.candidates:
        if link.verdict is not Verdict.REJECTED:
            for side in Side:
                passage = link.end(side)
                found[side][passage] = max(found[side][passage], link.certainty)
    return found


class StoryCoverage:
    """What is known of a story while it is open: the best scores of the pairs of accounts compared so far."""

    def __init__(self, story: StoryAccounts) -> None:
        self.walk = StoryWalk(story)
        self.asked: set[int] = set()
        """The accounts whose counts the user wants to see."""
        self.is_stopped = False
        """Whether the user has stopped comparing."""
        self.version = 0
        """Changes whenever the counts may."""
        self._scores: dict[tuple[int, int], array[float]] = {}
        """Best scores of the passages of an account, by that account and the one compared with it."""
        self._unreadable: set[int] = set()
        self._texts: dict[int, int] = {}
        """Hash of the text of each account that was shown."""

    def begin(self, account: int, text: str, size: int) -> None:
        """Show an account.  What is known of another version of its text is dropped.

        Args:
            account: the account.
            text: its text.
            size: number of its passages; it may have been compared before it was shown, with another number.
        """
        sizes = {len(scores) for (one, _), scores in self._scores.items() if one == account}
        if self._texts.setdefault(account, hash(text)) != hash(text) or sizes - {size}:
            self._texts[account] = hash(text)
            self._scores = {pair: scores for pair, scores in self._scores.items() if account not in pair}
        self._unreadable.discard(account)
        self.version += 1

    def keep(self, accounts: Pair[int], scores: Pair[array[float]]) -> None:
        """Keep the best scores of two accounts."""
        left, right = accounts
        self._scores[left, right], self._scores[right, left] = scores
        self.version += 1

    def give_up(self, account: int) -> None:
        """Count an account no more, because it cannot be read."""
        self._unreadable.add(account)
        self.version += 1

    def counts(
        self, account: int, size: int, threshold: float, shown: tuple[int, Collection[int]] | None
    ) -> PassageCounts:
        """The counts of the passages of an account.

        Args:
            account: the account.
            size: number of its passages.
            threshold: the score, 0..1, from which a passage has a counterpart.
            shown: the account beside it and the passages linked with that one; None until they are known.
        """
        hits, known, total = [0] * size, 0, 0
        for group in self._others(account):
            scores = self._known(account, group)
            if shown is not None and shown[0] in group:
                for passage in shown[1]:
                    hits[passage] += 1
            elif scores is not None:
                for passage, score in enumerate(scores):
                    hits[passage] += score >= threshold
            else:
                total += any(other not in self._unreadable for other in group)
                continue
            known, total = known + 1, total + 1
        return PassageCounts(tuple(hits), known, total)

    def pending(self, account: int, shown: int | None) -> int | None:
        """The nearest account in the story that an account is still to be compared with; None if none is.

        Args:
            account: the account.
            shown: the account beside it, if the links between the two are known.
        """
        for group in self._others(account):
            if shown not in group and self._known(account, group) is None:
                readable = [other for other in group if other not in self._unreadable]
                if readable:
                    return readable[0]
        return None

    def _others(self, account: int) -> Iterator[tuple[int, ...]]:
        """The other accounts, each with its copies, the nearest in the story first."""
        groups, at = self.walk.groups, self.walk.group(account)
        nearest = sorted(range(len(groups)), key=lambda other: (abs(other - at), other))
        return (groups[other] for other in nearest if other != at)

    def _known(self, account: int, group: tuple[int, ...]) -> array[float] | None:
        """The scores of an account with the first of a group that it was compared with."""
        return next(
            (self._scores[account, other] for other in group if (account, other) in self._scores), None
        )
