"""A comparison as one HTML page: both articles side by side, with linked passages, and the evidence below.

The page is self-contained.  It runs no script and fetches nothing, and its content security policy forbids
both; clicks work by fragments (`#b12`), `:target` and `:has`.  A click on a passage goes to its best
counterpart, and small numbers after it lead to all of them.  If the page has at most `MOST_LIT` links, both
ends of a link light up and the list below shows its evidence.  All text of the articles is escaped, and the
text of a block is exactly the article's: marks come from the style sheet or are in elements of class "n".

The ids of passages are a1, a2 … on the left and b1, b2 … on the right, those of links k1, k2 …, all counted
from 1.  Readers see them as L 1 and R 1.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from diptych.alignment.kinds import Grade
from diptych.article.model import BlockKind
from diptych.comparison_wording import LETTERS, MARKS, difference_words, one_line
from diptych.export import report_phrases as phrases
from diptych.export.segments import segments
from diptych.folder.own_exports import OF_PAGE
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diptych.alignment.model import Link
    from diptych.article.model import Article, Block
    from diptych.comparison import Comparison
    from diptych.comparison_wording import DifferenceWords

MOST_LIT = 500
"""The most links of a page on which both ends of a link and their shared words light up.  A browser tries the
CSS rules of all links at every click (0.3 s for 500 links, 2 s for 1,500)."""

_ELEMENTS = {
    BlockKind.PARAGRAPH: "p",
    BlockKind.HEADING: "h3",
    BlockKind.LIST_ITEM: "li",
    BlockKind.QUOTATION: "blockquote",
}

_FILTERS = ("all", "linked", "unique", "differs")

_IDS = Pair("a", "b")
"""The beginnings of the ids of passages."""
_MEANINGS = {mark.name: f"{mark.name.capitalize()}: {mark.meaning}." for mark in MARKS}


def to_html(comparison: Comparison, min_score: float | None = None) -> str:
    """The comparison as a page.

    Args:
        comparison: the comparison to show.
        min_score: also list matches below the threshold, down to this score, 0..1.
    """
    return _Page(comparison, min_score).whole()


class _Page:
    """Builds the page."""

    def __init__(self, comparison: Comparison, min_score: float | None) -> None:
        self._comparison = comparison
        self._alignment = comparison.alignment
        self._notes = Pair(*(phrases.notes(comparison, side) for side in Side))
        self._weaker = phrases.weaker(self._alignment, min_score)
        listed = [*self._alignment.links, *self._weaker, *self._alignment.rejected]
        self._numbers = {(link.left, link.right): number for number, link in enumerate(listed, 1)}
        self._lit = len(self._alignment.links) <= MOST_LIT

    def whole(self) -> str:
        style = Path(__file__).with_name("page.css").read_text(encoding="utf-8") + "".join(self._rules())
        digest = b64encode(sha256(style.encode()).digest()).decode()
        policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        titles = [escape(article.title) for article in self._comparison.articles]
        return "\n".join(
            [
                "<!doctype html>",
                '<html lang="en">',
                "<head>",
                '<meta charset="utf-8">',
                OF_PAGE,
                f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
                '<meta name="referrer" content="no-referrer">',
                '<meta name="viewport" content="width=device-width, initial-scale=1">',
                '<meta name="color-scheme" content="light dark">',
                f"<title>{' ⟷ '.join(titles)}</title>",
                f"<style>{style}</style>",
                "</head>",
                "<body>",
                *self._head(titles),
                "<main>",
                *(part for side in Side for part in self._side(side)),
                "</main>",
                *self._evidence(),
                "</body>",
                "</html>",
                "",
            ]
        )

    # The head

    def _head(self, titles: list[str]) -> Iterator[str]:
        yield '<header class="head">'
        one, two = (f"<bdi>{title}</bdi>" for title in titles)
        yield f'<h1>{one}<span class="and"> ⟷ </span>{two}</h1>'
        yield f'<p class="sum">{escape(" ".join(phrases.summary(self._comparison)))}</p>'
        yield '<fieldset class="filter"><legend>Show</legend>'
        for name in _FILTERS:
            checked = " checked" if name == "all" else ""
            yield f'<label><input type="radio" name="show" id="show-{name}"{checked}>{name}</label>'
        yield "</fieldset>"
        yield (
            '<details class="how"><summary>How to read this</summary><dl>'
            '<dt><span class="s"><span class="t">underlined</span></span></dt>'
            f"<dd>{_MEANINGS['linked']} A click goes there.</dd>"
            '<dt><span class="s related"><span class="t">dotted</span></span></dt>'
            f"<dd>{_MEANINGS['related']}</dd>"
            '<dt><span class="s unique">ring</span></dt>'
            f"<dd>{_MEANINGS['unique']}</dd>"
            '<dt><span class="s"><mark>doubly</mark></span>'
            '<span class="n"><span class="d">≠</span></span></dt>'
            f"<dd>{_MEANINGS['differs']} Neither article is called wrong.</dd>"
            '<dt><span class="n"><span class="d">≟</span></span></dt>'
            f"<dd>{_MEANINGS['may differ']}</dd>"
            '<dt><span class="n">12</span></dt>'
            "<dd>The number of a counterpart; the best one comes first.</dd>"
            "</dl></details>"
        )
        yield from self._told()
        yield from self._unique()
        yield "</header>"

    def _told(self) -> Iterator[str]:
        """Each detail that differs or may differ, with both readings, the verdict and its passages."""
        told = phrases.told_differences(self._alignment)
        if not told:
            return
        yield f'<details class="how list" open><summary>What differs ({len(told):,})</summary><ol>'
        for mark, difference, link in told:
            ends = f"{_anchor(Side.LEFT, link.left)} ↔ {_anchor(Side.RIGHT, link.right)}"
            words = difference_words(difference)
            about = f"{phrases.says_model(difference)}{phrases.verdict_on(difference)}"
            sign = f'<span class="d" title="{phrases.DIFFERS[mark]}">{mark}</span>'
            yield f"<li>{sign} {_differs(words)}{escape(about)} · {ends}</li>"
        yield "</ol></details>"

    def _unique(self) -> Iterator[str]:
        """The unique passages of both sides, each with its place."""
        counts = [len(self._alignment.unique(side)) for side in Side]
        if not any(counts):
            return
        yield f'<details class="how list"><summary>Unique passages ({sum(counts):,})</summary>'
        for side in Side:
            language = _language(self._comparison.articles[side])
            yield f"<h3>{phrases.unique_title(side)}</h3><ol>"
            for run in phrases.runs(self._comparison, side):
                yield f'<li>{_anchor(side, run.first)} <bdi lang="{language}">{escape(run.text)}</bdi></li>'
            yield "</ol>"
        yield "</details>"

    # The articles

    def _side(self, side: Side) -> Iterator[str]:
        article, name = self._comparison.articles[side], LETTERS[side]
        title, headline = escape(article.title), _headline(article)
        yield f'<section class="side" id="{_IDS[side].upper()}" tabindex="0" aria-label="{title}">'
        yield f'<header><span class="which" aria-hidden="true">{name}</span>'
        if headline is None:
            yield f'<h2 dir="auto">{title}</h2>'
        if details := phrases.published(self._comparison, side):
            yield f'<p class="about" dir="auto">{escape(details)}</p>'
        if source := _source(article.source):
            yield f'<p class="about">{source}</p>'
        yield f'<p class="about">{escape(phrases.covered(self._comparison, side))}</p></header>'
        yield f'<div class="text" lang="{_language(article)}">'
        yield from self._blocks(side, article, headline)
        yield "</div></section>"

    def _blocks(self, side: Side, article: Article, headline: int | None) -> Iterator[str]:
        passages = iter(article.passages)
        passage = next(passages, None)
        in_list = False
        for number, block in enumerate(article.blocks):
            inside: list[str] = []
            at = block.span.start
            while passage is not None and passage.block == number:
                inside.append(escape(article.text[at : passage.span.start]))
                inside.append(self._passage(side, passage.index))
                at = passage.span.end
                passage = next(passages, None)
            inside.append(escape(article.text[at : block.span.end]))
            item = block.kind is BlockKind.LIST_ITEM and number != headline
            if item is not in_list:
                yield "<ul>" if item else "</ul>"
            in_list = item
            if number == headline:
                yield f'<h2 dir="auto">{"".join(inside)}</h2>'
            else:
                yield _element(block, "".join(inside))
        if in_list:
            yield "</ul>"

    def _passage(self, side: Side, index: int) -> str:
        name, other = _IDS[side], _IDS[side.other]
        links = self._alignment.links_of(side, index)
        pieces = segments(self._comparison.articles[side], index, side, links, shared=self._lit)
        text = "".join(
            f"<{element}>{escape(piece)}</{element}>" if element else escape(piece)
            for piece, element in pieces
        )
        kinds = ["s"]
        behind: list[str] = []
        if links:
            best = links[0].end(side.other) + 1
            text = f'<a class="t" href="#{other}{best}">{text}</a>'
            kinds += ["related"] if links[0].grade is Grade.RELATED else []
            kinds += ["differs"] if any(link.differences for link in links) else []
            behind += [self._reference(side, link) for link in links]
            if not self._lit:
                first = self._number(links[0])
                behind.append(f'<a href="#k{first}" aria-label="What the link rests on">why</a>')
        elif self._alignment.known(side, index):
            kinds.append("unique")
        if index in self._notes[side]:
            behind.append(f'<a href="#n{name}{index + 1}" aria-label="Note">✎</a>')
        after = f'<span class="n">{"".join(behind)}</span>' if behind else ""
        about = f'class="{" ".join(kinds)}" id="{name}{index + 1}" data-n="{index + 1}"'
        return f"<span {about}>{text}{after}</span>"

    def _number(self, link: Link) -> int:
        return self._numbers[link.left, link.right]

    def _reference(self, side: Side, link: Link) -> str:
        """The number of a counterpart, linked to it."""
        number = link.end(side.other) + 1
        sign = "≠" if link.differences else "≟" if self._alignment.may_differ(link) else ""
        mark = f'<span class="d">{sign}</span>' if sign else ""
        label = f"Counterpart {LETTERS[side.other]} {number}: "
        label += phrases.grade_and_verdict(self._alignment, link)
        label += f"; a detail {phrases.DIFFERS[sign]}" if sign else ""
        return f'<a href="#{_IDS[side.other]}{number}" aria-label="{escape(label)}">{mark}{number}</a>'

    # The evidence

    def _evidence(self) -> Iterator[str]:
        alignment = self._alignment
        yield '<section class="links" tabindex="0" aria-labelledby="title-links">'
        yield f'<h2 id="title-links">{"Links" if alignment.links else "No links"}, and what they rest on</h2>'
        if self._lit and alignment.links:
            yield '<p class="hint">Follow a link in an article to see here what it rests on.</p>'
        yield '<p class="none">No counterpart of this passage was found.</p>'
        yield from self._entries(alignment.links)
        if self._weaker:
            yield f"<h3>Below the threshold of {alignment.threshold:.2f}: they do not count as links</h3>"
            yield from self._entries(self._weaker)
        if alignment.rejected:
            yield "<h3>Rejected by hand</h3>"
            yield from self._entries(alignment.rejected)
        if any(self._notes):
            yield "<h3>Notes on passages</h3><ol>"
            for side in Side:
                for passage, note in self._notes[side].items():
                    end = f'<p class="ends">{_anchor(side, passage)}</p>'
                    yield f'<li class="k" id="n{_IDS[side]}{passage + 1}">{end}{_note(note)}</li>'
            yield "</ol>"
        yield "</section>"

    def _entries(self, links: Iterable[Link]) -> Iterator[str]:
        yield "<ol>"
        for link in links:
            yield f'<li class="k{" differs" if link.differences else ""}" id="k{self._number(link)}">'
            ends = f"{_anchor(Side.LEFT, link.left)} ↔ {_anchor(Side.RIGHT, link.right)}"
            standing = escape(phrases.grade_and_verdict(self._alignment, link))
            yield f'<p class="ends">{ends} <span class="standing">{standing}</span></p>'
            for sentence in phrases.changes_since_verdict(link):
                yield f"<p><bdi>{escape(sentence)}</bdi></p>"
            if link.evidence:
                shared = phrases.listed(phrases.shared(self._comparison.articles, link))
                yield f"<p>Both have: <bdi>{escape(shared)}</bdi>.</p>"
            for difference in link.differences:
                verdict = phrases.verdict_on(difference)
                yield f'<p class="diff">{_differs(difference_words(difference))}{verdict}</p>'
            sentences = (*phrases.doubtful(self._alignment, link), *phrases.rejected_differences(link))
            for sentence in sentences:
                yield f"<p><bdi>{escape(sentence)}</bdi></p>"
            if link.note:
                yield _note(one_line(link.note))
            yield "</li>"
        yield "</ol>"

    def _rules(self) -> Iterator[str]:
        """CSS rules that light up both ends of a link, and list only the links of the clicked passage.

        Each selector ends in one id, so that a browser tries on an element only the selectors with its id.
        """
        if not self._lit or not self._alignment.links:
            return
        lit: list[str] = []
        shown: list[str] = []
        for side in Side:
            name, other = _IDS[side], _IDS[side.other]
            for passage in self._alignment.linked(side):
                links = self._alignment.links_of(side, passage)
                here = f":root:has(#{name}{passage + 1}:target)"
                lit += [f"{here} #{other}{link.end(side.other) + 1}" for link in links]
                shown += [f"{here} #k{self._number(link)}" for link in links]
        for link in self._alignment.links:
            here = f":root:has(#k{self._number(link)}:target)"
            lit += [f"{here} #a{link.left + 1}", f"{here} #b{link.right + 1}"]
        yield "@media screen{"
        yield ":root:has(.s:target) :is(.k,.links .hint,.links h3){display:none}"
        yield f"{','.join(shown)}{{display:grid}}"
        yield ",".join(lit)
        yield "{background:var(--lit);box-shadow:0 0 0 .16em var(--lit);--thread:var(--edge);--both:600}"
        yield "}"


def _headline(article: Article) -> int | None:
    """The index of the first block if its text is the title, which is then not shown twice; else None."""
    first = next((at for at, block in enumerate(article.blocks) if block.furniture is None), None)
    if first is None or one_line(article.blocks[first].span.of(article.text)) != one_line(article.title):
        return None
    return first


def _element(block: Block, inside: str) -> str:
    element = _ELEMENTS[block.kind]
    if block.furniture is None:
        return f'<{element} dir="auto">{inside}</{element}>'
    why = f' title="Page furniture: {escape(block.furniture)}"'
    return f'<{element} dir="auto" class="furniture"{why}>{inside}</{element}>'


def _anchor(side: Side, passage: int) -> str:
    return f'<a href="#{_IDS[side]}{passage + 1}">{LETTERS[side]}&nbsp;{passage + 1}</a>'


def _note(note: str) -> str:
    return f'<p class="noted" dir="auto">Note: {escape(note)}</p>'


def _differs(words: DifferenceWords) -> str:
    subject = f"<bdi>{escape(words.subject)}</bdi>: " if words.subject else ""
    left, right = (f"<strong><bdi>{escape(reading)}</bdi></strong>" for reading in words.readings)
    return f"{subject}{left} in L, {right} in R"


def _source(source: str) -> str:
    shown = escape(phrases.shown_source(source))
    if phrases.is_web(source):
        return f'<a href="{shown}" rel="noreferrer noopener nofollow external">{shown}</a>'
    return f"<bdi>{shown}</bdi>"


def _language(article: Article) -> str:
    """The ISO 639-1 code of an article's language, for hyphenation and speech; empty if not detected."""
    from diptych.languages.detection import detect_in_text

    return detect_in_text(article.text)
