"""Time of a comparison, against difflib over the same words and rapidfuzz over all pairs of passages.

    python tests/speed/alignment.py [--rounds N]

Times are CPU times, each the best of its rounds; the ratios travel better from one machine to another.  The
long articles show how the time grows with their length; tests/speed/books.py shows it with real ones.
"""

from __future__ import annotations

import argparse
import sys
import time
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from diptych.comparison import compare
from diptych.sides import Pair
from support.small_articles import article

if TYPE_CHECKING:
    from collections.abc import Callable

    from diptych.article.model import Article

SYLLABLES = "ba co di fu ga hel in jor ka lum mo nar os pre qui ran sol ter un vor wes yal".split()  # noqa: SIM905


def texts(words: int) -> Pair[Article]:
    """Two articles of `words` words each; half of the sentences of one restate a sentence of the other."""
    random = Random(words)  # noqa: S311 - a repeatable text, not a secret
    vocabulary = [
        "".join(random.choices(SYLLABLES, k=random.randint(2, 3))) for _ in range(400 + words // 20)
    ]

    def sentence() -> list[str]:
        # Word frequencies as in prose: few words make up half of the text.
        return [
            random.choice("the of and to in a was it".split())  # noqa: SIM905
            if random.random() < 0.4
            else vocabulary[int(len(vocabulary) * random.random() ** 2)]
            for _ in range(random.randint(12, 30))
        ]

    left = [sentence() for _ in range(words // 21)]
    right = [
        [word for word in one if random.random() < 0.6] + sentence()[:6]
        if random.random() < 0.5
        else sentence()
        for one in left
    ]
    random.shuffle(right)

    def made(sentences: list[list[str]]) -> Article:
        flat = [" ".join(words).capitalize() + "." for words in sentences]
        return article("Long", *(tuple(flat[at : at + 3]) for at in range(0, len(flat), 3)))

    return Pair(made(left), made(right))


def best(rounds: int, work: Callable[[], object]) -> float:
    """CPU seconds of the fastest of `rounds` rounds."""
    times = []
    for _ in range(rounds):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)


def watched(articles: Pair[Article]) -> tuple[float, float]:
    """CPU seconds of one comparison, and the longest time between two reports of progress."""
    reports = [time.process_time()]
    compare(articles, on_progress=lambda _share: reports.append(time.process_time()))
    return reports[-1] - reports[0], max(later - earlier for earlier, later in pairwise(reports))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()

    articles = texts(1_000)
    started = time.process_time()
    compare(articles)
    cold = time.process_time() - started
    ours = best(options.rounds, lambda: compare(articles))
    words = articles.map(lambda side: side.text.split())
    difflib_time = best(
        options.rounds, lambda: SequenceMatcher(None, words.left, words.right, autojunk=False).ratio()
    )
    passages = articles.map(lambda side: [side.passage_text(k) for k in range(len(side.passages))])
    all_pairs = best(
        options.rounds, lambda: [fuzz.token_set_ratio(a, b) for a in passages.left for b in passages.right]
    )
    print(f"two articles of 1,000 words: {ours * 1e3:.0f} ms, the first time {cold * 1e3:.0f} ms")
    print(
        f"  against difflib.SequenceMatcher over their words ({difflib_time * 1e3:.1f} ms):"
        f" {ours / difflib_time:.1f} x"
    )
    print(
        f"  against fuzz.token_set_ratio over all pairs ({all_pairs * 1e3:.1f} ms): {ours / all_pairs:.1f} x"
    )
    before = 0.0
    for size in (12_500, 25_000, 50_000, 100_000):
        long = texts(size)
        taken, longest = watched(long)
        growth = f", {taken / before:.1f} x for twice the text" if before else ""
        print(f"two of {size:,} words: {taken:.1f} s{growth}; silent for {longest * 1e3:.0f} ms")
        before = taken


if __name__ == "__main__":
    main()
