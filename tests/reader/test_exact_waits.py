"""The waits of the test harness: they end when the event loop has nothing to do."""

from __future__ import annotations

from asyncio import get_running_loop, sleep

from support.idle import SOON, wait_until_idle


async def test_a_wait_includes_callbacks_that_follow_from_each_other() -> None:
    done = []

    async def work() -> None:
        for turn in range(100):
            await sleep(0)
            done.append(turn)

    task = get_running_loop().create_task(work())
    await wait_until_idle()
    assert len(done) == 100
    await task


async def test_a_wait_includes_timers_that_are_due_soon_and_no_others() -> None:
    loop, called = get_running_loop(), list[str]()
    loop.call_later(SOON / 4, lambda: loop.call_later(SOON / 4, called.append, "soon"))
    late = loop.call_later(1_000, called.append, "late")
    await wait_until_idle()
    assert called == ["soon"]
    late.cancel()
