"""Ending tasks: what is under way gets its time, and nothing keeps a stop from ending."""

import asyncio

from bot.tasks import ChatTasks, end


async def test_a_task_that_swallows_a_cancellation_is_cancelled_again():
    swallowed = []

    async def stubborn():
        while True:
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                if swallowed:
                    raise
                swallowed.append(True)

    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    await end([task])
    assert task.cancelled()
    assert swallowed == [True]


async def test_ended_tasks_need_no_ending():
    task = asyncio.create_task(asyncio.sleep(0))
    await task
    await end([task])
    await end([])


async def test_a_task_that_breaks_is_told_of_and_makes_room_for_the_next(capsys):
    tasks = ChatTasks("lane")

    async def breaks():
        raise LookupError("Elm Street 12")

    tasks.run(7, breaks)
    assert tasks.has(7)
    for _ in range(3):
        await asyncio.sleep(0)
    assert not tasks.has(7)
    told = capsys.readouterr().out
    assert "a lane broke" in told
    assert "LookupError" in told
    assert "Elm Street" not in told
