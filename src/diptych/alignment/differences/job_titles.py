"""What two linked passages call the same person: president, chief executive, a former official."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from diptych.alignment.details.context import difference, once
from diptych.alignment.kinds import DifferenceKind
from diptych.article.model import Span
from diptych.sides import Pair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.alignment.details.context import ArticleContext, PassageContext
    from diptych.alignment.model import Difference

_AFTER = 7
"""Words after a name among which its office is sought: Ruiz, then the acting assistant district attorney."""
_BEFORE = 4
"""The same before an office: the words that belong to it."""


class Title(NamedTuple):
    """An office, and of what rank."""

    office: str
    ranks: frozenset[str]
    former: bool
    acting: bool
    formal: bool
    """Whether it is written with a capital, as a form of address that outlives the office."""
    span: Span


def titles(statements: Pair[PassageContext]) -> Iterator[Difference]:
    """Offices of the same person that exclude each other."""
    by_name = statements.map(titles_of)
    for name in by_name.left:
        ones, twos = by_name.left[name], by_name.right.get(name, ())
        if len(ones) != 1 or len(twos) != 1 or not _exclude(ones[0], twos[0], statements):
            continue
        accounts = statements.map(lambda statement: statement.account)
        if not _known(accounts.left, name, twos[0]) and not _known(accounts.right, name, ones[0]):
            spans = Pair(ones[0].span, twos[0].span)
            yield difference(DifferenceKind.TITLE, "title", statements, spans)
    yield from _unnamed(statements)


def _exclude(one: Title, two: Title, statements: Pair[PassageContext]) -> bool:
    """Whether nobody is both."""
    if one.office == two.office:
        if one.acting or two.acting:
            return False  # a deputy may be acting director
        loose = any(one.office in statement.details.loose_offices for statement in statements)
        return (one.ranks != two.ranks and not loose) or (
            one.former != two.former and not (one.formal or two.formal)
        )
    rivals = [group for statement in statements for group in statement.details.rivals]
    plain = not (one.former or two.former or one.ranks or two.ranks)
    return plain and any(one.office in group and two.office in group for group in rivals)


def _known(account: ArticleContext, name: str, title: Title) -> bool:
    """Whether an article calls the person so anywhere."""
    return any(
        (title.office, title.ranks, title.former) == (its.office, its.ranks, its.former)
        for statement in account.passages
        for its in titles_of(statement).get(name, ())
    )


@once
def titles_of(statement: PassageContext) -> dict[str, list[Title]]:
    """Per last name what the passage calls its bearer."""
    found: dict[str, list[Title]] = {}
    if statement.details.offices.keys().isdisjoint(statement.cues):
        return found
    starts = {token.span.start: k for k, token in enumerate(statement.tokens)}
    for name in statement.features.names:
        places = [starts[token.span.start] for token in name.tokens if token.span.start in starts]
        if not places:
            continue
        # Offices at the beginning of a name belong to it: FBI Director Ana Ruiz.
        while len(places) > 1 and statement.words[places[0]] in statement.details.offices:
            places.pop(0)
        its = [t for t in (_before(statement, places), _after(statement, places[-1])) if t is not None]
        if its:
            found.setdefault(statement.words[places[-1]], []).extend(its)
    return found


def _before(statement: PassageContext, places: list[int]) -> Title | None:
    """The office right before a name, of which some words may count as part of the name."""
    for at in range(places[-1] - 1, max(-1, places[0] - 2), -1):
        if statement.words[at] in statement.details.offices:
            between = statement.text[statement.tokens[at].span.end : statement.tokens[at + 1].span.start]
            closed = statement.text[statement.tokens[places[-1]].span.end :][:1] == ","
            if between.strip(" \u00a0.") == "" or (between == ", " and closed):
                return _title(statement, at)
    return None


def _after(statement: PassageContext, last: int) -> Title | None:
    """The office in apposition after a name: Ruiz, a former senior official."""
    if last + 1 >= len(statement.tokens) or not statement.gap(last).startswith(","):
        return None
    for at in range(last + 1, min(len(statement.tokens), last + 1 + _AFTER)):
        if at > last + 1 and statement.gap(at - 1).strip(" \u00a0-"):
            return None
        word = statement.words[at]
        if word in statement.details.offices:
            # Another's title stands before another's name: Ruiz, Mayor Tanaka and others.
            others = at + 1 < len(statement.tokens) and statement.tokens[at + 1].capital
            return None if others and statement.gap(at) == " " else _title(statement, at)
        if not statement.tokens[at].capital and word in statement.details.title_ends:
            return None
    return None


def _title(statement: PassageContext, at: int) -> Title:
    """The title whose office is token `at`, with what stands before it and belongs to it."""
    details, words = statement.details, statement.words
    office = details.offices[words[at]]
    last = at
    if at + 1 < len(words) and details.offices.get(f"{words[at]} {words[at + 1]}"):
        office, last = details.offices[f"{words[at]} {words[at + 1]}"], at + 1
    elif at + 1 < len(words) and words[at + 1] in details.offices and statement.gap(at) == " ":
        office, last = f"{office} {details.offices[words[at + 1]]}", at + 1  # attorney general
    first = at
    ranks, former, acting = set(), False, False
    for k in range(at - 1, max(-1, at - 1 - _BEFORE), -1):
        word = words[k]
        if statement.gap(k).strip(" \u00a0-.") or not statement.tokens[k].content:
            break
        if word in details.ranks:
            ranks.add(details.offices.get(word, word))
        former = former or word in details.former
        acting = acting or word in details.acting
        if word in details.ranks or word in details.former:
            first = k
    span = Span(statement.tokens[first].span.start, statement.tokens[last].span.end)
    return Title(office, frozenset(ranks), former, acting, statement.tokens[at].capital, span)


def _unnamed(statements: Pair[PassageContext]) -> Iterator[Difference]:
    """An officer whom one passage does not name: the company's president against its chief executive Ruiz."""
    for swapped in (False, True):
        one, two = (statements.right, statements.left) if swapped else (statements.left, statements.right)
        officer, named = _officer(one), [t for its in titles_of(two).values() for t in its]
        if officer is None or len(named) != 1 or not _exclude(officer, named[0], statements):
            continue
        synonyms = {word for word, office in one.details.offices.items() if office == named[0].office}
        if officer.office == named[0].office or synonyms & one.account.words:
            continue
        spans = Pair(officer.span, named[0].span)
        yield difference(DifferenceKind.TITLE, "title", statements, spans.swapped if swapped else spans)


@once
def _officer(statement: PassageContext) -> Title | None:
    """The only officer of a company in a passage that does not say who that is."""
    if statement.details.owners.isdisjoint(statement.cues):
        return None
    found = []
    for k, word in enumerate(statement.words):
        if k and word in statement.details.offices and not statement.tokens[k].capital:
            owner = statement.tokens[k - 1].span.of(statement.text)
            if statement.words[k - 1] in statement.details.owners and owner[-2:] in ("'s", "’s", "s'", "s’"):
                found.append(_title(statement, k))
    return found[0] if len(found) == 1 else None


def has_titles(statement: PassageContext) -> bool:
    """Whether a passage has anything of which `titles` could tell."""
    return bool(statement.cues and (titles_of(statement) or _officer(statement)))
