"""Tokens → names: runs of capitalised words that do not merely begin a sentence.

In German, which writes every noun with a capital, a word is a name only if the article uses it as one.
Scripts without capitals give no names; the rarity of words stands in for them.  Spans count code points of
the article's text.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from diptych.alignment.features.tokens import normalize_word
from diptych.article.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diptych.alignment.features.tokens import Token
    from diptych.languages.model import Language

_LONGEST_NAME = 8
"""Most words of a name.  Longer runs are headlines in capitals, and would cost the square of their length."""


class Name(NamedTuple):
    """A run of capitalised words that does not merely begin a sentence."""

    span: Span
    tokens: tuple[Token, ...]
    """Its words, without titles before it and small words within it; never empty."""


def known_names(text: str, passages: Sequence[Sequence[Token]], language: Language) -> frozenset[str]:
    """Terms that are names or parts of names, as the article uses them."""
    return _used_as_names(text, passages, language) if language.nouns else _mostly_capital(passages)


def _mostly_capital(passages: Sequence[Sequence[Token]]) -> frozenset[str]:
    """Terms that are written with a capital inside sentences more often than without."""
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for tokens in passages:
        for token in tokens[1:]:
            if token.content and token.value is None:
                (capital if token.capital else small)[token.term] += 1
    return frozenset(term for term, count in capital.items() if count > small[term])


def _used_as_names(text: str, passages: Sequence[Sequence[Token]], language: Language) -> frozenset[str]:
    """Capitalised words after a title, a preposition of place or another such word.

    Words that follow an article, a number or an adjective anywhere are left out: sooner or later one of these
    precedes every common noun.
    """
    nouns = language.nouns
    assert nouns is not None  # noqa: S101 - the caller asked
    used: set[str] = set()
    common: set[str] = set()
    for tokens in passages:
        for before, token in pairwise(tokens):
            if not token.capital or not token.content or token.is_calendar:
                continue
            if text[before.span.end : token.span.start] not in (" ", "\u00a0", "-"):
                continue
            word = normalize_word(before.span.of(text))
            beside = before.capital and before.content and before.value is None and not before.is_calendar
            if word in nouns.determiners or before.value is not None:
                common.add(token.term)
            elif word in language.titles or (beside and not (before is tokens[0] and _inflected(word))):
                used.add(token.term)
                if beside and word not in language.titles:
                    used.add(before.term)
            elif word in nouns.leads and not normalize_word(token.span.of(text)).endswith(nouns.endings):
                used.add(token.term)
            elif not before.content or before.capital:
                continue
            elif word.endswith(nouns.adjective_endings):
                common.add(token.term)
    return frozenset(used - common)


def _inflected(word: str) -> bool:
    """Whether a first word ends like a German adjective before a noun; few first names do."""
    return word.endswith(("er", "es", "em"))


def names_of(text: str, tokens: Sequence[Token], known: frozenset[str], language: Language) -> list[Name]:
    """The names of one passage."""
    names = []
    end = 0
    for at in [k for k, token in enumerate(tokens) if token.capital]:
        if at < end or not _starts_name(text, tokens, at, known, language):
            continue
        end = at + 1
        while end < min(len(tokens), at + _LONGEST_NAME) and not _possessive(text, tokens[end - 1]):
            gap = text[tokens[end - 1].span.end : tokens[end].span.start]
            if (
                gap.strip(" .\u00a0-")
                or "\n" in gap
                or (gap.startswith(".") and tokens[end - 1].span.end - tokens[end - 1].span.start > 5)
            ):
                break
            if _goes_on(tokens[end], known, language):
                end += 1
            elif (
                end + 1 < len(tokens)
                and tokens[end].term in language.name_links
                and _goes_on(tokens[end + 1], known, language)
                and text[tokens[end].span.end : tokens[end + 1].span.start] == " "
            ):
                end += 2
            else:
                break
        run = list(tokens[at:end])
        while run and normalize_word(run[0].span.of(text)) in language.titles:
            run.pop(0)
        own = tuple(token for token in run if token.content and not token.is_calendar)
        if own:
            end_of = run[-1].span.end - (2 if _possessive(text, run[-1]) else 0)
            names.append(Name(Span(run[0].span.start, end_of), own))
    return names


def _goes_on(token: Token, known: frozenset[str], language: Language) -> bool:
    """Whether a token may stand within a name."""
    return token.capital and token.content and (language.nouns is None or token.term in known)


def _possessive(text: str, token: Token) -> bool:
    return text[token.span.end - 2 : token.span.end] in ("'s", "’s")


_LONGEST_SHORT_NAME = 6


def short_names_of(text: str, tokens: Sequence[Token], names: Sequence[Name]) -> Iterator[tuple[str, Span]]:
    """Abbreviations in capitals and the initials of names, both in small letters, with their spans."""
    capitals = [token for token in tokens if token.capital]
    for token in capitals:
        letters = token.span.of(text).replace(".", "")
        if 2 <= len(letters) <= _LONGEST_SHORT_NAME and letters.isalpha() and letters.isupper():
            yield letters.casefold(), token.span
    at = 0
    for name in names:  # names and tokens are both in the order of the passage: one walk is enough
        while at < len(capitals) and capitals[at].span.start < name.span.start:
            at += 1
        words = []
        while at < len(capitals) and capitals[at].span.start < name.span.end:
            if capitals[at].span.end <= name.span.end:
                words.append(capitals[at])
            at += 1
        initials = [text[word.span.start].casefold() for word in words]
        for first in range(len(words) - 1):
            for last in range(first + 1, min(len(words), first + _LONGEST_SHORT_NAME)):
                span = Span(words[first].span.start, words[last].span.end)
                yield "".join(initials[first : last + 1]), span


def _starts_name(
    text: str, tokens: Sequence[Token], at: int, known: frozenset[str], language: Language
) -> bool:
    """Whether a name begins with a token that has a capital."""
    token = tokens[at]
    if not token.content or token.is_calendar:
        return False
    if token.term in known:
        return True
    if language.nouns is not None:
        return False
    opens = (
        at == 0
        or text[token.span.start - 1] in '"“‘('
        or text[tokens[at - 1].span.end : token.span.start].strip() != ""
    )
    if not opens:
        return True
    # At the start of a sentence, only a second capitalised word tells a name from a first word.
    return at + 1 < len(tokens) and tokens[at + 1].capital and tokens[at + 1].content
