"""An article → its profile: its names, days, numbers and words, and how often it has each.

Profiles find articles on the same event among many.  Making one takes some milliseconds.
"""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING
from zlib import crc32

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
_MOST_COUNTED = 255
"""Highest count of a term: it has one byte."""

_HASH = array("I").itemsize
"""Bytes of the hash of a run of words."""
_RUN = 5
"""Words of a run.  Two reports seldom share a run of five words, apart from names and quotations."""
_SHORT = 320
"""Words below which every run of a text is kept."""
_SAMPLED = 8
"""A longer text keeps each run whose hash is a multiple of this."""


class TermKind(Enum):
    """Kind of a term; the value has one letter."""

    NAME = "n"
    DAY = "d"
    NUMBER = "#"
    WORD = "w"


@dataclass(frozen=True, slots=True)
class Profile:
    """The terms of an article, packed: an archive has millions."""

    packed_terms: str
    """Its terms, each once, a line each."""
    packed_labels: str
    """How the article writes each term, a line each."""
    kinds: str
    """The kind of each term, a letter each."""
    packed_counts: bytes
    """How often the article has each term, a byte each."""
    runs: bytes
    """Hashes of some of the article's runs of `_RUN` words, four bytes each: copies share most of them."""
    sampled: int
    """`runs` has each run whose hash is a multiple of this."""
    digest: bytes
    """Digest of the whole text apart from its white space."""

    @property
    def is_valid(self) -> bool:
        """Whether its parts fit each other: it may come from a file."""
        texts = self.packed_terms, self.packed_labels, self.kinds
        parts = self.packed_counts, self.runs, self.digest
        if not (
            all(isinstance(each, str) for each in texts) and all(isinstance(each, bytes) for each in parts)
        ):
            return False
        count = len(self.kinds)
        return (
            [text.count("\n") for text in texts[:2]] == [max(0, count - 1)] * 2
            and len(self.packed_counts) == count
            and set(self.kinds) <= {kind.value for kind in TermKind}
            and all(self.packed_counts)
            and len(self.runs) % _HASH == 0
            and self.sampled in (1, _SAMPLED)
        )

    @property
    def terms(self) -> list[str]:
        """Its terms."""
        return self.packed_terms.split("\n") if self.packed_terms else []

    @property
    def labels(self) -> list[str]:
        """How the article writes each term."""
        return self.packed_labels.split("\n") if self.packed_terms else []

    @property
    def counts(self) -> dict[str, int]:
        """How often the article has each term."""
        return dict(zip(self.terms, self.packed_counts, strict=True))

    @property
    def length(self) -> int:
        """The number of occurrences of all terms."""
        return sum(self.packed_counts)

    def copied_share(self, other: Profile) -> float:
        """How much of the shorter text stands in the other one too, 0..1, by their runs of words."""
        if self.digest == other.digest:
            return 1.0
        every = max(self.sampled, other.sampled)
        ours, theirs = (
            {each for each in _hashes(profile.runs) if each % every == 0} for profile in (self, other)
        )
        fewest = min(len(ours), len(theirs))
        return len(ours & theirs) / fewest if fewest else 0.0


@lru_cache(maxsize=1 << 10)
def _hashes(runs: bytes) -> array[int]:
    found = array("I")
    found.frombytes(runs)
    return found


def profile_of(article: Article) -> Profile:
    """The profile of an article."""
    passages, text = article.passages[:MOST_READ], article.text
    raw = [list(raw_words(text, passage.span.start, passage.span.end)) for passage in passages]
    words = [normalize_word(word) for its in raw for word, _, _ in its]
    language = language_of(words)
    tokenizer = Tokenizer(text, language)
    tokens = [tokenizer.tokens(passage.span) for passage in passages]
    known = known_names(text, tokens, language)
    counts: Counter[str] = Counter()
    kinds: dict[str, TermKind] = {}
    labels: dict[str, str] = {}

    def note(term: str, kind: TermKind, start: int, end: int) -> None:
        counts[term] += 1
        kinds.setdefault(term, kind)
        if term not in labels:
            labels[term] = " ".join(text[start:end].split())[:_LONGEST_LABEL]

    for its in tokens:
        for name in names_of(text, its, known, language):
            parts = [token for token in name.tokens if token.value is None]
            if len(parts) > 1:
                full = " ".join(token.term for token in parts)
                note(full, TermKind.NAME, name.span.start, name.span.end)
            for token in parts:
                own = token.span.of(text).removesuffix("'s").removesuffix("’s")
                kinds.setdefault(token.term, TermKind.NAME)
                labels.setdefault(token.term, own[:_LONGEST_LABEL])
        for term, start, end in _days(its):
            note(term, TermKind.DAY, start, end)
        for token in its:
            if token.value is not None:
                note(token.term, TermKind.NUMBER, token.span.start, token.span.end)
            elif token.content and not token.is_calendar:
                note(token.term, TermKind.WORD, token.span.start, token.span.end)
    runs, sampled = _runs_of(words)
    terms = sorted(counts)  # in the order of the text, they would tell what a short one says
    return Profile(
        "\n".join(terms),
        "\n".join(labels[term] for term in terms),
        "".join(kinds[term].value for term in terms),
        bytes(min(counts[term], _MOST_COUNTED) for term in terms),
        runs,
        sampled,
        blake2b(" ".join(text.split()).encode("utf-8", "surrogatepass"), digest_size=16).digest(),
    )


def _runs_of(words: Sequence[str]) -> tuple[bytes, int]:
    """The hashes of some runs of words, packed, and the number of which each is a multiple."""
    sampled = 1 if len(words) < _SHORT else _SAMPLED
    found = {
        crc32(" ".join(words[at : at + _RUN]).encode("utf-8", "surrogatepass"))
        for at in range(len(words) - _RUN + 1)
    }
    return array("I", sorted(each for each in found if each % sampled == 0)).tobytes(), sampled


def _days(tokens: Sequence[Token]) -> list[tuple[str, int, int]]:
    """Term, start and end of each month with a number beside it, a day or a year: July 11, 3 de octubre."""
    found = []
    for one, two in pairwise(token for token in tokens if token.content or token.value is not None):
        month, number = (one, two) if one.is_month else (two, one)
        if month.is_month and number.value is not None:
            found.append((month.term + number.term, one.span.start, two.span.end))
    return found
