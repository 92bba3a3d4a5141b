"""Splits a paragraph into sentences.

`sentence_spans` takes a paragraph on one line and returns half-open spans of code points.  They are in
order, do not overlap, neither begin nor end with white space, and cover all but white space.  The time is
linear in the length of any text: each look back or ahead has a limit.

A stop ends a sentence unless the text around it says otherwise.  A small letter continues the sentence, a
title or an initial belongs to a name, and an abbreviation ends a sentence only before a word that opens
one.  Closing quotation marks and brackets belong to the sentence of the stop before them.

Libraries were compared on 1,864 boundaries inside the paragraphs of news articles, split by annotators (F1,
see tests/quality/test_boundaries.py): these rules 0.96, nupunkt 0.8 0.94, syntok 1.4 0.92, pysbd 0.3 0.86,
sentencex 1.0 0.86.  Importing nupunkt or syntok takes 20 to 30 ms, more than opening both articles.
nupunkt knows the abbreviations of English law: it splits after "Reps." and "(R-Wis.", does not split after
"month." or "reporter.", and knows only Latin stops.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from diptych.languages.catalogue import WITH_ABBREVIATIONS
from diptych.languages.scripts import THAI_LETTERS, is_hiragana, is_in_hebrew_word, is_kana_or_han

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def _in_all(tables: Iterable[frozenset[str]]) -> frozenset[str]:
    """The union of one table over all languages."""
    return frozenset().union(*tables)


_TITLES = _in_all(language.abbreviated_titles for language in WITH_ABBREVIATIONS)
_NEVER_FINAL = _in_all(language.never_final for language in WITH_ABBREVIATIONS)
_BEFORE_NUMBERS = _in_all(language.before_numbers for language in WITH_ABBREVIATIONS)
_CAPITALIZED = _in_all(language.capitalized_abbreviations for language in WITH_ABBREVIATIONS)
_ABBREVIATIONS = _in_all(language.abbreviations for language in WITH_ABBREVIATIONS)
_SENTENCE_OPENERS = _in_all(language.sentence_openers for language in WITH_ABBREVIATIONS)
_AFTER_HOURS = _in_all(language.after_hours for language in WITH_ABBREVIATIONS)
_BEFORE_ORDINALS = _in_all(language.before_ordinals for language in WITH_ABBREVIATIONS)
_SPEECH_VERBS = _in_all(language.speech_verbs for language in WITH_ABBREVIATIONS)

FRAGMENT_WORDS = 5
"""Fewest words of a separate sentence within a quotation; shorter ones join their neighbours.

“I saw it. I was there.” is one sentence: its parts alone would say too little to be linked.  People who split
by hand do the same.
"""

LONGEST = 1000
"""Most code points of a passage; a longer sentence is split at a clause or a space.

The articles and Bibles that were tried have no longer sentence, and such a passage is still cheap to paint.
"""

MOST = 100_000
"""Most sentences of a paragraph, a hundred times as many as usual; the rest is split by length alone."""

_CLOSERS = "\"'”’»›)\\]}“‘*_」』）】》〉"
_OPENERS = "\"'“‘«‹‚„(\\[{¿¡「『（【《〈*_"
_ENDS = re.compile(
    rf"""
    (?<![.!?…])  # only from the first of a run: otherwise a line of dots takes quadratic time
    (?P<stop>\.(?:[ \u00a0]\.)+ | [.!?…؟۔।॥։።။។៕]+)
    (?P<tail>(?:[{_CLOSERS}] | \[\d{{1,3}}\] | [ \u00a0\u202f][»›”’](?=[\s,]|$))*)
    (?=\s|$)
    | (?P<wide>[。！？｡]+)(?P<wide_tail>[{_CLOSERS}]*)
    """,
    re.VERBOSE,
)
_THAI = re.compile(f"[{THAI_LETTERS}]")
_SPACE = re.compile(r"\s*")
_NEXT = re.compile(rf"[{_OPENERS}\s–—―@#$£€-]{{0,40}}")
_BREAKS = re.compile(r"[\s–—―]")
_HYPHENS = re.compile(r"[-/]")
_WORD = re.compile(r"[\w’']{0,24}")
_INNER_STOPS = re.compile(r"(?:[^\W\d_]{1,3}\.-?)+[^\W\d_]{1,3}")
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[ivxlcIVXLC]{1,5})")
_ORDINAL = re.compile(r"(\w+),?\s\d{1,2}\Z")
_QUOTE_MARKS = re.compile('["“”„«»「」]')
_LETTERS_OF_A_WORD = 2
"""Average letters of a Chinese or Japanese word."""
_LOOK_BACK = 40
_BRACKET_REACH = 300


# Patterns that few texts need are compiled on first use: they would double the time to import this module.


@cache
def _hour() -> re.Pattern[str]:
    """An hour with "a.m" or "p.m", before its last full stop."""
    return re.compile(r"(?:\b(?P<article>an?|the|this|every)\s)?\d{1,2}(?:[:.]\d\d)?\s?[ap]\.m\Z", re.I)


@cache
def _zone() -> re.Pattern[str]:
    """A time zone after an hour: EST, Moscow time."""
    return re.compile(r"(?:[A-Z]{1,4}T|UTC|MSK|(?:[A-Z][\w-]{1,24}\s){1,3}[Tt]ime)\b")


@cache
def _attribution() -> re.Pattern[str]:
    """A name and a verb of speech after a quoted question or exclamation: Ms. Berg asked."""
    return re.compile(
        r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Lt|Gen|Col)\.\s)*(?:[A-Z][\w.’'-]{0,24}\s){1,4}"
        rf"(?:{'|'.join(sorted(_SPEECH_VERBS))})\b"
    )


@cache
def _wide_attribution() -> re.Pattern[str]:
    """A name and a verb of speech after a quotation in Chinese."""
    from diptych.languages.chinese import Chinese

    verbs = "|".join(sorted(Chinese.attribution_verbs))
    return re.compile(f"[^\\s，、。！？“”「」]{{0,12}}(?:{verbs})[。，：]")


@cache
def _clause_ends() -> re.Pattern[str]:
    """Where a sentence that is too long may be split."""
    return re.compile(r"[.;:!?,)”»—–](?=\s)|[，、；：。！？]")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence of a paragraph."""
    spans = _join_fragments(text, list(_cut(text)))
    if not text.isascii() and _THAI.search(text):
        from diptych.article.thai_sentences import thai_sentences

        spans = [part for start, end in spans for part in thai_sentences(text, start, end)]
    return [part for start, end in spans for part in split_long(text, start, end)]


def _cut(text: str) -> Iterator[tuple[int, int]]:
    """The sentences by their stops, without white space at their ends."""
    start = _after_space(text, 0)
    cut = 0
    for found in _ENDS.finditer(text):
        if _ends_sentence(text, start, found):
            yield start, found.end()
            start = _after_space(text, found.end())
            cut += 1
            if cut == MOST:
                break
    end = len(text.rstrip())
    if start < end:
        yield start, end


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _ends_sentence(text: str, start: int, found: re.Match[str]) -> bool:
    """Whether the stop `found` ends the sentence that began at `start`."""
    if found["wide"]:
        # Chinese and Japanese have no space after a stop; “…。”他说 and 「…。」と continue the sentence.
        tail = found["wide_tail"]
        goes_on = "」" in tail and is_hiragana(text[found.end() : found.end() + 1])
        return not goes_on and not (tail and _wide_attribution().match(text, found.end()))
    following = _after_space(text, found.end())
    next_word = _NEXT.match(text, following)
    at = next_word.end() if next_word else following
    if at >= len(text):
        return False
    if text[at].islower() or text[at] in ",;:.…)]%&=+/":
        return False
    stop, tail = found["stop"], found["tail"]
    if found.start() == start:  # an ellipsis at the beginning
        return False
    if "?" in stop or "!" in stop:
        return not (tail.strip(")]}") and _attribution().match(text, following))
    if ")" in tail and text.rfind("(", max(start + 1, found.start() - _BRACKET_REACH), found.start()) > start:
        return False  # the bracket was opened in this sentence, which continues after it
    return stop != "." or _full_stop_ends(text, start, found.start(), following, at)


def _full_stop_ends(text: str, start: int, stop: int, following: int, at: int) -> bool:
    """Whether a single full stop at `stop` ends a sentence.

    Args:
        text: the paragraph.
        start: where the sentence began.
        stop: where the full stop is.
        following: offset of the first character after the stop and its white space.
        at: where the next word begins, after quotation marks and dashes.
    """
    written = text[max(start, stop - _LOOK_BACK) : stop]
    before = _BREAKS.split(written)[-1].strip(_OPENERS.replace("\\", ""))  # "(D-Md." keeps its hyphen
    last_part = _HYPHENS.split(before)[-1]
    word = last_part.lower()
    capital = last_part != word
    if _ENUMERATOR.fullmatch(text, start, stop) or word in _NEVER_FINAL or (capital and word in _TITLES):
        return False
    if word in _BEFORE_NUMBERS:
        return not text[at].isdigit()
    shortened = word in _ABBREVIATIONS or (capital and word in _CAPITALIZED) or _INNER_STOPS.fullmatch(before)
    if shortened or (len(before) == 1 and before.isalpha()):
        if text[following] in "–—―-":  # a dateline: "AUSTIN, Tex. — The"
            return False
        found = _WORD.match(text, at)
        next_word = found[0].lower().replace("’", "'") if found else ""
        hour = _hour().search(written)
        if hour and not hour["article"] and text[at].isupper():  # not in "the 9 p.m. Delta flight"
            return next_word not in _AFTER_HOURS and _zone().match(text, at) is None
        return next_word in _SENTENCE_OPENERS
    if before.isdigit() and len(before) <= 2:
        ordinal = _ORDINAL.search(written)
        return not (ordinal and ordinal[1].lower() in _BEFORE_ORDINALS)
    return True


def _join_fragments(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same spans, with very short ones inside a quotation joined to their neighbours there."""
    joined: list[tuple[int, int]] = []
    words_before = 0
    for (start, end), quoted in zip(spans, _begin_quoted(text, spans), strict=True):
        words = _words(text[start:end])
        if quoted and min(words_before, words) < FRAGMENT_WORDS:
            joined[-1] = joined[-1][0], end
            words_before += words
        else:
            joined.append((start, end))
            words_before = words
    return joined


def _words(sentence: str) -> int:
    """The approximate number of words of a sentence; counting stops beyond `FRAGMENT_WORDS`."""
    words = len(sentence.split(None, FRAGMENT_WORDS))
    if words < FRAGMENT_WORDS and not sentence.isascii():
        words += sum(map(is_kana_or_han, sentence)) // _LETTERS_OF_A_WORD
    return words


def _begin_quoted(text: str, spans: list[tuple[int, int]]) -> Iterator[bool]:
    """For each span, whether a quotation is open at its start."""
    opened = ""
    marks = _QUOTE_MARKS.finditer(text)
    mark = next(marks, None)
    for start, _ in spans:
        while mark is not None and mark.start() < start:
            # A straight mark alternates; “ closes a German „.
            closes = mark[0] in "”»」" or (mark[0] == '"' and opened) or (mark[0] == "“" and opened == "„")
            if not is_in_hebrew_word(text, mark.start()):
                opened = "" if closes else mark[0]
            mark = next(marks, None)
        yield bool(opened)


def split_long(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span in parts of at most `LONGEST`, split at a clause's end, else a space, else anywhere."""
    while end - start > LONGEST:
        limit = start + LONGEST
        cut = max(
            (found.end() for found in _clause_ends().finditer(text, start + LONGEST // 2, limit)), default=0
        )
        cut = cut or text.rfind(" ", start + 1, limit)
        if cut <= start:
            cut = limit
            while cut > start + 1 and (
                unicodedata.category(text[cut])[0] == "M" or text[cut] in "\u200c\u200d"
            ):
                cut -= 1
        yield start, cut
        start = _after_space(text, cut)
    if start < end:
        yield start, end
