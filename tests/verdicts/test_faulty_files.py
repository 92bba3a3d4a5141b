"""Verdicts whose file cannot be read or written."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

import diptych.verdicts.record_file
from diptych.alignment.kinds import Verdict
from diptych.verdicts.judgements import Judgements, LinkJudgement
from diptych.verdicts.location import in_folder
from diptych.verdicts.store import Subject, VerdictStore
from support.verdicts import judge
from verdicts.test_store import ARTICLES, LINK, NOTE, opened, path_in


def trouble_of(store: VerdictStore, subject: Subject, value: Verdict | str) -> str:
    _, warning = judge(store, subject, value)
    assert warning is not None
    assert warning.endswith(".")
    return warning


@pytest.mark.parametrize("call", ["fsync", "replace", "open"])
def test_a_full_disk_keeps_the_old_file_and_the_verdict_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    store = opened(tmp_path)
    judge(store, LINK, Verdict.ACCEPTED)
    before = path_in(tmp_path).read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(Path if call == "replace" else os, call, full)
        assert "no space left on device" in trouble_of(store, NOTE, "kept")
    assert (store.value_of(NOTE), store.unwritten) == ("kept", 1)
    assert path_in(tmp_path).read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".tmp"] == []
    _, warning = judge(store, LINK, Verdict.REJECTED)
    assert (warning, store.unwritten) == (None, 0)
    assert opened(tmp_path).judgements == store.judgements
    assert opened(tmp_path).value_of(NOTE) == "kept"


def test_unwritten_verdicts_can_be_written_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = opened(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(errno.EROFS, "read-only")))
        trouble_of(store, LINK, Verdict.ADDED)
        assert store.flush() is not None
        assert not store.refresh()
        assert store.value_of(LINK) is Verdict.ADDED
    assert store.flush() is None
    assert opened(tmp_path).value_of(LINK) is Verdict.ADDED


LIMITED = """
import resource, signal, sys
from pathlib import Path
sys.path[:0] = [sys.argv[2]]
from diptych.alignment.kinds import Verdict
from diptych.verdicts.location import in_folder
from diptych.verdicts.store import Subject, VerdictStore
from support.small_articles import bridge
from support.verdicts import judge
import filelock
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
articles = bridge().articles
store = VerdictStore(articles, in_folder(Path(sys.argv[1]), articles))
assert judge(store, Subject(0, 2, False), Verdict.ACCEPTED)[1] is None
resource.setrlimit(resource.RLIMIT_FSIZE, (900, 900))
warning = judge(store, Subject(1, 3, True), "x" * 900)[1]
assert store.value_of(Subject(1, 3, True)) == "x" * 900
print(warning)
"""


def test_a_file_that_cannot_grow_stays_complete(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", LIMITED, tmp_path, Path(__file__).parent.parent],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ran.stderr, ran.returncode) == ("", 0)
    assert ran.stdout.startswith("Not on disk yet, but kept in memory: file too large")
    assert opened(tmp_path).judgements == Judgements((LinkJudgement(0, 2, Verdict.ACCEPTED),))


def test_a_file_set_to_read_only_stays_as_it_is(tmp_path: Path) -> None:
    store = opened(tmp_path)
    judge(store, LINK, Verdict.ACCEPTED)
    path_in(tmp_path).chmod(0o400)
    assert "read-only" in trouble_of(store, LINK, Verdict.REJECTED)
    assert opened(tmp_path).value_of(LINK) is Verdict.ACCEPTED


def test_a_folder_that_cannot_be_created_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = VerdictStore(ARTICLES, in_folder(tmp_path / "file" / "verdicts", ARTICLES))
    assert store.load() is not None
    trouble_of(store, LINK, Verdict.ACCEPTED)
    assert store.judgements.links == (LinkJudgement(0, 2, Verdict.ACCEPTED),)


def test_a_deleted_folder_is_created_again(tmp_path: Path) -> None:
    store = opened(tmp_path / "gone")
    judge(store, LINK, Verdict.ACCEPTED)
    shutil.rmtree(tmp_path / "gone")
    judge(store, NOTE, "still here")
    assert opened(tmp_path / "gone").value_of(NOTE) == "still here"


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\xfe", b"[]", b'{"format": "else"}', b"[" * 100_000])
def test_a_damaged_file_is_quarantined_and_never_overwritten(tmp_path: Path, damage: bytes) -> None:
    path = path_in(tmp_path)
    for number in (1, 2):
        path.write_bytes(damage)
        store = VerdictStore(ARTICLES, in_folder(tmp_path, ARTICLES))
        warning = store.load()
        assert warning is not None
        assert "damaged" in warning
        assert path.read_bytes() == damage  # nothing is touched by reading
        aside = path.with_name(f"{path.stem}.damaged-{number}.json")
        assert str(aside) in trouble_of(store, LINK, Verdict.ACCEPTED)
        assert aside.read_bytes() == damage
        assert opened(tmp_path).value_of(LINK) is Verdict.ACCEPTED


def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    content = json.dumps({"format": "diptych verdicts", "version": 99, "said": "something"})
    path_in(tmp_path).write_text(content)
    store = VerdictStore(ARTICLES, in_folder(tmp_path, ARTICLES))
    warning = store.load()
    assert warning is not None
    assert "newer" in warning
    assert "newer" in trouble_of(store, LINK, Verdict.ACCEPTED)
    assert path_in(tmp_path).read_text() == content
    assert store.value_of(LINK) is Verdict.ACCEPTED


def test_a_file_that_is_too_large_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = opened(tmp_path)
    judge(store, LINK, Verdict.ACCEPTED)
    monkeypatch.setattr(diptych.verdicts.record_file, "MOST", 100)
    before = path_in(tmp_path).read_bytes()
    trouble_of(store, NOTE, "more")
    assert path_in(tmp_path).read_bytes() == before


def test_waiting_for_a_lock_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diptych.verdicts.record_file, "PATIENCE", 0.02)
    store = opened(tmp_path)
    with FileLock(tmp_path / f".{path_in(tmp_path).name}.lock"):
        assert "another program" in trouble_of(store, LINK, Verdict.ACCEPTED)
        assert not path_in(tmp_path).exists()
    assert store.flush() is None
    assert opened(tmp_path).value_of(LINK) is Verdict.ACCEPTED


def test_leftovers_of_a_killed_process_are_removed(tmp_path: Path) -> None:
    left = tmp_path / f".{path_in(tmp_path).name}.12345.tmp"
    left.write_bytes(b"half")
    judge(opened(tmp_path), LINK, Verdict.ACCEPTED)
    assert not left.exists()


def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    path_in(tmp_path).symlink_to(tmp_path / "shared" / "verdicts.json")
    judge(opened(tmp_path), LINK, Verdict.ACCEPTED)
    assert path_in(tmp_path).is_symlink()
    assert (tmp_path / "shared" / "verdicts.json").exists()
    assert opened(tmp_path).value_of(LINK) is Verdict.ACCEPTED
