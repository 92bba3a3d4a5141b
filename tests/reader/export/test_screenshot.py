"""The screen as a picture."""

from __future__ import annotations

import errno
import io
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from diptych.alignment.model import Alignment
from diptych.comparison import Comparison
from diptych.errors import DiptychError
from diptych.reader.app.screenshot import draw
from diptych.reader.export.screenshot import save, stand_alone
from diptych.sides import Pair
from support.small_articles import article, bridge

if TYPE_CHECKING:
    from support.readers import Opener

SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - what this program drew


def texts(svg: str) -> list[str]:
    """The texts of the rows of a picture."""
    rows: dict[str, str] = {}
    for text in parsed(svg).iter(f"{SVG}text"):
        rows[text.get("y", "")] = rows.get(text.get("y", ""), "") + (text.text or "").replace("\xa0", " ")
    return list(rows.values())


def alone(*left: str) -> Comparison:
    """A comparison without links."""
    articles = Pair(article(left[0], left), article("Other", ("Nothing.",)))
    sizes = articles.map(lambda found: len(found.passages))
    return Comparison(articles, Alignment((), sizes, threshold=0.5, same_event=True))


def test_a_comparison_is_drawn_at_its_first_linked_passage() -> None:
    drawn = draw(bridge(), 120, 30)
    rows = texts(drawn)
    assert any("The old bridge at Harrow" in row for row in rows)
    assert any("restated 0.90" in row for row in rows)
    assert any("weekday" in row or "Monday" in row for row in rows)


def test_a_picture_fetches_and_runs_nothing() -> None:
    drawn = draw(bridge(), 100, 30)
    assert "@font-face" not in drawn
    assert "cdnjs" not in drawn
    for element in parsed(drawn).iter():
        assert element.tag.removeprefix(SVG) not in ("script", "image", "foreignObject", "use", "a")
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert "href" not in name
            assert re.fullmatch(r"url\(#[\w-]+\)", value) or "url" not in value
    assert not re.search(r"@import|url\(\s*['\"]?(?!#)", drawn)


HOSTILE = "</text><script>alert(1)</script> & <svg onload=x> ]]> \ufffe"


def test_markup_in_an_article_stays_text() -> None:
    drawn = draw(alone(HOSTILE), 120, 30)
    assert "<script" not in drawn
    assert any("<script>alert(1)</script> & <svg onload=x> ]]>" in row for row in texts(drawn))


def test_wide_letters_have_their_width() -> None:
    drawn = draw(alone("大桥关闭。"), 100, 30)
    lengths = {
        (text.text or ""): float(text.get("textLength", "0")) for text in parsed(drawn).iter(f"{SVG}text")
    }
    assert lengths["大桥关闭。"] == pytest.approx(10 * 12.2)


def test_a_picture_has_the_same_colours_whatever_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = []
    for terminal in ("xterm-256color", "dumb"):
        monkeypatch.setenv("TERM", terminal)
        monkeypatch.delenv("COLORTERM", raising=False)
        drawn.append(draw(bridge(), 100, 30))
    assert drawn[0] == drawn[1]


def test_a_picture_without_faults_stays_unchanged() -> None:
    assert stand_alone("<svg>\n\n<g/>  \n</svg>") == "<svg>\n<g/>\n</svg>\n"


def test_a_file_is_named_by_its_title_and_never_overwritten(tmp_path: Path) -> None:
    title = "../A “bridge”: / closed?\x00 " + "x" * 300
    paths = [save("<svg/>", title, tmp_path) for _ in range(3)]
    assert [path.name for path in paths] == [
        "diptych-A-bridge-closed-xxxxxxxxxxxxxxxxxxxxxxx.svg",
        "diptych-A-bridge-closed-xxxxxxxxxxxxxxxxxxxxxxx-2.svg",
        "diptych-A-bridge-closed-xxxxxxxxxxxxxxxxxxxxxxx-3.svg",
    ]
    assert all(path.parent == tmp_path for path in paths)
    assert save("<svg/>", "???", tmp_path).name == "diptych-picture.svg"
    assert save("<svg/>", "桥" * 100, tmp_path).exists()


def test_an_error_says_that_a_folder_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(
        DiptychError, match=r"^The picture could not be written: No such file or directory\.$"
    ):
        save("<svg/>", "t", tmp_path / "none")


def test_an_incomplete_picture_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class FullDisk(io.StringIO):
        def write(self, text: str) -> int:
            del text
            raise OSError(errno.ENOSPC, "No space left on device")

    def opened(path: Path, *_: str, **__: str) -> FullDisk:
        path.touch()
        return FullDisk()

    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(DiptychError, match=r"^The picture could not be written: No space left on device\.$"):
        save("<svg/>", "t", tmp_path)
    assert list(tmp_path.iterdir()) == []


async def test_the_key_writes_a_picture_and_shows_its_path(
    open_reader: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with open_reader() as opened:
        await opened.press("p")
        assert "picture written: diptych-The-old-bridge.svg" in opened.text_of("StatusBar")
        await opened.press("down", "p")
        assert "diptych-The-old-bridge-2.svg" in opened.text_of("StatusBar")
    one, two = (tmp_path / f"diptych-The-old-bridge{n}.svg" for n in ("", "-2"))
    assert any("A crossing lost" in row for row in texts(one.read_text(encoding="utf-8")))
    assert one.read_bytes() != two.read_bytes()


async def test_a_message_says_that_a_picture_cannot_be_written(
    open_reader: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    async with open_reader() as opened:
        await opened.press("p")
        assert "The picture could not be written: No such file" in opened.text_of("StatusBar")


def test_the_command_writes_a_picture_to_standard_output() -> None:
    from diptych.samples import sample_articles

    left, right = sample_articles()
    done = subprocess.run(
        [sys.executable, "-m", "diptych", "compare", "--format", "svg", "--width", "100", left, right],
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert any("Twenty-two" in row for row in texts(done.stdout.decode()))
