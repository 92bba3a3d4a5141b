"""Two pages of the web that are opened as a pair."""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from diptych.errors import SourceError
from diptych.sides import Pair
from diptych.sources.open import load_both
from sources.served import Answer, Served, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with serving({"/story": Answer()}) as served:
        yield served


def test_both_articles_are_fetched_at_once(web: Served, tmp_path: Path) -> None:
    meeting = threading.Barrier(2, timeout=60)
    web.answers["/one"] = web.answers["/two"] = Answer(before=meeting.wait)
    command = [sys.executable, "-m", "diptych", "compare", "-q", web.address("/one"), web.address("/two")]
    assert subprocess.run(command, check=False).returncode == 0
    (tmp_path / "right.txt").write_text("The quay was closed.")
    found = load_both(Pair(web.address(), str(tmp_path / "right.txt")))
    assert found.map(lambda article: article.title) == Pair("The old bridge", "right")


def test_if_one_page_fails_the_other_is_not_waited_for(web: Served) -> None:
    over, answered = threading.Event(), list[bool]()
    web.answers["/slow"] = Answer(before=lambda: answered.append(over.wait(60)))
    with pytest.raises(SourceError, match="does not exist"):
        load_both(Pair(web.address("/nowhere"), web.address("/slow")))
    assert not answered
    over.set()
