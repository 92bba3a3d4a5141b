"""Disks that are full or read-only, if the tests may mount some."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from diptych.alignment.kinds import Verdict
from diptych.verdicts.judgements import Judgements, LinkJudgement
from diptych.verdicts.location import in_folder
from diptych.verdicts.store import Subject, VerdictStore
from support.small_articles import bridge
from support.verdicts import judge

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ARTICLES = bridge().articles
LINK, NOTE = Subject(0, 2, is_note=False), Subject(1, None, is_note=True)


def run(*command: str | Path) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False, timeout=10).returncode == 0
    except OSError:
        return False


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 16 kB."""
    if not run("mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", tmp_path):
        pytest.skip("mounting a disk is not permitted here")
    yield tmp_path
    run("umount", "-l", tmp_path)


def opened(folder: Path) -> VerdictStore:
    store = VerdictStore(ARTICLES, in_folder(folder, ARTICLES))
    assert store.load() is None
    return store


def test_a_full_disk_keeps_its_file_and_gets_the_rest_later(disk: Path) -> None:
    store = opened(disk)
    assert judge(store, LINK, Verdict.ACCEPTED)[1] is None
    with pytest.raises(OSError, match="No space"):
        (disk / "filler").write_bytes(bytes(20_000))
    _, warning = judge(store, NOTE, "kept in memory")
    assert warning is not None
    assert "no space left on device" in warning
    assert opened(disk).judgements == Judgements((LinkJudgement(0, 2, Verdict.ACCEPTED),))
    (disk / "filler").unlink()
    assert judge(store, LINK, Verdict.REJECTED)[1] is None
    assert opened(disk).judgements == store.judgements
    assert store.value_of(NOTE) == "kept in memory"


def test_a_disk_that_becomes_read_only_keeps_its_file(disk: Path) -> None:
    store = opened(disk)
    judge(store, LINK, Verdict.ACCEPTED)
    assert run("mount", "-o", "remount,ro", disk)
    _, warning = judge(store, LINK, Verdict.REJECTED)
    assert warning is not None
    assert "read-only file system" in warning
    assert opened(disk).value_of(LINK) is Verdict.ACCEPTED
    assert run("mount", "-o", "remount,rw", disk)
    assert store.flush() is None
    assert opened(disk).value_of(LINK) is Verdict.REJECTED


def test_a_read_only_folder_keeps_its_files(tmp_path: Path) -> None:
    store = opened(tmp_path)
    judge(store, LINK, Verdict.ACCEPTED)
    if not run("chattr", "+i", tmp_path):
        pytest.skip("chattr is not permitted here")
    try:
        _, warning = judge(store, LINK, Verdict.REJECTED)
    finally:
        run("chattr", "-i", tmp_path)
    assert warning is not None
    assert opened(tmp_path).value_of(LINK) is Verdict.ACCEPTED
    assert store.flush() is None
    assert opened(tmp_path).value_of(LINK) is Verdict.REJECTED
