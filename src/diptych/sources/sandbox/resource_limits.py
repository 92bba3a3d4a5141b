"""What a child process may take: time and memory, ended by itself when they are spent.

Where the system can hold a process to limits, it does.  A thread watches as well: it knows the time that has
passed, works where there are no limits to set (Windows) or where they are not kept (macOS), and ends a child
whose parent was killed.  A parser that holds the interpreter's lock stops the thread; then the parent's own
clock ends the child.
"""

from __future__ import annotations

import os
import sys
import threading
import time

OUT_OF_TIME = 64
OUT_OF_MEMORY = 65
"""Exit status of a child that spent what it had."""
KILL_SIGNAL = 9
"""What a system short of memory sends."""
CPU_SIGNAL = 24
"""SIGXCPU, on Linux and macOS."""

_EVERY = 0.02
"""Seconds between two looks: what a parser can take meanwhile is well below the limit of the system."""
_SPARE = 250_000_000
"""Bytes of address space beyond what is held: libraries, and what allocators put by."""


def keep_within(seconds: float, memory: float) -> None:
    """Hold this process to `seconds` of time and `memory` bytes from now on."""
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
            except (OSError, ValueError):  # macOS knows the limit of memory and refuses to set it
                continue
    threading.Thread(target=_watch, args=(time.monotonic() + seconds, memory), daemon=True).start()


def _watch(until: float, memory: float) -> None:
    while time.monotonic() < until:
        if held() > memory:
            os._exit(OUT_OF_MEMORY)
        time.sleep(_EVERY)
    os._exit(OUT_OF_TIME)


def held() -> int:
    """Bytes of memory that this process holds, or has held at most; 0 where that cannot be told."""
    try:
        if sys.platform == "linux":
            with open("/proc/self/statm", "rb") as status:  # noqa: PTH123 - fifty times a second
                return int(status.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        if sys.platform == "win32":
            return _held_on_windows()
        import resource

        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    except (OSError, ValueError, ImportError, AttributeError):
        return 0
    return most if sys.platform == "darwin" else most * 1024


def _held_on_windows() -> int:
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
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - only there on Windows, as types have it
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.K32GetProcessMemoryInfo(
        ctypes.c_void_p(kernel.GetCurrentProcess()), ctypes.byref(counters), counters.cb
    )
    return int(counters.working_set)
