"""The child process that reads documents: its results, and how it is ended."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from threading import Barrier, Timer
from typing import TYPE_CHECKING

import pytest

from diptych.article.parsed_document import ParsedDocument
from diptych.errors import SourceError
from diptych.sources.failures import InternalSourceError, internal_fault
from diptych.sources.formats import DOCX, EPUB, HTML, PDF, SourceFormat
from diptych.sources.parse import parse
from diptych.sources.sandbox import resource_limits
from diptych.sources.sandbox import run as sandbox
from diptych.sources.sandbox.child import start_child
from diptych.sources.sandbox.run import read_in_sandbox
from diptych.sources.sandbox.worker import read
from sources.documents import column, docx, epub, pdf

if TYPE_CHECKING:
    from pathlib import Path

BOOK = epub()


def hostile(folder: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    """Let the library that reads a PDF do `what` when it is imported."""
    (folder / "pypdfium2.py").write_text(what)
    monkeypatch.syspath_prepend(str(folder))


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (EPUB, BOOK),
        (DOCX, docx()),
        (PDF, pdf([column(40, 500, ["It fell."])])),
        (HTML, "<title>Brücke</title><nav>Menü</nav><p>It fell."),
    ],
    ids=["epub", "docx", "pdf", "html"],
)
def test_the_result_is_the_same_as_in_this_process(kind: SourceFormat, data: bytes | str) -> None:
    data = data.encode() if isinstance(data, str) else data
    assert read_in_sandbox(kind, data, "x") == read(kind, data, "x")


def test_refusals_are_passed_on() -> None:
    with pytest.raises(SourceError, match=r"^“a\.pdf” is damaged, or not a PDF document"):
        parse(b"%PDF-1.7 no more", "a.pdf")


def test_a_name_that_the_locale_cannot_write() -> None:
    script = (
        "from diptych.sources.open import parse\n"
        "try: parse(b'PK\\3\\4', '\\u4e00.epub')\n"
        "except Exception as error: print(ascii(str(error)))"
    )
    # Python takes such a locale for UTF-8 unless it is told not to.
    old = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    env = os.environ | old | {"PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.run([sys.executable, "-c", script], check=True, env=env, capture_output=True, text=True)
    assert r"\u4e00.epub\u201d is damaged" in run.stdout


def test_a_child_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile(tmp_path, monkeypatch, "while True: pass")
    monkeypatch.setattr(sandbox, "SECONDS", 0.5)
    with pytest.raises(SourceError, match=r"^x takes longer than"):
        read_in_sandbox(PDF, b"", "x")


# A child that a busy machine does not let run, as far as anyone can tell: time passes, but not for it.
WAITS = "import time; time.sleep({}); raise ImportError"


def test_only_the_time_of_the_processor_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile(tmp_path, monkeypatch, WAITS.format(1.5))
    monkeypatch.setattr(sandbox, "SECONDS", 1.0)
    with pytest.raises(SourceError, match=r"pip install"):  # so far it came
        read_in_sandbox(PDF, b"%PDF-", "x")


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGSTOP")
def test_a_page_is_read_although_its_child_had_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(name: str, module: str, *arguments: str) -> subprocess.Popen[bytes]:
        child = start_child(name, module, *arguments)
        child.send_signal(signal.SIGSTOP)
        Timer(1.5, child.send_signal, [signal.SIGCONT]).start()
        return child

    monkeypatch.setattr(sandbox, "start_child", stopped)
    assert read_in_sandbox(HTML, b"<title>A</title><p>It fell.", "x", seconds=1.4).title == "A"


def test_a_child_that_waits_for_ever_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile(tmp_path, monkeypatch, WAITS.format(600))
    monkeypatch.setattr(sandbox, "WALL_SECONDS", 0.5)
    with pytest.raises(SourceError, match=r"^x could not be read within .* less busy\.$"):
        read_in_sandbox(PDF, b"", "x")


def test_a_parser_that_holds_the_lock_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile(tmp_path, monkeypatch, "print(len(str(9 ** 10 ** 9)))")
    monkeypatch.setattr(sandbox, "SECONDS", 0.5)
    with pytest.raises(SourceError, match=r"^x takes longer than"):
        read_in_sandbox(PDF, b"", "x")


@pytest.mark.parametrize("swelling", ["'x' * 2 ** 40", "[bytearray(10 ** 6) for _ in range(10 ** 6)]"])
def test_a_child_that_takes_too_much_memory_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, swelling: str
) -> None:
    hostile(tmp_path, monkeypatch, f"x = {swelling}")
    monkeypatch.setattr(sandbox, "MEMORY", 100_000_000)
    with pytest.raises(SourceError, match=r"^x takes more memory than"):
        read_in_sandbox(PDF, b"", "x")


@pytest.mark.parametrize("crash", ["import os; os.abort()", "import os; os._exit(3)", "print('no JSON')"])
def test_a_library_that_crashes_means_a_damaged_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, crash: str
) -> None:
    hostile(tmp_path, monkeypatch, crash)
    with pytest.raises(SourceError, match=r"^x is damaged, or not a PDF document"):
        read_in_sandbox(PDF, b"", "x")


@pytest.mark.parametrize(
    ("kind", "size", "at_once"),
    [(PDF, 9, 1), (HTML, 900_000, 1), (HTML, 9, 2)],
)
def test_only_small_pages_are_read_at_once(
    kind: SourceFormat, size: int, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = json.dumps(sandbox.as_plain_data(ParsedDocument(()))).encode()
    running, most = 0, 0
    meeting = Barrier(at_once, timeout=20)

    class Child(nullcontext[object]):
        returncode = 0

        def communicate(self, *_: object, **__: object) -> tuple[bytes, None]:
            nonlocal running, most
            running += 1
            most = max(most, running)
            meeting.wait()
            time.sleep(0.05)  # long enough for one that does not wait for its turn
            running -= 1
            return answer, None

        def kill(self) -> None:
            pass

        def __enter__(self) -> Child:
            return self

    monkeypatch.setattr(sandbox, "start_child", lambda *_: Child())
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda name: read_in_sandbox(kind, bytes(size), name), "ab"))
    assert most == at_once


def test_a_bug_is_not_reported_as_a_damaged_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile(tmp_path, monkeypatch, "raise ZeroDivisionError('\\x1b[2J\\n')")
    with pytest.raises(InternalSourceError) as caught:
        read_in_sandbox(PDF, b"", "x")
    assert str(caught.value) == str(internal_fault("x", "ZeroDivisionError: ␛[2J", ""))
    assert "damaged" not in str(caught.value)
    assert 'pypdfium2.py", line 1' in caught.value.__notes__[0]


def test_only_what_a_library_raises_means_a_damaged_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AttributeError("ours")

    monkeypatch.setattr("diptych.sources.office.docx._read_styles", fail)
    with pytest.raises(AttributeError, match="ours"):
        read(DOCX, docx(), "x")


def test_a_missing_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile(tmp_path, monkeypatch, "raise ImportError")
    with pytest.raises(SourceError, match=r"pip install 'diptych\[pdf\]'$"):
        read_in_sandbox(PDF, b"%PDF-", "x")


def test_modules_beside_the_article_are_never_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("json", "zipfile", "lxml", "docx", "diptych", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')")
    monkeypatch.chdir(tmp_path)
    assert read_in_sandbox(EPUB, BOOK, "x").blocks
    assert not (tmp_path / "ran").exists()


def test_a_process_that_cannot_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(SourceError, match="no process could be started"):
        read_in_sandbox(EPUB, BOOK, "x")


def test_memory_is_watched_on_systems_without_a_limit() -> None:
    script = (
        "import sys; sys.modules['resource'] = None\n"
        "from diptych.sources.sandbox.resource_limits import limit_resources, memory_in_use\n"
        "assert memory_in_use() > 1_000_000\n"
        "limit_resources(60, memory_in_use() + 20_000_000, 60)\n"
        "x = []\n"
        "while True: x.append(bytearray(10 ** 6))"
    )
    run = subprocess.run([sys.executable, "-c", script], check=False)
    assert run.returncode == resource_limits.OUT_OF_MEMORY


def test_a_child_without_a_parent_ends_by_itself() -> None:
    script = """from diptych.sources.sandbox.resource_limits import limit_resources
limit_resources(60, 1e12, 0.2)
import time; time.sleep(600)"""
    assert (
        subprocess.run([sys.executable, "-c", script], check=False).returncode
        == resource_limits.OUT_OF_WALL_TIME
    )


def test_the_answer_is_plain_data() -> None:
    assert json.loads(json.dumps(sandbox.as_plain_data(read(EPUB, BOOK, "x"))))["contents"][0] == [
        "The lock",
        0,
        0,
    ]
