"""Which lines are page furniture, and which are not."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from diptych.article import furniture
from diptych.article.assemble import assemble
from diptych.article.model import Article, BlockKind
from diptych.article.parsed_document import ParsedBlock, ParsedDocument

K = BlockKind
TITLE = "repeated title"
STORY = "The bridge over the Reed fell on Tuesday, and the mayor promised a new one within three years."


def article(*lines: str) -> Article:
    return assemble(
        ParsedDocument(tuple(ParsedBlock(BlockKind.PARAGRAPH, line) for line in lines)), source="x", name="x"
    )


def reason(line: str) -> str | None:
    """Why `line` is furniture in the middle of an article."""
    return article(STORY, line, STORY).blocks[1].furniture


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Skip to main content", "navigation"),
        ("SITE NAVIGATION", "navigation"),
        ("Back to top", "navigation"),
        ("Please donate today!", "appeal for donations"),
        ("Your generous tax-deductible donation keeps our reporters on the road.", "appeal for donations"),
        ("Sign up for our weekly newsletter and never miss a story.", "subscription"),
        ("Already a subscriber? Log in", "subscription"),
        ("Share this article on Facebook", "sharing"),
        ("Facebook Twitter LinkedIn Email", "sharing"),
        ("Follow us on Instagram.", "sharing"),
        ("READ MORE: How the bridge was built", "related links"),
        ("More: How the bridge was built", "related links"),
        ("More:How the bridge was built", "related links"),
        ("Related stories", "related links"),
        ("You may also like", "related links"),
        ("Advertisement", "advertisement"),
        ("Story continues below advertisement", "advertisement"),
        ("We use cookies to improve your experience. Read our policy.", "cookie notice"),
        ("© 2021 The Daily Reed. All rights reserved.", "copyright"),
        ("Copyright 2021 by the Daily Reed", "copyright"),
        ("Photo: Ada Alder/Daily Reed", "credit"),
        ("Ada Alder and Bo Birch contributed to this report.", "credit"),
        ("Reporting by Ada Alder; editing by Bo Birch", "credit"),
        ("A version of this article appeared in print on page 3 of the Sunday edition.", "print edition"),
        ("Tags: bridges, rivers", "section label"),
        ("12 comments", "comments"),
    ],
)
def test_furniture(line: str, expected: str) -> None:
    assert reason(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Skip the main content of the speech and you miss nothing.",
        "Donate blood today, the hospital asked, and hundreds came.",
        "“Your tax deductible gift can rebuild it,” the bishop told the crowd.",
        "The mayor signed up for the newsletter of his own opponents.",
        "Subscribers left in their thousands.",
        "More from the village were missing.",
        "More people read the story than any other.",
        "Share prices fell.",
        "Share and share alike is how they put it.",
        "Follow the river and you reach the sea.",
        "Images by satellite showed smoke.",
        "Photographs by the dozen appeared within an hour.",
        "Copyright law is at the heart of the case.",
        "Heavy rain contributed to this report's delay.",
        "Rust contributed to the fall.",
        "A version of this article of the treaty was rejected.",
        "Comments like these are rare.",
        "The navigation failed.",
        "Related legislation passed in May.",
        "This story has been corrected: the bridge was 90 years old, not 80.",
        "Yes / No",
        "Nobody was hurt.",
        "Why now?",
    ],
)
def test_sentences_are_not_furniture(line: str) -> None:
    assert reason(line) is None


def test_a_bare_section_label_is_furniture_at_either_edge_only() -> None:
    found = article("World / Europe", "Skip to content", STORY, "Rivers / Bridges", STORY, "Region / Country")
    assert [block.furniture for block in found.blocks] == [
        "section label",
        "navigation",
        None,
        None,
        None,
        "section label",
    ]


def test_furniture_stays_in_the_text_and_has_no_passages() -> None:
    found = article("Skip to main content", STORY)
    assert found.text == f"Skip to main content\n\n{STORY}"
    assert [passage.block for passage in found.passages] == [1]


def test_a_text_that_has_only_such_lines_has_no_furniture() -> None:
    found = article("Advertisement", "Share")
    assert [block.furniture for block in found.blocks] == [None, None]
    assert len(found.passages) == 2


def test_the_first_heading_after_furniture_is_the_title() -> None:
    blocks = (
        ParsedBlock(BlockKind.HEADING, "Skip to main content"),
        ParsedBlock(BlockKind.HEADING, "A bridge falls"),
        ParsedBlock(BlockKind.PARAGRAPH, STORY),
    )
    assert assemble(ParsedDocument(blocks), source="x", name="x").title == "A bridge falls"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("More on this story", "related links"),
        ("More world news:", "related links"),
        ("Learn more about our programmes", "related links"),
        ("[Read: A harbour goes quiet]", "related links"),
        ("Read the full transcript of his interview", "related links"),
        ("Now watching", "player"),
        ("Next video starts in: 7", "player"),
        ("Listen to this article", "player"),
        ("JUST WATCHED The ferry leaves Replay More Videos ... MUST WATCH The ferry leaves 01:12", "player"),
        ("MUST WATCH The ferry leaves 01:12", "player"),
        ("More On This... Ferry company under investigation", "related links"),
        ("Play video", "player"),
        ("Media playback is unsupported on your device", "player"),
        ("This video is not available in your region.", "player"),
        ("Your browser does not support the audio element.", "player"),
        ("0:00 / 3:12", "player"),
        ("Watch: A crane falls into the harbour", "player"),
        ("View photo", "player"),
        ("Video player is loading.", "player"),
        ("Video duration 2:10", "player"),
        ("Loading comments...", "comments"),
    ],
)
def test_players_and_labels_of_teasers(line: str, expected: str) -> None:
    assert reason(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "More on this was said by the mayor on Friday.",
        "This video is not what it seems, the mayor said.",
        "They watch the harbour.",
        "Must watch what we spend, the mayor said.",
        "More on this later, she said, and left.",
        "Watch the harbour, he said, and wait.",
        "Learn more, she told the children, and pay less.",
        "The video is 3:12 long.",
        "Media quality has fallen for years, the union says.",
        "Video player Tom Reed won the cup.",
        "Watch: the hand stops at nine and never moves again.",
        "Read: the whole town knew of it.",
        "Audio: “He said that he would go.”",
    ],
)
def test_sentences_about_videos_and_more_are_text(line: str) -> None:
    assert reason(line) is None


def test_headlines_below_a_label_are_teasers() -> None:
    blocks = article(
        "A crane fell.", "Related stories", "Harbour goes quiet", "Dockers want more", STORY
    ).blocks
    assert [block.furniture for block in blocks] == [None, *["related links"] * 3, None]


def test_a_heading_before_a_paragraph_is_no_teaser() -> None:
    lines = [(K.PARAGRAPH, "A crane fell."), (K.PARAGRAPH, "More on this story"), (K.HEADING, "What next")]
    document = ParsedDocument(tuple(ParsedBlock(*line) for line in [*lines, (K.PARAGRAPH, STORY)]))
    marks = [block.furniture for block in assemble(document, source="x", name="x").blocks]
    assert marks == [None, "related links", None, None]


@pytest.mark.parametrize(
    ("title", "kinds", "marks"),
    [
        ("A crane falls", (K.PARAGRAPH, K.PARAGRAPH), [TITLE, TITLE, None]),
        ("A crane falls", (K.HEADING, K.PARAGRAPH), [None, TITLE, None]),
        (None, (K.HEADING, K.HEADING), [None, TITLE, None]),
        (None, (K.PARAGRAPH, K.PARAGRAPH), [None, None, None]),
        ("Another title", (K.PARAGRAPH, K.PARAGRAPH), [None, None, None]),
    ],
)
def test_a_title_that_stands_again_is_furniture(
    title: str | None, kinds: tuple[K, K], marks: list[str | None]
) -> None:
    lines = [ParsedBlock(kinds[0], "A crane falls"), ParsedBlock(kinds[1], "A CRANE FALLS!")]
    document = ParsedDocument((*lines, ParsedBlock(K.PARAGRAPH, "A crane fell at night.")), title)
    assert [block.furniture for block in assemble(document, source="x", name="x").blocks] == marks


def test_a_text_that_is_only_its_title_stays() -> None:
    document = ParsedDocument((ParsedBlock(K.PARAGRAPH, "A crane falls"),), "A crane falls")
    assert [block.furniture for block in assemble(document, source="x", name="x").blocks] == [None]


@pytest.mark.parametrize("line", ["By Ada Reed", "By ADA REED and Bo Alder, Daily Reed", "Von Ada von Reed"])
def test_a_byline_is_furniture_only_above_the_first_sentence(line: str) -> None:
    assert [block.furniture for block in article(line, STORY).blocks] == ["byline", None]
    assert [block.furniture for block in article("Bridge falls", line, STORY).blocks] == [
        None,
        "byline",
        None,
    ]
    assert reason(line) is None


@pytest.mark.parametrize(
    "line", ["By train to the sea", "By Ada", "By the Reed Bridge", "By Ada Reed, 43 Years", "More: it fell."]
)
def test_no_byline_and_no_teaser(line: str) -> None:
    assert article(line, STORY).blocks[0].furniture is None


@pytest.mark.parametrize("shape", furniture._SHAPES)
def test_every_block_of_a_shape_is_found_by_its_beginning_or_a_sign_in_it(shape: str) -> None:
    @settings(max_examples=50, derandomize=True, database=None, deadline=None)
    @given(st.from_regex(furniture._shape(shape), fullmatch=True))
    def is_found(block: str) -> None:
        assume(block == block.strip(" \n…:»›>→*-|"))
        assert furniture._reason(block) is not None

    is_found()
