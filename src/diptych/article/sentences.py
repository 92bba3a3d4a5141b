"""Where sentences end.

`sentence_spans` takes one paragraph on one line and gives half-open offsets into it.  The spans are in order,
do not overlap, have no white space at their ends, and leave out nothing but white space.  Time grows linearly
with the text, whatever is in it: every look back or ahead has a bound.

A stop ends a sentence unless what is around it says otherwise: a small letter goes on, a title or an initial
waits for its name, an abbreviation ends one only before a word that opens sentences.  Closing quotes and
brackets go with the stop that they follow.

Measured on the 1,864 boundaries inside the paragraphs of news articles that annotators had split (F1; see
tests/quality/test_boundaries.py): these rules 0.96, nupunkt 0.8 0.94, syntok 1.4 0.92, pysbd 0.3 0.86,
sentencex 1.0 0.86.  Importing nupunkt or syntok takes 20 to 30 ms, more than opening both articles.
nupunkt knows the abbreviations of English law: it cuts after "Reps." and "(R-Wis.", not after "month." or
"reporter.", and knows no stops but the Latin ones.  Hence rules of our own.
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
    """The words of one table of all languages."""
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
"""A shorter sentence inside a quotation stays with its neighbours there: “I saw it. I was there.”

Alone it would be a passage that says too little to be linked.  Readers who split by hand do the same.
"""

LONGEST = 1000
"""Code points of the longest passage; beyond that, text without stops is cut at a clause or a space.

No sentence of the articles or Bibles that were looked at reaches it, and painting one passage stays cheap.
"""

MOST = 100_000
"""Sentences of one paragraph, a hundred times as many as any writer's; the rest is cut by length alone."""

_CLOSERS = "\"'”’»›)\\]}“‘*_」』）】》〉"
_OPENERS = "\"'“‘«‹‚„(\\[{¿¡「『（【《〈*_"
_ENDS = re.compile(
    rf"""
    (?<![.!?…])  # from the first of a run only, or a line of dots takes quadratic time
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
"""Of Chinese and Japanese, on average."""
_LOOK_BACK = 40
_BRACKET_REACH = 300


# Patterns that few texts need are compiled on first use: they take half of the time to import this module.


@cache
def _hour() -> re.Pattern[str]:
    """An hour of the day before the full stop of "a.m" or "p.m"."""
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
    """The same in Chinese."""
    from diptych.languages.chinese import Chinese

    verbs = "|".join(sorted(Chinese.attribution_verbs))
    return re.compile(f"[^\\s，、。！？“”「」]{{0,12}}(?:{verbs})[。，：]")


@cache
def _clause_ends() -> re.Pattern[str]:
    """Where a sentence that is too long may be cut."""
    return re.compile(r"[.;:!?,)”»—–](?=\s)|[，、；：。！？]")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence of `text`."""
    spans = _join_fragments(text, list(_cut(text)))
    if not text.isascii() and _THAI.search(text):
        from diptych.article.thai_sentences import thai_sentences

        spans = [part for start, end in spans for part in thai_sentences(text, start, end)]
    return [part for start, end in spans for part in shorten(text, start, end)]


def _cut(text: str) -> Iterator[tuple[int, int]]:
    """The sentences as their stops mark them, white space trimmed."""
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
        # A Chinese or Japanese sentence needs no space after its stop, but “…。”他说 and 「…。」と go on.
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
    if found.start() == start:  # dots that stand for what was left out, not for an end
        return False
    if "?" in stop or "!" in stop:
        return not (tail.strip(")]}") and _attribution().match(text, following))
    if ")" in tail and text.rfind("(", max(start + 1, found.start() - _BRACKET_REACH), found.start()) > start:
        return False  # the bracket opened inside this sentence, which goes on after it
    return stop != "." or _full_stop_ends(text, start, found.start(), following, at)


def _full_stop_ends(text: str, start: int, stop: int, following: int, at: int) -> bool:
    """Whether a single full stop at `stop` ends a sentence.

    Args:
        text: the paragraph.
        start: where the sentence began.
        stop: where the full stop is.
        following: the first character after the white space behind it.
        at: where the next word begins, quotes and dashes before it skipped.
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
        if hour and not hour["article"] and text[at].isupper():  # but "the 9 p.m. Delta flight" goes on
            return next_word not in _AFTER_HOURS and _zone().match(text, at) is None
        return next_word in _SENTENCE_OPENERS
    if before.isdigit() and len(before) <= 2:
        ordinal = _ORDINAL.search(written)
        return not (ordinal and ordinal[1].lower() in _BEFORE_ORDINALS)
    return True


def _join_fragments(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same spans, very short ones inside a quotation joined with their neighbours there."""
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
    """About how many words a sentence has, counted no further than a fragment may have."""
    words = len(sentence.split(None, FRAGMENT_WORDS))
    if words < FRAGMENT_WORDS and not sentence.isascii():
        words += sum(map(is_kana_or_han, sentence)) // _LETTERS_OF_A_WORD
    return words


def _begin_quoted(text: str, spans: list[tuple[int, int]]) -> Iterator[bool]:
    """For each span, whether a quotation that began before it is still open where it begins."""
    opened = ""
    marks = _QUOTE_MARKS.finditer(text)
    mark = next(marks, None)
    for start, _ in spans:
        while mark is not None and mark.start() < start:
            # A straight mark opens and closes by turns; “ closes what a German „ opened.
            closes = mark[0] in "”»」" or (mark[0] == '"' and opened) or (mark[0] == "“" and opened == "„")
            if not is_in_hebrew_word(text, mark.start()):
                opened = "" if closes else mark[0]
            mark = next(marks, None)
        yield bool(opened)


def shorten(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span in parts of at most `LONGEST`, cut at a clause's end, a space, or wherever it must be."""
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
