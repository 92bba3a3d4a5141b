from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from markdown_it import MarkdownIt

from diptych.alignment.kinds import Verdict
from diptych.comparison import PassageNote
from diptych.comparison_wording import LETTERS
from diptych.export.html import to_html
from diptych.export.markdown import to_markdown
from diptych.folder.own_exports import OF_MARKDOWN
from diptych.sides import Pair, Side
from support.strategies import comparisons

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

    from diptych.comparison import Comparison

REPORT = """\
# The quay ⟷ The storm

| | L | R |
|---|---|---|
| title | The quay | The storm |
| source | the-quay.txt | the-storm.txt |
| linked | 1 of 4 passages linked, 40% of the text | 1 of 3 passages linked, 39% of the text; 1 line of page \
furniture left out |

1 link with a score of 0.50 or more: 1 restated. A detail differs in 1 of them. \
The links are by the model lexical-1.

## What differs

| | detail | L says | R says | where |
|---|---|---|---|---|
| ≠ differs | boats | **22** | **25** | L 1, R 2 |

## Linked passages

- **L 1:** Some 22 boats left the “old harbour” on Monday.
  - **R 2:** From the “old harbour” 25 boats had sailed.
    - Restated, score 0.88. Both have: “old harbour”, boats.
    - **Differs:** boats: **22** in L, **25** in R.

## Unique in L: no counterpart found

- **L 2:** Nobody was hurt.
- **L 3–4:** The mayor had warned of the storm. Rain fell for a week.

## Unique in R: no counterpart found

- **R 1:** It was a hard week.
- **R 3:** The town hall said it had seen the storm coming.

<!-- written by diptych -->
"""


def test_the_whole_report(comparison: Comparison) -> None:
    assert to_markdown(comparison) == REPORT


def test_standard_input_and_the_clipboard_have_names(comparison: Comparison) -> None:
    left, right = comparison.articles
    passing = Pair(replace(left, source="-"), replace(right, source="clipboard:"))
    assert "| source | standard input | clipboard |" in to_markdown(replace(comparison, articles=passing))
    page = to_html(replace(comparison, articles=passing))
    assert '<p class="about"><bdi>standard input</bdi></p>' in page
    assert '<p class="about"><bdi>clipboard</bdi></p>' in page


def test_folders_of_a_file_are_not_shown(comparison: Comparison) -> None:
    left = replace(comparison.articles.left, source="/home/somebody/quay.txt")
    right = replace(comparison.articles.right, source="https://example.org/storm")
    report = to_markdown(replace(comparison, articles=Pair(left, right)))
    assert "| source | quay.txt | https\\://example.org/storm |" in report


def test_verdicts_and_notes_are_reported(comparison: Comparison) -> None:
    boats, storm = comparison.alignment.candidates
    judged = replace(
        comparison,
        alignment=comparison.alignment.with_links(
            [
                replace(boats, verdict=Verdict.REJECTED),
                replace(
                    storm,
                    score=0.0,
                    verdict=Verdict.ADDED,
                    note="Ask *him*.",
                    judged_as=Pair("Some *knew* it.", ""),
                ),
            ]
        ),
        notes=Pair((PassageNote(1, "Check with the clinic."),), (PassageNote(2, "Who?"),)),
    )
    report = to_markdown(judged)
    assert "By hand, whatever the score: 1 link rejected, 1 link added, 3 notes." in report
    both = report[report.index("## Linked passages") : report.index("## Rejected")]
    assert (
        "  - **R 3:** The town hall said it had seen the storm coming.\n    - *Note:* Who?\n"
        "    - Related, linked by hand.\n"
        "    - When it was linked by hand, L said: “Some \\*knew\\* it.”\n    - *Note:* Ask \\*him\\*.\n"
        in both
    )
    assert "    - Restated, score 0.88, rejected by hand." in report
    assert "- **L 2:** Nobody was hurt.\n  - *Note:* Check with the clinic.\n- **L 4:**" in report


def all_of(tokens: Iterable[Token]) -> list[Token]:
    return [inner for token in tokens for inner in (token, *all_of(token.children or ()))]


OURS = {
    *("inline", "text", "softbreak", "strong_open", "strong_close", "em_open", "em_close"),
    *("heading_open", "heading_close", "paragraph_open", "paragraph_close"),
    *("bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"),
    *(f"{part}_{end}" for part in ("table", "thead", "tbody", "tr", "th", "td") for end in ("open", "close")),
    *("text_special", "html_block"),
}


@settings(max_examples=40, deadline=None)
@given(comparisons())
def test_text_of_articles_is_escaped(comparison: Comparison) -> None:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    written = to_markdown(comparison, 0.0)
    tokens = parser.parse(written)
    assert {token.type for token in all_of(tokens)} <= OURS
    assert [token.content for token in all_of(tokens) if token.type == "html_block"] == [OF_MARKDOWN + "\n"]
    headings = [tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "heading_open"]
    assert headings[1:] == [line[3:] for line in written.splitlines() if line.startswith("## ")]
    output = {
        "".join(child.content for child in token.children or ()) for token in tokens if token.type == "inline"
    }
    for side, name in zip(Side, LETTERS, strict=True):
        article, noted = comparison.articles[side], {note.passage for note in comparison.notes[side]}
        for passage in (*comparison.alignment.linked(side), *(noted & {*comparison.alignment.unique(side)})):
            assert f"{name} {passage + 1}: {article.passage_text(passage)}" in output
    assert f"{' ⟷ '.join(article.title for article in comparison.articles)}" in output
