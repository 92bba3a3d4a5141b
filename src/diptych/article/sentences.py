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

from diptych.article.full_stops import OPENERS, FullStop, full_stop_ends, is_note, words_of
from diptych.languages.catalogue import WITH_ABBREVIATIONS
from diptych.languages.scripts import THAI_LETTERS, is_hiragana, is_in_hebrew_word, is_kana_or_han

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.article.full_stops import SentenceWords


_SPEECH_VERBS = frozenset[str]().union(*(language.speech_verbs for language in WITH_ABBREVIATIONS))

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

_WIDE_CLOSERS = "\"'”’»›)\\]}*_」』）】》〉"
_CLOSERS = f"{_WIDE_CLOSERS}‘“«‹†‡"  # “ closes a German „, and « a German »
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_ENDS = re.compile(
    rf"""
    (?<![.!?…])  # only from the first of a run: otherwise a line of dots takes quadratic time
    (?P<stop>\.(?:[ \u00a0]\.)+ | [.!?…؟۔।॥։።។៕]+)
    (?P<tail>(?:[{_CLOSERS}{_SUPERSCRIPTS}] | \[\d{{1,3}}\] | [ \u00a0\u202f][»›”’](?=[\s,]|$))*)
    (?P<note>\d{{1,3}}(?:[,–-]\d{{1,3}}){{0,3}}[{_CLOSERS}]{{0,2}})?
    (?=\s|$)
    | (?P<glued>[.!?][”»’)]?"?)(?="?[“«„‚¿¡]?[^\W\d_])
    | (?P<wide>[。！？｡]+)(?P<wide_tail>(?:[{_WIDE_CLOSERS}{_SUPERSCRIPTS}] | \[\d{{1,3}}\])*)
    """,
    re.VERBOSE,
)
_THAI = re.compile(f"[{THAI_LETTERS}]")
_SPACE = re.compile(r"\s*")
_NEXT = re.compile(rf"[{re.escape(OPENERS)}\s–—―@#$£€-]{{0,40}}")
_QUOTE_MARKS = re.compile('["“”„«»「」]')
_LETTERS_OF_A_WORD = 2
"""Average letters of a Chinese or Japanese word."""
_BRACKET_REACH = 300
_LONGEST_WORD = 40
_DOMAINS = frozenset({"biz", "com", "edu", "gov", "info", "js", "net", "org"})
"""Ends of names of web sites and programs, which some write with a capital: Amazon.Com."""
_BEFORE_OPENING = " \u00a0\u202f([–—―-"
_AFTER_CLOSING = " \u00a0\u202f)],;:.!?…–—―-"


# Patterns that few texts need are compiled on first use: they would double the time to import this module.


@cache
def _word_before_stop() -> re.Pattern[str]:
    """A word or several, which ends in a small letter, perhaps in brackets."""
    return re.compile(r"[“«„‚(]*(?:[^\W\d_]+[-’'])*[^\W\d_]*[^\W\d_A-Z]{2}[”»’)]*")


@cache
def _word_after_stop() -> re.Pattern[str]:
    """A word with only punctuation after it, as it stands in a sentence."""
    return re.compile(r"\"?[“«„‚¿¡]?([^\W\d_]+(?:[-’'][^\W\d_]+)*)[,;:.!?…)”»’\"']*(?=\s|$)")


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


def sentence_spans(text: str, words: SentenceWords | None = None) -> list[tuple[int, int]]:
    """Start and end of each sentence of a paragraph.

    Args:
        text: the paragraph, on one line.
        words: the words of its language; those of the language of the paragraph by itself if None.
    """
    spans = _join_fragments(text, list(_cut(text, words or words_of(text))))
    if not text.isascii() and _THAI.search(text):
        from diptych.article.thai_sentences import thai_sentences

        spans = [part for start, end in spans for part in thai_sentences(text, start, end)]
    return [part for start, end in spans for part in split_long(text, start, end)]


def _cut(text: str, words: SentenceWords) -> Iterator[tuple[int, int]]:
    """The sentences by their stops, without white space at their ends."""
    start = _after_space(text, 0)
    cut = 0
    quotations = None
    for found in _ENDS.finditer(text):
        if _ends_sentence(text, start, found, words):
            end = found.end()
            if found["wide"] or found["glued"]:
                after_stop = found.end("wide") if found["wide"] else found.start() + 1
                if '"' in text[after_stop:end]:
                    quotations = quotations or _Quotations(text)
                    end = end if quotations.open_at(after_stop) else after_stop  # it opens the next sentence
            yield start, end
            start = _after_space(text, end)
            cut += 1
            if cut == MOST:
                break
    end = len(text.rstrip())
    if start < end:
        yield start, end


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _ends_sentence(text: str, start: int, found: re.Match[str], words: SentenceWords) -> bool:
    """Whether the stop `found` ends the sentence that began at `start`."""
    if found["wide"]:
        # Chinese and Japanese have no space after a stop; “…。”他说 and 「…。」と continue the sentence.
        tail = found["wide_tail"]
        after = text[found.end() : found.end() + 1]
        if tail and after and after in "，、；：":
            return False
        goes_on = "」" in tail and is_hiragana(after)
        return not goes_on and not (tail and _wide_attribution().match(text, found.end()))
    following = _after_space(text, found.end())
    next_word = _NEXT.match(text, following)
    at = next_word.end() if next_word else following
    if at >= len(text):
        return False
    if text[at].islower() or text[at] in ",;:.!?…)]%&=+/":
        return False
    stop, tail = (found["glued"][0], found["glued"][1:]) if found["glued"] else (found["stop"], found["tail"])
    if found.start() == start:  # an ellipsis at the beginning
        return False
    if found["glued"] and not _is_between_words(text, start, found):
        return False
    full_stop = FullStop(text, start, found.start(), following, at)
    if found["note"] and not is_note(full_stop, words):
        return False
    if "?" in stop or "!" in stop:
        return not (tail.strip(")]}") and _attribution().match(text, following))
    if ")" in tail and text.rfind("(", max(start + 1, found.start() - _BRACKET_REACH), found.start()) > start:
        return False  # the bracket was opened in this sentence, which continues after it
    return stop != "." or full_stop_ends(full_stop, words)


def _is_between_words(text: str, start: int, found: re.Match[str]) -> bool:
    """Whether a stop without a space after it is between words: "gave up.She went", not "lang.String"."""
    first = max(start, found.start() - _LONGEST_WORD)
    first = max(first, text.rfind(" ", first, found.start()) + 1)
    after = _word_after_stop().match(text, found.end())
    if after is None or not _word_before_stop().fullmatch(text, first, found.start()):
        return False
    word = after[1]
    # The second letter of "She went", "L'eau montait" and "I went".
    second = word[1:].lstrip("'’-")[:1] or text[after.end() : after.end() + 2].lstrip()
    return word[0].isupper() and second.islower() and word.lower() not in _DOMAINS


def _join_fragments(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same spans, with very short ones inside a quotation joined to their neighbours there."""
    if len(spans) < 2:
        return spans
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
    quotations = _Quotations(text)
    for start, _ in spans:
        yield quotations.open_at(start)


class _Quotations:
    """Where quotations are open in a paragraph."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._marks = _QUOTE_MARKS.finditer(text)
        self._mark = next(self._marks, None)
        self._opened = ""

    def open_at(self, at: int) -> bool:
        """Whether a quotation is open before an offset, which is not less than at the last call."""
        while self._mark is not None and self._mark.start() < at:
            if not is_in_hebrew_word(self._text, self._mark.start()):
                self._opened = "" if self._closes(self._mark[0], self._mark.start()) else self._mark[0]
            self._mark = next(self._marks, None)
        return bool(self._opened)

    def _closes(self, mark: str, at: int) -> bool:
        if mark in "«»":  # «so», « so », »so« and »so»: white space tells, if it is on one side only
            inner_left = at > 0 and self._text[at - 1] not in _BEFORE_OPENING
            inner_right = self._text[at + 1 : at + 2] not in _AFTER_CLOSING
            return inner_left if inner_left != inner_right else mark == "»"
        # A straight mark alternates; “ closes a German „.
        return mark in "”」" or (mark == '"' and bool(self._opened)) or (mark == "“" and self._opened == "„")


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
