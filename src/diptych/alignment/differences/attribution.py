"""One quotation that two linked passages put into two mouths."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.alignment.details.context import difference, once
from diptych.alignment.kinds import DifferenceKind
from diptych.sides import Pair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.alignment.details.context import PassageContext
    from diptych.alignment.model import Difference
    from diptych.article.model import Span

_ROLE = 4
"""Words after a verb of saying that may say what the speaker is: said the bus driver Jana Kolb."""
_RUN = 6
"""Quoted words in a row that no two people say by chance."""


def speakers(statements: Pair[PassageContext]) -> Iterator[Difference]:
    """Who said the same quoted words, where each passage names another."""
    named = statements.map(_speakers)
    if len(named.left) != 1 or len(named.right) != 1:
        return
    (one, place), (two, other) = *named.left.items(), *named.right.items()
    # Who speaks for somebody mostly names him: then either may be called the speaker.
    apart = one not in statements.right.terms and two not in statements.left.terms
    if apart and _runs(statements.left) & _runs(statements.right):
        yield difference(DifferenceKind.SPEAKER, "speaker", statements, Pair(place, other))


@once
def _speakers(statement: PassageContext) -> dict[str, Span]:
    """Per last name where it stands beside a verb of saying, outside of what is quoted."""
    quoted = {k for quote in statement.features.quotes for k in quote.tokens}
    titles = statement.account.features.language.titles
    found = {}

    def is_name(k: int) -> bool:
        token = statement.tokens[k]
        return token.capital and token.term in statement.features.proper and k not in quoted

    for k, word in enumerate(statement.words):
        if word not in statement.details.saying or k in quoted:
            continue
        if k and is_name(k - 1) and statement.gap(k - 1) == " ":
            if _within_clause(statement, k - 1):
                continue  # who speaks is what the clause is about
            found[statement.tokens[k - 1].term] = statement.tokens[k - 1].span
            continue
        if word in statement.details.telling:
            continue  # the name after it is that of the hearer
        at, last = k + 1, None
        while at < len(statement.tokens) and not statement.gap(at - 1).strip(" ."):
            if is_name(at):
                last = at
            elif last is not None or (
                statement.words[at] not in titles and len(statement.words[at]) > 1 and at > k + _ROLE
            ):
                break
            at += 1
        if last is not None:
            found[statement.tokens[last].term] = statement.tokens[last].span
    return found


def _within_clause(statement: PassageContext, name: int) -> bool:
    """Whether a name ends a clause about somebody else: the men who came from Rome said."""
    for k in range(name - 1, -1, -1):
        if statement.gap(k).strip():
            return False
        if statement.words[k] in statement.details.clause_openers:
            # Right after it comes who does something in it: the man who Ruiz said was there.
            return not all(statement.tokens[j].capital for j in range(k + 1, name))
    return False


@once
def _runs(statement: PassageContext) -> frozenset[tuple[str, ...]]:
    """Every run of so many quoted words, with two at least that say something."""
    found = set()
    for quote in statement.features.quotes:
        covered = [k for k in quote.tokens if k < len(statement.tokens)]
        for at in range(len(covered) - _RUN + 1):
            run = covered[at : at + _RUN]
            if sum(statement.tokens[k].content for k in run) >= 2:
                found.add(tuple(statement.words[k] for k in run))
    return frozenset(found)


def has_speakers(statement: PassageContext) -> bool:
    """Whether a passage has anything of which `speakers` could tell."""
    return bool(statement.features.quotes) and len(_speakers(statement)) == 1
