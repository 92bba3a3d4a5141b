from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.alignment.kinds import Verdict
from diptych.comparison import PassageNote
from diptych.sides import Pair
from diptych.verdicts.judgements import Judgements, LinkJudgement
from diptych.verdicts.location import beside, in_folder
from diptych.verdicts.store import Change, ChangedMeanwhileError, Subject, VerdictStore
from support.small_articles import article, bridge
from support.verdicts import judge, swapped, take_back

if TYPE_CHECKING:
    from diptych.article.model import Article

ARTICLES = bridge().articles
LINK = Subject(0, 2, is_note=False)
ITS_NOTE = Subject(0, 2, is_note=True)
NOTE = Subject(None, 6, is_note=True)


def opened(folder: Path, articles: Pair[Article] = ARTICLES) -> VerdictStore:
    store = VerdictStore(articles, in_folder(folder, articles))
    assert store.load() is None
    return store


def path_in(folder: Path) -> Path:
    return in_folder(folder, ARTICLES).path


def test_verdicts_are_read_the_next_time(tmp_path: Path) -> None:
    store = opened(tmp_path / "none" / "yet")
    assert store.judgements == Judgements()
    for subject, value in ((LINK, Verdict.REJECTED), (ITS_NOTE, "not the\nsame day"), (NOTE, "ask")):
        change, warning = judge(store, subject, value)
        assert (change.subject, change.previous, change.record.value, warning) == (subject, None, value, None)
    expected = Judgements(
        (LinkJudgement(0, 2, Verdict.REJECTED, "not the\nsame day"),), Pair((), (PassageNote(6, "ask"),))
    )
    assert store.judgements == expected
    assert opened(tmp_path / "none" / "yet").judgements == expected
    assert opened(tmp_path / "none" / "yet", ARTICLES.swapped).judgements == swapped(expected)
    assert store.unwritten == 0


def test_only_its_owner_can_read_the_file(tmp_path: Path) -> None:
    judge(opened(tmp_path / "new"), LINK, Verdict.ACCEPTED)
    path = path_in(tmp_path / "new")
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    path.chmod(0o660)  # shared on purpose
    judge(opened(tmp_path / "new"), LINK, Verdict.REJECTED)
    assert path.stat().st_mode & 0o777 == 0o660


def test_a_hundred_changes_do_not_lengthen_the_file(tmp_path: Path) -> None:
    store = opened(tmp_path)
    judge(store, LINK, Verdict.ACCEPTED)
    size = path_in(tmp_path).stat().st_size
    for _ in range(100):
        change, _ = judge(store, LINK, None)
        take_back(store, change)
    assert path_in(tmp_path).stat().st_size == size


SUBJECTS = st.sampled_from([LINK, ITS_NOTE, NOTE, Subject(1, 3, is_note=False), Subject(1, 1, is_note=True)])
ACTS = st.lists(
    st.tuples(st.integers(0, 1), SUBJECTS, st.none() | st.sampled_from(Verdict), st.booleans()), max_size=12
)


def turned(subject: Subject) -> Subject:
    return Subject(subject.right, subject.left, subject.is_note)


@settings(max_examples=25, deadline=None)  # a disk may be busy
@given(ACTS)
def test_two_readers_change_and_undo_and_lose_nothing(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[int, Subject, Verdict | None, bool]]
) -> None:
    folder = tmp_path_factory.mktemp("pair")
    # The second one has the articles the other way round.
    stores = opened(folder), opened(folder, ARTICLES.swapped)
    done: tuple[list[Change], list[Change]] = [], []
    expected: dict[Subject, Verdict | str | None] = {}
    newest: dict[Subject, Change] = {}
    for reader, wanted, verdict, back in acts:
        store, undoable = stores[reader], done[reader]
        if back and undoable:
            change = undoable.pop()
            assert change.subject is not None
            subject = turned(change.subject) if reader else change.subject
            if newest[subject] is change:
                newest[subject], _ = take_back(store, change)
                expected[subject] = None if change.previous is None else change.previous.value
            else:
                with pytest.raises(ChangedMeanwhileError):
                    take_back(store, change)
        else:
            value = verdict and (f"because {verdict.value}" if wanted.is_note else verdict)
            change, warning = judge(store, turned(wanted) if reader else wanted, value)
            assert warning is None
            assert (change.previous and change.previous.value) == expected.get(wanted)
            undoable.append(change)
            expected[wanted], newest[wanted] = value, change
    for subject, value in expected.items():
        assert opened(folder).value_of(subject) == value
        for reader, store in enumerate(stores):
            store.refresh()
            assert store.value_of(turned(subject) if reader else subject) == value


def test_an_undone_verdict_can_be_given_again(tmp_path: Path) -> None:
    store = opened(tmp_path)
    first, _ = judge(store, LINK, Verdict.ACCEPTED)
    second, _ = judge(store, LINK, Verdict.REJECTED)
    undone, _ = take_back(store, second)
    assert opened(tmp_path).value_of(LINK) is Verdict.ACCEPTED
    redone, _ = take_back(store, undone)
    assert opened(tmp_path).value_of(LINK) is Verdict.REJECTED
    take_back(store, redone)
    assert opened(tmp_path).value_of(LINK) is Verdict.ACCEPTED
    assert first.record.value is Verdict.ACCEPTED


def test_a_clock_that_goes_back_loses_nothing(tmp_path: Path) -> None:
    times = iter([datetime(2026, 11, 22, hour, tzinfo=UTC) for hour in (12, 9, 9, 3)])
    store = VerdictStore(ARTICLES, in_folder(tmp_path, ARTICLES), clock=lambda: next(times))
    for verdict in (*Verdict, None):
        judge(store, LINK, verdict)
        assert opened(tmp_path).value_of(LINK) is verdict


@pytest.mark.parametrize("year", [2000, 2040])
def test_an_undo_counts_until_the_next_change_on_any_clock(tmp_path: Path, year: int) -> None:
    location = in_folder(tmp_path, ARTICLES)
    mine = VerdictStore(ARTICLES, location, clock=lambda: datetime(year, 1, 1, tzinfo=UTC))
    theirs = VerdictStore(ARTICLES, location, clock=lambda: datetime(2026, 1, 1, tzinfo=UTC))
    change, _ = judge(mine, LINK, Verdict.ACCEPTED)
    undone, _ = take_back(mine, change)
    theirs.refresh()
    assert theirs.value_of(LINK) is None
    change, _ = take_back(mine, undone)
    mine.take_back(change)
    judge(theirs, LINK, Verdict.REJECTED)  # before the undo is written
    mine.flush()
    for store in (mine, theirs):
        store.refresh()
        assert store.value_of(LINK) is opened(tmp_path).value_of(LINK) is Verdict.REJECTED


def test_two_readers_of_one_link_agree_on_the_later_verdict(tmp_path: Path) -> None:
    one, other = opened(tmp_path / "one"), opened(tmp_path / "other")
    judge(one, LINK, Verdict.ACCEPTED)
    judge(other, LINK, Verdict.REJECTED)  # with an id of its own
    both = VerdictStore(
        ARTICLES, in_folder(tmp_path / "one", ARTICLES), [in_folder(tmp_path / "other", ARTICLES)]
    )
    assert both.load() is None
    assert both.value_of(LINK) is Verdict.REJECTED
    judge(both, LINK, None)
    assert opened(tmp_path / "one").value_of(LINK) is None


# In memory first, then on the disk


def test_a_change_is_in_memory_at_once_and_on_the_disk_when_another_writer_lets_go(tmp_path: Path) -> None:
    store = opened(tmp_path)
    lock = FileLock(tmp_path / f".{path_in(tmp_path).name}.lock")
    with ThreadPoolExecutor() as threads:
        with lock:
            store.record(LINK, Verdict.ACCEPTED)
            written = threads.submit(store.flush)
            store.record(NOTE, "while it waits")
            assert (store.value_of(LINK), store.value_of(NOTE)) == (Verdict.ACCEPTED, "while it waits")
            assert (store.unwritten, path_in(tmp_path).exists()) == (2, False)
            assert not store.refresh()
        assert written.result() is None
    assert store.flush() is None
    assert store.unwritten == 0
    assert opened(tmp_path).judgements == store.judgements


def test_an_unwritten_undo_does_not_replace_a_later_change(tmp_path: Path) -> None:
    mine, theirs = opened(tmp_path), opened(tmp_path)
    change, _ = judge(mine, LINK, Verdict.ACCEPTED)
    mine.take_back(change)
    judge(theirs, LINK, Verdict.REJECTED)
    assert mine.flush() is None
    assert mine.refresh()
    assert mine.value_of(LINK) is opened(tmp_path).value_of(LINK) is Verdict.REJECTED


def test_readers_who_write_from_threads_lose_nothing(tmp_path: Path) -> None:
    stores = opened(tmp_path), opened(tmp_path, ARTICLES.swapped)
    with ThreadPoolExecutor(4) as threads:
        writes = []
        for number in range(40):
            turn = number % 2
            subject = Subject(number % 5, number // 10, is_note=True)
            stores[turn].record(turned(subject) if turn else subject, f"note {number}")
            writes.append(threads.submit(stores[turn].flush))
        for write in writes:
            write.result()
    for store in stores:
        assert store.flush() is None
        store.refresh()
    assert stores[0].judgements == swapped(stores[1].judgements) == opened(tmp_path).judgements
    for number in range(35, 40):
        assert stores[0].value_of(Subject(number % 5, 3, is_note=True)) == f"note {number}"


# A text that has changed

NOW = article(
    "The old bridge",
    ("The mayor spoke at noon.",),
    ("The old bridge at Harrow closed on Monday.", "Twelve people were slightly hurt, the town said."),
    ("Ferries run every hour.",),
)


def test_verdicts_find_their_passages_in_a_changed_text(tmp_path: Path) -> None:
    now = Pair(replace(NOW, source=ARTICLES.left.source), ARTICLES.right)
    store = opened(tmp_path)
    judge(store, LINK, Verdict.ACCEPTED)
    judge(store, Subject(1, 3, is_note=False), Verdict.REJECTED)
    judge(store, Subject(3, 4, is_note=False), Verdict.ACCEPTED)
    judge(store, Subject(3, None, is_note=True), "which beams?")
    changed = opened(tmp_path, now)
    hurt = Pair("Twelve people were hurt, the town said.", "")
    assert changed.judgements.links == (
        LinkJudgement(1, 2, Verdict.ACCEPTED),
        LinkJudgement(2, 3, Verdict.REJECTED, judged_as=hurt),
    )
    lost = changed.orphaned
    assert [one.verdict for one in lost] == [Verdict.ACCEPTED, None]
    assert [one.anchors.left and one.anchors.left.exact for one in lost] == [
        "Nobody had checked the beams since 1998."
    ] * 2
    judge(changed, Subject(0, 0, is_note=False), Verdict.ADDED)  # and what does not fit stays in the file
    assert len(opened(tmp_path, now).orphaned) == 2
    assert len(opened(tmp_path).judgements.links) == 3
    change = changed.forget(lost[0])
    assert changed.flush() is None
    assert [one.note for one in opened(tmp_path, now).orphaned] == ["which beams?"]
    take_back(changed, change)
    assert [(one.verdict, one.note) for one in opened(tmp_path, now).orphaned] == [
        (Verdict.ACCEPTED, ""),
        (None, "which beams?"),
    ]
    with pytest.raises(ChangedMeanwhileError):
        changed.forget(lost[0])


def test_a_new_verdict_is_on_the_present_words(tmp_path: Path) -> None:
    now = Pair(replace(NOW, source=ARTICLES.left.source), ARTICLES.right)
    judge(opened(tmp_path), Subject(1, 3, is_note=False), Verdict.ACCEPTED)
    changed, subject = opened(tmp_path, now), Subject(2, 3, is_note=False)
    as_it_was = changed.judgements
    assert as_it_was.links[0].judged_as.left == "Twelve people were hurt, the town said."
    taken_back, _ = judge(changed, subject, None)
    given_again, _ = take_back(changed, taken_back)
    assert changed.judgements == opened(tmp_path, now).judgements == as_it_was
    take_back(changed, given_again)
    judge(changed, subject, Verdict.ACCEPTED)
    assert opened(tmp_path, now).judgements.links == (LinkJudgement(2, 3, Verdict.ACCEPTED),)


# Beside the articles, and in memory


def test_a_sidecar_takes_over_the_verdicts_in_the_data_folder(tmp_path: Path) -> None:
    articles = ARTICLES.map(lambda one: replace(one, source=str(tmp_path / one.source)))
    elsewhere = in_folder(tmp_path / "data", articles)
    judge(VerdictStore(articles, elsewhere), LINK, Verdict.ACCEPTED)
    near = beside(articles)
    assert near is not None
    store = VerdictStore(articles, near, [elsewhere])
    assert store.load() is None
    assert (store.value_of(LINK), store.unwritten) == (Verdict.ACCEPTED, 0)
    judge(store, NOTE, "beside")
    assert near.path.name == "a-crossing-lost.txt+the-old-bridge.txt.diptych.json"
    alone = VerdictStore(articles.swapped, beside(articles.swapped))
    assert alone.load() is None
    assert (alone.value_of(LINK._replace(left=2, right=0)), alone.unwritten) == (Verdict.ACCEPTED, 0)


def test_without_a_file_everything_is_kept_in_memory() -> None:
    store = VerdictStore(ARTICLES)
    assert store.load() is None
    change, warning = judge(store, LINK, Verdict.ACCEPTED)
    assert (warning, store.unwritten, store.path) == (None, 0, None)
    assert store.judgements.links == (LinkJudgement(0, 2, Verdict.ACCEPTED),)
    take_back(store, change)
    assert store.judgements == Judgements()


def test_a_writer_that_is_killed_and_two_at_once_lose_nothing() -> None:
    script = Path(__file__).with_name("killing.py")
    ran = subprocess.run([sys.executable, script, "4"], capture_output=True, text=True, check=False)
    assert (ran.stderr, ran.returncode) == ("", 0)
    assert ran.stdout.count("none lost") == 2
