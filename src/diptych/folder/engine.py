"""Runs a function on many values in other processes, in order and without losing any.

`ProcessEngine` uses a pool of processes on this machine; `dask_engine` uses the workers of a Dask scheduler.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import redirect_stderr, suppress
from itertools import chain, islice
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from multiprocessing.context import BaseContext
    from multiprocessing.synchronize import Lock

T = TypeVar("T")
R = TypeVar("R")

FEW = 32
"""Most values that threads of this process handle: starting the pool takes longer than so many articles."""
_FEW_THREADS = 4
"""Threads for few values: those that are read in child processes can run at once."""
_BATCH = 8
"""Values that a process gets at once."""
_AHEAD = 3
"""Batches that wait for each process."""
_redirecting = threading.Lock()
"""Held while sys.stderr is another: it is one for the whole program."""
PATIENCE = 0.1
"""Seconds between two questions whether the work is cancelled."""


class Engine(Protocol):
    """Runs a function on many values."""

    @property
    def reads_files(self) -> bool:
        """Whether the function finds the files of this machine."""
        ...

    def map(
        self,
        function: Callable[[T], R],
        values: Iterable[T],
        *,
        batch: int = ...,
        cancelled: Callable[[], bool] = ...,
    ) -> Iterator[tuple[T, R | None]]:
        """Each value with its result, in order.

        Args:
            function: a function of a module, which changes nothing.
            values: can be pickled; taken a little ahead of the results.
            batch: values that are sent together.
            cancelled: asked often; True ends the work.

        Returns:
            An iterator; a result is None if the process that computed it ended, also when tried again.
        """
        ...


class ProcessEngine:
    """A pool of processes on this machine, one for each CPU."""

    reads_files = True

    def __init__(self, processes: int | None = None) -> None:
        """Start nothing yet; the pool lives as long as one call of `map`."""
        self._processes = processes or os.cpu_count() or 1

    def map(
        self,
        function: Callable[[T], R],
        values: Iterable[T],
        *,
        batch: int = _BATCH,
        cancelled: Callable[[], bool] = bool,
    ) -> Iterator[tuple[T, R | None]]:
        """Each value with its result, in order; see `Engine`."""
        values = iter(values)
        first = list(islice(values, FEW + 1))
        if len(first) <= FEW and batch > 1:
            yield from _in_threads(function, first, cancelled)
            return
        batches = batches_of(chain(first, values), batch)
        waiting: deque[tuple[list[T], Future[list[R]] | None]] = deque()
        pool, is_done = self._pool(), False
        try:
            while not is_done:
                for its in islice(batches, self._processes * _AHEAD - len(waiting)):
                    waiting.append((its, _submit(pool, function, its)))
                is_done = not waiting
                if is_done or cancelled():
                    return
                its, future = waiting.popleft()
                while future is not None and not future.done():
                    wait([future], PATIENCE)
                    if cancelled():
                        return
                if future is None or isinstance(future.exception(), BrokenProcessPool):
                    pool.shutdown(cancel_futures=True)
                    yield from self.one_by_one(function, its, cancelled)
                    pool = self._pool()
                    waiting = deque((each, _submit(pool, function, each)) for each, _ in waiting)
                else:
                    yield from zip(its, future.result(), strict=True)
        finally:
            if not is_done:
                _terminate(pool)
            pool.shutdown(wait=False, cancel_futures=True)

    def _pool(self, processes: int | None = None) -> ProcessPoolExecutor:
        """A pool whose processes are never copies of this one, in which threads may hold locks."""
        import multiprocessing
        from multiprocessing import resource_tracker

        context: BaseContext
        if "forkserver" in multiprocessing.get_all_start_methods():
            # The tracker inherits the file of sys.stderr, and that of Textual has none.
            with _redirecting, redirect_stderr(sys.__stderr__):
                resource_tracker.ensure_running()
            context = multiprocessing.get_context("forkserver")
            context.set_forkserver_preload(["diptych.folder.survey"])
        else:
            context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(
            processes or self._processes, context, initializer=_begin, initargs=(context.Lock(),)
        )

    def one_by_one(
        self, function: Callable[[T], R], values: Sequence[T], cancelled: Callable[[], bool] = bool
    ) -> Iterator[tuple[T, R | None]]:
        """Each value with its result, when a process has ended: it may have been one of these values."""
        for value in values:
            pool = self._pool(1)
            try:
                future = pool.submit(function, value)
                while not future.done():
                    wait([future], PATIENCE)
                    if cancelled():
                        _terminate(pool)
                        return
                is_lost = isinstance(future.exception(), BrokenProcessPool)
                yield value, None if is_lost else future.result()
            finally:
                pool.shutdown(wait=False, cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, function: Callable[[T], R], values: list[T]) -> Future[list[R]] | None:
    """The coming results of a batch; None if a process of the pool has ended."""
    try:
        return pool.submit(run_batch, function, values)
    except BrokenProcessPool:
        return None


def _terminate(pool: ProcessPoolExecutor) -> None:
    """End the processes of a pool, which would otherwise finish what they have begun."""
    for process in list((pool._processes or {}).values()):  # public from Python 3.14 on, as terminate_workers
        process.terminate()


def run_batch(function: Callable[[T], R], values: Sequence[T]) -> list[R]:
    """The results of a function."""
    return [function(value) for value in values]


def _in_threads(
    function: Callable[[T], R], values: Sequence[T], cancelled: Callable[[], bool]
) -> Iterator[tuple[T, R]]:
    with ThreadPoolExecutor(_FEW_THREADS, "few") as pool:
        waiting = [pool.submit(function, value) for value in values]
        try:
            for value, future in zip(values, waiting, strict=True):
                if cancelled():
                    return
                yield value, future.result()
        finally:
            for future in waiting:
                future.cancel()


def batches_of(values: Iterator[T], size: int) -> Iterator[list[T]]:
    """The values in lists of `size`; the last one may be shorter."""
    while its := list(islice(values, size)):
        yield its


def _begin(lock: Lock) -> None:
    """Prepare a process of the pool."""
    from diptych.sources.sandbox.run import share_memory_lock

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the process that waits for the results
    for stream in (1, 2):  # a warning would be printed across the screen of the reader
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123
            os.dup2(nowhere.fileno(), stream)
    share_memory_lock(lock)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when the one that uses it was killed; nothing else would."""
    from multiprocessing import connection, parent_process

    parent = parent_process()
    if parent is not None:
        with suppress(OSError):
            connection.wait([parent.sentinel])
            os._exit(1)
