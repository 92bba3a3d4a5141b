"""Limits of time and memory for a child process, which ends itself when it exceeds them.

Work is limited in processor time, which does not pass while a busy machine does something else.  Wall-clock
time ends what waits for ever.

The limits of the operating system are set if it has them.  A thread also watches: it measures both times,
works on systems without limits (Windows) or with limits that have no effect (macOS), and ends a child whose
parent was killed.  A parser that holds the interpreter's lock stops the thread; then the limit of the system
or the parent ends the child.
"""

from __future__ import annotations

import os
import sys
import threading
import time

OUT_OF_TIME = 64
"""Exit status of a child that exceeded its processor time."""
OUT_OF_MEMORY = 65
"""Exit status of a child that exceeded its memory."""
OUT_OF_WALL_TIME = 66
"""Exit status of a child that exceeded its wall-clock time."""
STATUSES_OUT_OF_TIME = {OUT_OF_TIME, -24}
"""Return codes of a child that exceeded its processor time; 24 is SIGXCPU on Linux and macOS."""
STATUSES_OUT_OF_MEMORY = {OUT_OF_MEMORY, -9}
"""Return codes of a child that exceeded its memory; a system short of memory sends SIGKILL, 9."""

_CHECK_INTERVAL = 0.02
"""Seconds between two checks; a parser allocates far less than `_SPARE` in that time."""
_SPARE = 250_000_000
"""Bytes of address space beyond the memory in use: libraries, and reserves of allocators."""


def limit_resources(seconds: float, memory: float, wall_seconds: float) -> None:
    """Limit this process.

    Args:
        seconds: its processor time.
        memory: its bytes of memory.
        wall_seconds: its wall-clock time from now.
    """
    try:
        import resource
    except ImportError:  # Windows
        pass
    else:
        limits = {
            resource.RLIMIT_AS: memory + _SPARE,
            resource.RLIMIT_CPU: seconds + 1,
            resource.RLIMIT_CORE: 0,
        }
        for limit, value in limits.items():
            try:
                _, highest = resource.getrlimit(limit)
                value = value if highest == resource.RLIM_INFINITY else min(value, highest)
                resource.setrlimit(limit, (int(value), highest))
            except (OSError, ValueError):  # macOS knows the limit of memory but does not let it be set
                continue
    deadline = time.monotonic() + wall_seconds
    threading.Thread(target=_watch, args=(seconds, memory, deadline), daemon=True).start()


def _watch(seconds: float, memory: float, deadline: float) -> None:
    while time.monotonic() < deadline:
        if memory_in_use() > memory:
            os._exit(OUT_OF_MEMORY)
        if time.process_time() > seconds:
            os._exit(OUT_OF_TIME)
        time.sleep(_CHECK_INTERVAL)
    os._exit(OUT_OF_WALL_TIME)


def memory_in_use() -> int:
    """Bytes of memory that this process uses, or the most that it has used; 0 if unknown."""
    try:
        if sys.platform == "linux":
            with open("/proc/self/statm", "rb") as status:  # noqa: PTH123 - fifty times a second
                return int(status.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        if sys.platform == "win32":
            return _memory_on_windows()
        import resource

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    except (OSError, ValueError, ImportError, AttributeError):
        return 0
    return peak if sys.platform == "darwin" else peak * 1024


def _memory_on_windows() -> int:
    """The working set, from the structure PROCESS_MEMORY_COUNTERS."""
    import ctypes

    sizes = ["peak", "working_set", "a", "b", "c", "d", "pagefile", "peak_pagefile"]

    class Counters(ctypes.Structure):
        _fields_ = (
            ("cb", ctypes.c_uint32),
            ("faults", ctypes.c_uint32),
            *((size, ctypes.c_size_t) for size in sizes),
        )

    counters = Counters(cb=ctypes.sizeof(Counters))
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - the type checker knows it on Windows only
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.K32GetProcessMemoryInfo(
        ctypes.c_void_p(kernel.GetCurrentProcess()), ctypes.byref(counters), counters.cb
    )
    return int(counters.working_set)
