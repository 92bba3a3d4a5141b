"""Runs a function on many values on the workers of a Dask scheduler.

The values are sent from this process, so that the workers need no files.  A worker whose program or weights
are others than those of this process would give other results: its first answer is refused.  The scheduler
gives the values of a lost worker to another one.
"""

from __future__ import annotations

from asyncio import CancelledError
from collections import deque
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from diptych.errors import DiptychError
from diptych.folder.code_version import comparison_version
from diptych.folder.engine import PATIENCE, ProcessEngine, batches_of, run_batch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")
R = TypeVar("R")

_BATCH = 16
"""Values that a worker gets at once: a batch costs the scheduler some milliseconds."""
_AHEAD = 4
"""Batches that wait for each thread of the workers."""
_TO_CONNECT = 20.0
"""Seconds to wait for the scheduler."""
_TO_BEGIN = 30.0
"""Seconds to wait for a worker."""
_LONGEST_REASON = 200
"""Most code points of a reason that Dask gives."""


class EngineError(DiptychError):
    """The scheduler or its workers cannot be used."""


class _Answer(NamedTuple):
    """The results of a batch, and who computed them."""

    version: str
    worker: str
    results: list[Any] | None
    """None if the worker has another version, which computes nothing."""


class DaskEngine:
    """The workers of a Dask scheduler."""

    reads_files = False

    def __init__(self, address: str, check_host: Callable[[str], None] = lambda _: None) -> None:
        """Connect to a scheduler.

        Args:
            address: such as tcp://127.0.0.1:8786; without a scheme it is tcp.
            check_host: called with the address of each worker before anything is sent; raises a
                `DiptychError` unless articles may be sent there.

        Raises:
            EngineError: the extra is missing, the scheduler does not answer, or it has no workers.
        """
        try:
            from distributed import Client
        except ImportError:
            raise EngineError(
                "--engine dask needs the package distributed: pip install 'diptych[dask]'."
            ) from None
        self._address = address
        self._check_host = check_host
        try:
            self._client = Client(address, timeout=_TO_CONNECT, set_as_default=False)
            self._client.wait_for_workers(1, timeout=_TO_BEGIN)
        except (OSError, TimeoutError, ValueError) as error:
            raise EngineError(
                f"The Dask scheduler at {address} cannot be used"
                f" ({str(error).strip() or type(error).__name__}); check its address and its workers."
            ) from None

    def close(self) -> None:
        """Leave the scheduler, which goes on."""
        self._client.close()

    def map(
        self,
        function: Callable[[T], R],
        values: Iterable[T],
        *,
        batch: int = _BATCH,
        cancelled: Callable[[], bool] = bool,
    ) -> Iterator[tuple[T, R | None]]:
        """Each value with its result, in order; see `diptych.folder.engine.Engine`.

        Raises:
            EngineError: a worker has another version, or the scheduler is lost.
        """
        from distributed.scheduler import KilledWorker

        batches = batches_of(iter(values), batch)
        waiting: deque[tuple[list[T], Any]] = deque()
        try:
            while True:
                threads = self._client.nthreads()
                for worker in threads:  # one may have come since
                    self._check_host(worker)
                most = max(1, sum(threads.values())) * _AHEAD
                for its in islice(batches, max(0, most - len(waiting))):
                    waiting.append((its, self._submit(function, its)))
                if not waiting:
                    return
                its, future = waiting.popleft()
                while not _is_done(future):
                    if cancelled():
                        return
                try:
                    answer = future.result()
                except KilledWorker:  # it ends any worker: perhaps one of its values does
                    yield from ProcessEngine().one_by_one(function, its, cancelled)
                    continue
                except (CancelledError, OSError, ModuleNotFoundError):
                    raise
                except Exception as error:  # such as a worker or a scheduler of another version of Dask
                    reason = " ".join(str(error).split())[:_LONGEST_REASON]
                    raise EngineError(
                        f"The Dask scheduler at {self._address} cannot be used ({reason}); install the same"
                        " versions of diptych and Dask there and here, then list again."
                    ) from None
                if answer.results is None:
                    raise EngineError(
                        f"The worker {answer.worker} has another version of diptych, of its weights or of its"
                        " libraries, so its results would differ: install the same on it, then list again."
                    )
                yield from zip(its, answer.results, strict=True)
                if cancelled():
                    return
        except (CancelledError, OSError) as error:
            raise EngineError(
                f"The Dask scheduler at {self._address} was lost ({type(error).__name__}); start it, then"
                " list again."
            ) from None
        except ModuleNotFoundError as error:
            raise EngineError(
                f"A worker of {self._address} lacks the package {error.name}: install diptych on it, then"
                " list again."
            ) from None
        finally:
            for _, future in waiting:
                future.cancel()

    def _submit(self, function: Callable[[T], R], values: list[T]) -> Any:
        return self._client.submit(_answer, comparison_version(), function, values, pure=False)


def _answer(version: str, function: Callable[[T], R], values: list[T]) -> _Answer:
    """The results of a batch, on a worker."""
    from distributed import get_worker

    own, worker = comparison_version(), str(get_worker().address)
    return _Answer(own, worker, run_batch(function, values) if own == version else None)


def _is_done(future: Any) -> bool:
    """Whether a future is done, after waiting a moment."""
    with suppress(Exception):  # which `result` raises again
        future.exception(timeout=PATIENCE)
    return bool(future.done())
