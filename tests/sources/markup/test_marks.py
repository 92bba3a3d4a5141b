"""Page numbers, marks of notes, superscripts, numbers of lists and hidden text in element trees."""

from __future__ import annotations

from time import process_time

import pytest
from lxml.html import document_fromstring  # type: ignore[import-untyped] # lxml brings no types

from diptych.sources.markup.blocks import blocks_below
from diptych.sources.markup.marks import take_out_hidden, write_out


def shown(body: str) -> list[str]:
    """The blocks that a page shows."""
    tree = document_fromstring(f"<body>{body}</body>")
    take_out_hidden(tree)
    write_out(tree)
    return [" ".join(block.text.split()) for block in blocks_below(tree)]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ('<p>Both <span epub:type="pagebreak" title="173">173</span> sides came.', "Both sides came."),
        ('<p>He refused <span role="doc-pagebreak">174</span>to go.', "He refused to go."),
        ('<p>A new <span class="pagenum"><a id="p5">[Pg 175]</a></span>plan.', "A new plan."),
        ('<p>The pre<span class="PageNum">xii</span>face is long.', "The preface is long."),
        ('<p>It rose <a class="page-number" id="p8">{8}</a>again.', "It rose again."),
        ('<p>It rose <span class="pageno">S. 12–13</span> again.', "It rose again."),
        ('<p>It rose.<div class="page_number">Page 9</div>', "It rose."),
        ('<p>We drank coffee,<span class="lnum">10</span>', "We drank coffee,"),
        ('<p>We talked for an hour. <span class="linenum">120</span></p>', "We talked for an hour."),
        ('<p><span class="lineno">7</span> No one came.</p>', "No one came."),
        ('<p>Take the <span class="line-number">12</span> to town.</p>', "Take the 12 to town."),
        ('<p>The <span class="pagenum">whole chapter 5</span> is lost.', "The whole chapter 5 is lost."),
        ('<p>A <span class="page">173</span> is a number.', "A 173 is a number."),
        (f'<p>It rose.<div epub:type="pagebreak">{"A misused page break. " * 2}</div>', "It rose."),
    ],
)
def test_printed_page_numbers_are_left_out(body: str, text: str) -> None:
    assert shown(body)[0] == text


def test_a_paragraph_that_is_only_a_page_number_is_left_out_and_its_anchor_stays() -> None:
    tree = document_fromstring('<p>One.<p><span epub:type="pagebreak" id="p169">169</span><p>Two.')
    write_out(tree)
    places = {"p169": -1}
    assert [block.text for block in blocks_below(tree, places)] == ["One.", "Two."]
    assert places == {"p169": 1}


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ('<p>In the year<a href="#n" epub:type="noteref">3</a> before.', "In the year before."),
        ('<p>The port<a href="#n" role="doc-noteref">[a]</a> grew.', "The port grew."),
        ('<p>It sank.<a class="fnanchor" href="#F_1">[1]</a> So did she.', "It sank. So did she."),
        ('<p>It sank.<sup><a href="#fn1">2</a></sup> So did she.', "It sank. So did she."),
        ('<p>It sank,<sup class="reference"><a href="x#c">[note 3]</a></sup> too.', "It sank, too."),
        ('<p>It sank<a href="#n"><sup>*</sup></a> early.', "It sank early."),
        ('<p>It sank<a class="footnote-ref" href="#n">1</a>.', "It sank."),
        ("<p>It sank.<sup>4</sup> She knew.", "It sank. She knew."),
        ("<p>It sank.<sup>4, 5</sup> She knew.", "It sank. She knew."),
        ("<p>“It sank.”<sup>†</sup> She knew.", "“It sank.” She knew."),
        ("<p>It sank.<sup>[<a href='x'>citation needed</a>]</sup> She knew.", "It sank. She knew."),
        ("<p>The commission<sup>12</sup> met.", "The commission met."),
        ("<p>It was sold in 1974<sup>3</sup> again.", "It was sold in 1974 again."),
        ('<p>It sank<span style="vertical-align: super">7</span> there.', "It sank there."),
        (
            '<p>See <a href="#day">day 3</a> of <a epub:type="noteref" href="#n">the whole story</a>.',
            "See day 3 of the whole story.",
        ),
        ('<p id="n1"><a href="#r1"><sup>1</sup></a> A note.', "1 A note."),
        ("<p><sup>1</sup>A note.", "1 A note."),
        ("<p>It was so. <sup>3</sup>And it was good.", "It was so. And it was good."),
    ],
)
def test_marks_of_notes_are_left_out(body: str, text: str) -> None:
    assert shown(body) == [text]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("10<sup>6</sup> euros", "10⁶ euros"),
        ("10 <sup>6</sup> euros", "10 ⁶ euros"),
        ("about 2<b><sup>10</sup></b> bytes", "about 2¹⁰ bytes"),
        ("10<sup>-9</sup> m", "10⁻⁹ m"),
        ("10<sup>−9</sup> m", "10⁻⁹ m"),
        ("3 × 10<sup>x+1</sup>", "3 × 10^x+1"),
        ("300 m<sup>2</sup> of water", "300 m² of water"),
        ("5 km<sup>3</sup>", "5 km³"),
        ("E = mc<sup>2</sup>.", "E = mc²."),
        ("(a + b)<sup>2</sup>", "(a + b)²"),
        ("per second<sup>−1</sup>", "per second⁻¹"),
        ("the 3<sup>rd</sup> of May", "the 3rd of May"),
        ("le 1<sup>er</sup> mai", "le 1er mai"),
        ("M<sup>me</sup> Berg", "Mme Berg"),
        ("1<sup>1</sup>/<sub>2</sub> miles", "1 1/2 miles"),
        ("CO<sub>2</sub>", "CO2"),
        ("<math><msup><mn>10</mn><mn>6</mn></msup></math> euros", "10⁶ euros"),
        ("<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math> of it", "1/2 of it"),
        ("<math><msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup></math>", "x1²"),
        (
            "So <math> <mi>x</mi> <mo>=</mo>\n <msup> <mfenced> <mrow> <mi>a</mi> <mo>+</mo> <mi>b</mi>"
            " </mrow> </mfenced> <mn>2</mn> </msup> </math> of it.",
            "So x=(a+b)² of it.",
        ),
        ("<math><mi>f</mi><mfenced open='['><mi>x</mi><mi>y</mi></mfenced></math> is", "f[x,y) is"),
        (
            "The <math><mover><mi>x</mi><mo>¯</mo></mover></math> of <math><mroot><mn>8</mn></mroot></math>",
            "The x¯ of 8",
        ),
        (
            "by <math><mfenced><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>0</mn></mtd></mtr>"
            "<mtr><mtd><mn>0</mn></mtd><mtd><mn>1</mn></mtd></mtr></mtable></mfenced></math>",
            "by (1 0 0 1 )",
        ),
        ("<math> <mtext>rate of </mtext> <mpadded> <mi>v</mi> </mpadded> </math> or", "rate of v or"),
    ],
)
def test_powers_are_written(body: str, text: str) -> None:
    assert shown(f"<p>{body}") == [text]


def test_what_is_left_out_is_returned() -> None:
    tree = document_fromstring(
        '<p>It sank.<sup>4</sup> <span class="pagenum">[Pg 5]</span>It<sup>12</sup> did.'
    )
    assert [block.text for block in write_out(tree)] == ["4 [Pg 5] 12"]
    assert write_out(document_fromstring("<p>10<sup>6</sup>")) == []


@pytest.mark.parametrize(
    ("body", "items"),
    [
        ("<ol><li>One.<li>Two.</ol>", ["1. One.", "2. Two."]),
        ('<ol start="3"><li>One.<li><p>Two.</p><p>More.</p></ol>', ["3. One.", "4. Two.", "More."]),
        ('<ol reversed><li>One.<li value="7">Two.<li>Three.</ol>', ["3. One.", "7. Two.", "6. Three."]),
        ('<ol type="a" start="2"><li>One.<li>Two.</ol>', ["b. One.", "c. Two."]),
        ('<ol type="I" start="4"><li>One.<li>Two.</ol>', ["IV. One.", "V. Two."]),
        ("<ol><li><b>One.</b> More.<li><img src=x> Two.</ol>", ["1. One. More.", "2. Two."]),
        ("<ol><li>1. One.<li>2) Two.</ol>", ["1. One.", "2) Two."]),
        ("<ul><li>One.<ol><li>Two.</ol><li>Three.</ul>", ["• One.", "1. Two.", "• Three."]),
        ("<ol><li>One.<ul><li>Two.</ul><li>Three.</ol>", ["1. One.", "• Two.", "2. Three."]),
        ('<ol style="list-style: none"><li>One.</ol>', ["• One."]),
        ('<ol start="x"><li>One.<li></li><li>Three.</ol>', ["1. One.", "3. Three."]),
    ],
)
def test_items_of_ordered_lists_keep_their_numbers(body: str, items: list[str]) -> None:
    assert shown(body) == items


@pytest.mark.parametrize(
    "attribute",
    [
        "hidden",
        'hidden="hidden"',
        'hidden=""',
        'style="display: none;"',
        'style="color: red; DISPLAY:none"',
        'style="visibility:hidden"',
    ],
)
def test_hidden_text_is_taken_out(attribute: str) -> None:
    body = f"<p>Seen.</p><div {attribute}><p>Not <b hidden>at all</b> seen.</p></div><p>Seen too.</p>"
    tree = document_fromstring(body)
    assert [block.text for block in take_out_hidden(tree)] == ["Not at all seen."]
    assert [block.text for block in blocks_below(tree)] == ["Seen.", "Seen too."]


@pytest.mark.parametrize(
    "body",
    [
        '<p aria-hidden="true">Seen.</p>',
        '<p hidden="until-found">Seen.</p>',
        '<p style="overflow: hidden; text-display: none-at-all">Seen.</p>',
        '<body style="visibility: hidden"><p>Seen.</p></body>',
    ],
)
def test_what_a_page_shows_is_not_hidden(body: str) -> None:
    tree = document_fromstring(body)
    assert take_out_hidden(tree) == []
    assert [block.text for block in blocks_below(tree)] == ["Seen."]


def test_an_article_that_a_script_shows_is_not_hidden() -> None:
    main = f"<main hidden><p>{'It rose. ' * 150}</p><p hidden>Or not.</p></main>"
    tree = document_fromstring(f"<p>Please turn on JavaScript.</p>{main}")
    assert [block.text for block in take_out_hidden(tree)] == ["Or not."]


def test_a_hidden_part_of_a_page_is_taken_out_however_long() -> None:
    page = f"<p>{'It rose. ' * 50}</p><div style='display: none'><p>{'It fell. ' * 200}</p></div>"
    assert len(take_out_hidden(document_fromstring(page))) == 1


def test_many_hidden_elements_and_marks_take_linear_time() -> None:
    tree = document_fromstring("<div class=page style='display:none'>x<sup>1</sup></div>" * 30_000)
    start = process_time()
    take_out_hidden(tree)
    write_out(tree)
    assert process_time() - start < 10  # 2 s; in pairs, they take 30 s


def test_cells_without_text_leave_no_separators() -> None:
    table = "<table><tr><td> </td><td><ul><li>One.</ul></td><td></td></tr><tr><td>A<td><td>2</table>"
    assert shown(table) == ["• One.", "A | | 2"]


def test_a_comment_does_not_end_a_paragraph() -> None:
    assert shown("<p>It <!-- not --> fell.") == ["It fell."]
