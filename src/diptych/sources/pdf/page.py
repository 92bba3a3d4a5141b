"""The lines of a page of a PDF with their positions, by pdfium, and the text that does not belong to them.

A reader sees neither text outside the visible part of a page nor invisible text.  Text at another angle than
most of the page is a watermark or a note in the margin.  Numbers of lines are not part of the text.

Coordinates are in points from the lower left corner of the page as it is read, with its text upright.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any
from unicodedata import bidirectional

from diptych.sources.pdf.bidi import reading_order
from diptych.sources.pdf.columns import PdfPage, TextLine, is_from_right
from diptych.sources.pdf.superscripts import SMALLER, is_raised, written
from diptych.sources.superscripts import begins_fraction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from diptych.sources.pdf.columns import Box
    from diptych.sources.pdf.line_numbers import LineNumbers

_PLAIN = dict(enumerate(["ff", "fi", "fl", "ffi", "ffl", "st", "st"], 0xFB00))
_PLAIN |= dict.fromkeys([0x02, 0xAD, 0xFFFE, 0x2010], "-")
"""Replacements for ligatures and for the hyphens of pdfium and typesetters."""
# pdfium writes \x02 or \ufffe for a hyphen at the end of a line, without a line end after it.
_WORD = re.compile(r"[^\s\0\x02\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_LAST_DIGIT = re.compile(r"\d(?=\D*$)")
_WIDEST_SPACE = 1.5
"""Ems of the widest gap between two words of a justified line; a wider one separates columns."""
_STEP_BACK = 0.6
"""Ems by which a letter may overlap the one before it, as accents and kerned letters do."""
_ATTACHED = 0.4
"""Widest gap before a superscript, as a share of the height of its line."""
_AFTER_INITIAL = 0.6
"""Least height of a word after an initial on the same line, as a share of the height of the initial."""
_FAR = 100_000.0
"""Points; coordinates beyond it are damaged."""
_INVISIBLE_MODES = {3, 7}
"""Modes of drawing text: neither filled nor stroked, and only a border for pictures."""
_WHITE = 250
"""The least red, green and blue of white, of 255."""
_CONTRAST = 6
"""Difference of grey from which white letters can be told from what they are drawn on, of 255."""
_MOST_PIXELS = 1_000_000
"""Of a picture of white letters."""
_ASKEW = 5
"""Degrees from which text is not horizontal."""

# pdfium's own objects, which have no types.
Handle = Any


def read_page(page: Handle, numbers: LineNumbers) -> PdfPage:
    """The lines of a page.

    Args:
        page: pdfium's page.
        numbers: finds the numbers of lines; knows those of the pages before.
    """
    text = page.get_textpage()
    try:
        return _read(page, _Letters(page, text), numbers)
    finally:
        text.close()


@dataclass(slots=True)
class _Word:
    """Adjacent letters, and how they are drawn."""

    start: int
    """The index of the first letter on the page."""
    end: int
    """The index after that of the last letter."""
    turn: int | None
    """Quarter turns anticlockwise from the page's own direction; None at other angles."""
    visible: bool
    white: bool
    box: Box = (0.0, 0.0, 0.0, 0.0)


def _read(page: Handle, letters: _Letters, numbers: LineNumbers) -> PdfPage:
    words = list(letters.words())
    turns: Counter[int | None] = Counter()
    for word in words:
        turns[word.turn] += word.end - word.start
    turn = letters.own_turn if turns[letters.own_turn] * 2 >= turns.total() else turns.most_common(1)[0][0]
    letters.turn(letters.own_turn if turn is None else turn)
    parts = [part for word in words for part in letters.placed(word)]
    white = [part for part in parts if part.white and not letters.why_left_out(part)]
    if white and letters.turned == letters.own_turn:
        blank = _blank(page, [part.box for part in white], letters.width, letters.height)
        for part, its in zip(white, blank, strict=True):
            part.visible = not its
    unseen = [part for part in parts if not part.visible]
    if unseen and 2 * sum(part.end - part.start for part in unseen) > turns.total():
        for part in unseen:  # the text that a program has recognised in a picture of the page
            part.visible = True
    shown: list[_Word] = []
    left_out: list[tuple[tuple[str, int], str]] = []  # the reason, the line and the text
    for part in parts:
        reason = letters.why_left_out(part)
        if reason:
            line = letters.text.count("\n", 0, part.start)
            left_out.append(((reason, line), letters.spelled(part).translate(_PLAIN)))
        else:
            shown.append(part)
    texts = [" ".join(text for _, text in parts) for _, parts in groupby(left_out, key=lambda each: each[0])]
    margin = numbers.of_lines([(letters.text[word.start : word.end], word.box) for word in shown])
    texts.append(" ".join(letters.spelled(shown[at]) for at in sorted(margin)))
    lines = tuple(_lines(letters, (word for at, word in enumerate(shown) if at not in margin)))
    texts.append(" ".join(letters.marks))
    return PdfPage(lines, letters.width, letters.height, tuple(filter(None, texts)), letters.text.count("\0"))


def _blank(page: Handle, boxes: Sequence[Box], width: float, height: float) -> list[bool]:
    """For each box on the page as it is displayed, whether nothing can be seen in it."""
    left, bottom, right, top = _around(boxes)
    left, bottom, right, top = max(left, 0), max(bottom, 0), min(right, width), min(top, height)
    scale = min(2.0, (_MOST_PIXELS / max(1.0, (right - left) * (top - bottom))) ** 0.5)
    drawn = page.render(scale=scale, grayscale=True, crop=(left, bottom, width - right, height - top))
    pixels, stride = bytes(drawn.buffer), drawn.stride

    def is_blank(box: Box) -> bool:
        across = slice(max(0, int((box[0] - left) * scale)), max(0, int((box[2] - left) * scale)) + 1)
        rows = range(max(0, int((top - box[3]) * scale)), min(drawn.height, int((top - box[1]) * scale) + 1))
        seen = b"".join(pixels[row * stride : row * stride + drawn.width][across] for row in rows)
        return not seen or max(seen) - min(seen) < _CONTRAST

    return [is_blank(box) for box in boxes]


def _lines(letters: _Letters, words: Iterable[_Word]) -> Iterator[TextLine]:
    """The runs of words on a line that have no wide gap between them, in the document's order."""
    run: _Run | None = None
    for word in words:
        if run is None or not run.takes(word.box):
            if run is not None:
                yield run.line(letters)
            run = _Run(word)
        run.add(word, letters)
    if run is not None:
        yield run.line(letters)


def _around(boxes: Iterable[Box]) -> Box:
    left, bottom, right, top = zip(*boxes, strict=True)
    return min(left), min(bottom), max(right), max(top)


class _Letters:
    """The letters of a page, and their positions on the page as it is read."""

    def __init__(self, page: Handle, page_text: Handle) -> None:
        from pypdfium2 import raw  # type: ignore[import-untyped] # it brings no types

        self._raw, self._page_text, self._rectangle = raw, page_text, raw.FS_RECTF()
        visible = raw.FS_RECTF()
        if raw.FPDF_GetPageBoundingBox(page, visible):
            self._x, self._y = visible.left, visible.bottom
            self._width, self._height = visible.right - visible.left, visible.top - visible.bottom
        else:
            self._x = self._y = 0.0
            self._width, self._height = page.get_size()
        self.own_turn = page.get_rotation() // 90
        """The turn of text that is upright when the page is displayed, in quarters anticlockwise."""
        self.turn(self.own_turn)
        self.marks: list[str] = []
        """The marks of notes that are left out."""
        count = page_text.count_chars()
        self.text = str(page_text.get_text_range()) if count else ""
        """One code unit of UTF-16 for each letter of pdfium."""
        if len(self.text) != count:  # pdfium leaves out characters that cannot be shown
            codes = (raw.FPDFText_GetUnicode(page_text, at) for at in range(count))
            self.text = "".join(chr(min(code, 0x10FFFF)) for code in codes)

    def turn(self, quarters: int) -> None:
        """Read the page with text upright that stands `quarters` anticlockwise on it."""
        self.turned = quarters
        across = self._width, self._height
        self.width, self.height = across if quarters % 2 == 0 else across[::-1]

    def words(self) -> Iterator[_Word]:
        """The words in the document's order, not yet placed."""
        raw = self._raw
        before = b""
        turn, visible, white = None, True, False
        colours = [ctypes.c_uint() for _ in range(4)]
        matrix = raw.FS_MATRIX()
        for found in _WORD.finditer(self.text):
            start, end = found.span()
            # Words of one text object look alike.
            drawn = raw.FPDFText_GetTextObject(self._page_text, start)
            place = bytes(drawn)
            if place != before or not drawn:
                before = place
                # Not FPDFText_GetCharAngle, which takes slanted letters for turned ones.
                known = raw.FPDFText_GetMatrix(self._page_text, start, matrix)
                angle = math.degrees(math.atan2(matrix.b, matrix.a)) if known else 0.0
                quarters = round(angle / 90)
                turn = quarters % 4 if abs(angle - 90 * quarters) < _ASKEW else None
                visible = raw.FPDFTextObj_GetTextRenderMode(drawn) not in _INVISIBLE_MODES if drawn else True
                white = False
                if raw.FPDFText_GetFillColor(self._page_text, start, *colours):
                    visible = visible and colours[3].value > 0
                    white = all(each.value >= _WHITE for each in colours[:3])
            yield _Word(start, end, turn, visible, white)

    def placed(self, word: _Word) -> Sequence[_Word]:
        """A word with its box; in parts if only some of its letters are on the page; empty if damaged."""
        # pdfium writes a space wherever there is a gap, so letters between two spaces are adjacent.
        first = self.box(word.start)
        last = self.box(word.end - 1) if word.end - word.start > 1 else first
        if first is None or last is None:
            return ()
        inside = self._touches(first)
        if self._touches(last) != inside:
            cut = next(
                at
                for at in range(word.start, word.end)
                if (box := self.box(at)) and self._touches(box) != inside
            )
            return [*self.placed(replace(word, end=cut)), *self.placed(replace(word, start=cut))]
        word.box = min(first[0], last[0]), first[1], max(first[2], last[2]), first[3]
        if bidirectional(self.text[word.start]) in {"R", "AL"}:  # heights of letters differ
            word.box = _around(filter(None, map(self.box, range(word.start, word.end))))
        return (word,)

    def spelled(self, word: _Word) -> str:
        """The letters of a word; pdfium has two for a code point above U+FFFF."""
        text = self.text[word.start : word.end]
        if text.isascii() or not _SURROGATE.search(text):
            return text
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def why_left_out(self, word: _Word) -> str:
        """Why a word does not belong to the text; empty if it does."""
        if not self._touches(word.box):
            return "outside"
        if word.turn != self.turned:
            return "angle"
        return "" if word.visible else "invisible"

    def _touches(self, box: Box) -> bool:
        return box[2] >= 0 and box[3] >= 0 and box[0] <= self.width and box[1] <= self.height

    def box(self, at: int) -> Box | None:
        """The box of a letter; None if it is damaged."""
        box = self._rectangle
        if not self._raw.FPDFText_GetLooseCharBox(self._page_text, at, box):
            return None
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        if not (-_FAR < left <= right < _FAR and -_FAR < bottom <= top < _FAR):  # False for NaN too
            return None
        if not self.turned:
            return left - self._x, bottom - self._y, right - self._x, top - self._y
        (x, y), (other_x, other_y) = self._displayed(left, bottom), self._displayed(right, top)
        return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)

    def base(self, at: int) -> float | None:
        """The height of a letter's baseline; None if it is damaged."""
        x, y = ctypes.c_double(), ctypes.c_double()
        known = self._raw.FPDFText_GetCharOrigin(self._page_text, at, x, y)
        if not known or not (abs(x.value) < _FAR and abs(y.value) < _FAR):
            return None
        return self._displayed(x.value, y.value)[1]

    def _displayed(self, x: float, y: float) -> tuple[float, float]:
        """The position on the page as it is read of a point of the page."""
        x, y = x - self._x, y - self._y
        match self.turned:
            case 1:
                return y, self._width - x
            case 2:
                return self._width - x, self._height - y
            case 3:
                return self._height - y, x
            case _:
                return x, y

    def is_raised(self, at: int, beside: tuple[float, float]) -> bool:
        """Whether a letter is a superscript beside letters with this height and baseline."""
        box, base = self.box(at), self.base(at)
        return box is not None and base is not None and is_raised(box[3] - box[1], base, beside)

    def is_bold(self, at: int) -> bool:
        """Whether the name of a letter's font says that it is bold."""
        name = ctypes.create_string_buffer(128)
        self._raw.FPDFText_GetFontInfo(self._page_text, at, name, 128, ctypes.c_int())
        return bool(re.search(rb"bold|black|heavy|semibold|demi", name.value, re.IGNORECASE))


class _Run:
    """Adjacent words on a line."""

    def __init__(self, first: _Word) -> None:
        self._left, self._bottom, self._right, self._top = first.box
        self._first = self._last = first.start
        """The indexes of the first letters of the first and the last word."""
        self._main = 0
        """The index of the letter whose position is that of the run."""
        self._letters: list[int] = []
        self._words: list[str] = []
        self._tallest = 0.0

    def takes(self, box: Box) -> bool:
        """Whether a word at `box` continues the run: on its right or, in some scripts, on its left."""
        left, bottom, right, top = box
        em = max(self._top - self._bottom, 0.1)
        if len(self._letters) <= 2 and self._words[-1][-1:].isalpha() and top - bottom < _AFTER_INITIAL * em:
            return False
        if not self._bottom <= (bottom + top) / 2 <= self._top or not 0.4 * em < top - bottom < 2.5 * em:
            return False
        return any(
            -_STEP_BACK * em < gap < _WIDEST_SPACE * em for gap in (left - self._right, self._left - right)
        )

    def add(self, word: _Word, letters: _Letters) -> None:
        """Append a word."""
        self._last = word.start
        box, text = word.box, letters.spelled(word)
        its_letters: Iterable[int] = range(word.start, word.end)
        digit = _LAST_DIGIT.search(text) if len(text) == word.end - word.start else None
        raised = self._raised(word, letters, word.start + digit.start()) if digit else ()
        attached = False
        if raised and begins_fraction(letters.text[word.end : word.end + 4].lstrip()):
            text = f"{text[: raised[0] - word.start]} {text[raised[0] - word.start :]}".strip()
        elif raised:
            beside = min(abs(box[0] - self._right), abs(self._left - box[2])) < _ATTACHED * (
                self._top - self._bottom
            )
            before = self._words[-1] if self._words else ""
            if not beside and before[-1:].isalnum():  # after a sentence, the mark of a note may stand apart
                before = ""
            text, marks, attached = written(text, [at - word.start for at in raised], before)
            letters.marks += marks
            its_letters = (at for at in its_letters if not marks or at not in raised)
        self._letters += its_letters
        self._left, self._right = min(self._left, box[0]), max(self._right, box[2])
        if attached:
            self._words[-1] += text
            return
        if text:
            self._words.append(text.translate(_PLAIN))
        height = box[3] - box[1]
        if len(text) > 1 and height > self._tallest:  # bullets and other symbols are lower than the line
            self._tallest, self._main = height, word.start
            self._bottom, self._top = box[1], box[3]
        elif not self._tallest:
            self._main = word.start

    def _raised(self, word: _Word, letters: _Letters, digit: int) -> list[int]:
        """The letters of a word that are superscripts; `digit` is the last one that may be."""
        alone = not self._words or (len(self._words) == 1 and len(self._words[0]) == 1)  # such as a drop cap
        beside = word.start if alone else self._main
        box, base, last = letters.box(beside), letters.base(beside), letters.box(digit)
        if box is None or base is None or last is None or last[3] - last[1] > SMALLER * (box[3] - box[1]):
            return []
        measure = box[3] - box[1], base
        return [at for at in range(word.start, word.end) if letters.is_raised(at, measure)]

    def line(self, letters: _Letters) -> TextLine:
        """The line that the run forms, with its letters in reading order."""
        base = letters.base(self._main)
        if base is None:
            base = self._bottom
        edges = self._left, self._bottom, self._right, self._top
        after = max(self._letters, default=-1) + 1
        spaced = letters.text[after : after + 1] == " "
        begins_bold = letters.is_bold(self._first)
        bold = begins_bold and letters.is_bold(self._last)
        words = " ".join(self._words)
        line = TextLine(words, *edges, base, bold=bold, begins_bold=begins_bold, spaced=spaced)
        if not is_from_right(line.text):
            return line
        placed = ((letters.text[at], box[0], box[2]) for at in self._letters if (box := letters.box(at)))
        return replace(line, text=reading_order(placed, line.size).translate(_PLAIN))
