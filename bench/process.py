"""A bot's process: on a core of its own, its output in a file, its use of the machine, and its certain end."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

GRACE_SECONDS = 5.0
LOOK_SECONDS = 0.02
TICKS = os.sysconf("SC_CLK_TCK")


class Process:
    """A bot under way. Whoever starts one calls `end` whatever happens."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str], output: Path, *, core: int | None) -> None:
        self._output = output
        # compiled modules are kept, as on a host's machine: else each start would compile everything anew
        inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        with output.open("wb") as file:
            self._child = subprocess.Popen(  # noqa: S603 - our own command lines
                command, env={**inherited, **env}, stdin=subprocess.DEVNULL, stdout=file, stderr=file,
                cwd=output.parent, start_new_session=True,
            )  # fmt: skip
        stay_on(core, self._child.pid)

    async def end(self) -> None:
        """SIGTERM, and SIGKILL for the whole group when that doesn't help in time."""
        try:
            self._signal(signal.SIGTERM)
            async with asyncio.timeout(GRACE_SECONDS):
                while not self.has_ended:  # noqa: ASYNC110 - a process has no event to wait for
                    await asyncio.sleep(LOOK_SECONDS)
        except TimeoutError:
            pass
        finally:
            self._signal(signal.SIGKILL)
            self._child.wait()

    @property
    def has_ended(self) -> bool:
        return self._child.poll() is not None

    def cpu_seconds(self) -> float:
        """User and system time so far."""
        fields = Path(f"/proc/{self._child.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def rss_mb(self) -> float:
        """Resident memory, in MB of 1,000,000 bytes."""
        status = Path(f"/proc/{self._child.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) * 1024 / 1e6

    def last_words(self, lines: int = 5) -> str:
        """The end of what it printed."""
        return "\n".join(self._output.read_text(errors="replace").splitlines()[-lines:])

    def _signal(self, number: int) -> None:
        if not self.has_ended:
            os.killpg(self._child.pid, number)


@cache  # asked anew after `stay_on` the machine would seem to have that one core only
def cores() -> tuple[int | None, int | None]:
    """(the server's core, the bot's core); None where the machine has one only, or can't be asked."""
    if not hasattr(os, "sched_getaffinity") or len(available := sorted(os.sched_getaffinity(0))) < 2:
        return None, None
    return available[0], available[1]


def stay_on(core: int | None, pid: int = 0) -> None:
    """Keep a process (0: this one) on a core."""
    if core is not None:
        os.sched_setaffinity(pid, {core})


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
