"""An article → its profile: its names, days, numbers and words, and how often it has each.

Profiles find articles on the same event among many.  Making one takes some milliseconds.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING

from diptych.alignment.features.names import known_names, names_of
from diptych.alignment.features.tokens import Tokenizer, normalize_word, raw_words
from diptych.languages.registry import language_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.alignment.features.tokens import Token
    from diptych.article.model import Article

MOST_READ = 400
"""Most passages that are read: an article tells its subject early, and books are long."""
_LONGEST_LABEL = 40
"""Most code points of a label."""


class TermKind(Enum):
    """Kind of a term."""

    NAME = "name"
    DAY = "day"
    NUMBER = "number"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Profile:
    """The terms of an article."""

    counts: dict[str, int]
    """How often the article has each term."""
    labels: dict[str, tuple[TermKind, str]]
    """The kind of each term, and how the article writes it."""
    digest: bytes
    """Digest of the whole text apart from its white space: copies have the same."""


def profile_of(article: Article) -> Profile:
    """The profile of an article."""
    passages, text = article.passages[:MOST_READ], article.text
    language = language_of(
        normalize_word(word)
        for passage in passages
        for word, _, _ in raw_words(text, passage.span.start, passage.span.end)
    )
    tokenizer = Tokenizer(text, language)
    tokens = [tokenizer.tokens(passage.span) for passage in passages]
    known = known_names(text, tokens, language)
    counts: Counter[str] = Counter()
    labels: dict[str, tuple[TermKind, str]] = {}

    def note(term: str, kind: TermKind, start: int, end: int) -> None:
        counts[term] += 1
        if term not in labels:
            labels[term] = kind, " ".join(text[start:end].split())[:_LONGEST_LABEL]

    for its in tokens:
        for name in names_of(text, its, known, language):
            words = [token for token in name.tokens if token.value is None]
            if len(words) > 1:
                note(" ".join(token.term for token in words), TermKind.NAME, name.span.start, name.span.end)
            for token in words:
                own = token.span.of(text).removesuffix("'s").removesuffix("’s")
                labels.setdefault(token.term, (TermKind.NAME, own[:_LONGEST_LABEL]))
        for term, start, end in _days(its):
            note(term, TermKind.DAY, start, end)
        for token in its:
            if token.value is not None:
                note(token.term, TermKind.NUMBER, token.span.start, token.span.end)
            elif token.content and not token.is_calendar:
                note(token.term, TermKind.WORD, token.span.start, token.span.end)
    digest = blake2b(" ".join(text.split()).encode("utf-8", "surrogatepass"), digest_size=16).digest()
    return Profile(dict(counts), labels, digest)


def _days(tokens: Sequence[Token]) -> list[tuple[str, int, int]]:
    """Term, start and end of each month with a number beside it, a day or a year: July 11, 3 de octubre."""
    found = []
    for one, two in pairwise(token for token in tokens if token.content or token.value is not None):
        month, number = (one, two) if one.is_month else (two, one)
        if month.is_month and number.value is not None:
            found.append((month.term + number.term, one.span.start, two.span.end))
    return found
