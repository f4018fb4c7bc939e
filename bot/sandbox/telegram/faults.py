"""What can be made to go wrong between the bot and the pretend Telegram, and which calls it strikes.

`telegram.script(Fault("sendMessage", accept_then_hang(), chat_id=7, nth=3))` strikes the third message to Ana,
`telegram.script(Fault("*", late(0.05), times=None))` makes every answer 50 ms late.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from bot.clock import Clock
from bot.sandbox.telegram.errors import Refused
from bot.sandbox.telegram.parameters import Json
from bot.sandbox.telegram.replies import Reply, Wire, refusal

NO_REPLY = Reply(0, b"")


@dataclass(frozen=True)
class Trouble:
    """What happens to a call. `carried_out`: it takes effect all the same, and only its answer suffers.

    `instead` is answered in place of the truth; a call that isn't carried out has no other answer. `seconds`, by the
    pretend clock, pass before the answer leaves; with `hangs` it doesn't leave before `mend()`. Troubles combine:
    `replace(api_error(502, "Bad Gateway"), seconds=5)`."""

    carried_out: bool = True
    instead: Reply | None = None
    seconds: float = 0.0
    hangs: bool = False
    wire: Wire = Wire.WHOLE

    async def delay(self, clock: Clock, over: asyncio.Event) -> None:
        """Wait as long as the answer is to stay away."""
        if self.seconds:
            await clock.sleep(self.seconds)
        if self.hangs:
            await over.wait()

    def spoil(self, reply: Reply) -> Reply:
        """The reply as this trouble leaves it."""
        return replace(self.instead or reply, wire=self.wire)


def api_error(status: int, description: str, parameters: Json | None = None, *, carried_out: bool = False) -> Trouble:
    """Telegram says no. `description` is whole: "Bad Request: chat not found"."""
    return Trouble(carried_out, refusal(Refused(status, description, parameters)))


def too_many(seconds: int) -> Trouble:
    """429: come back after so many seconds."""
    return api_error(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


def html_page(status: int = 502, *, carried_out: bool = False) -> Trouble:
    """A proxy's page instead of JSON."""
    page = f"<html><head><title>{status}</title></head><body><h1>{status}</h1><hr>nginx</body></html>"
    return Trouble(carried_out, Reply(status, page.encode(), "text/html"))


def cut_json() -> Trouble:
    """Carried out; half of the true body arrives as if it were all."""
    return Trouble(wire=Wire.CUT)


def late(seconds: float) -> Trouble:
    """Carried out; the true answer leaves so much later."""
    return Trouble(seconds=seconds)


def accept_then_hang() -> Trouble:
    """Carried out; the answer never comes. `telegram.mend()` breaks the connection."""
    return Trouble(hangs=True, wire=Wire.BROKEN)


def refuse_then_hang() -> Trouble:
    """Not carried out, and no answer either. `telegram.mend()` breaks the connection."""
    return Trouble(carried_out=False, hangs=True, wire=Wire.BROKEN)


def reset_before() -> Trouble:
    """The connection breaks, and nothing was carried out."""
    return Trouble(carried_out=False, wire=Wire.BROKEN)


def reset_after() -> Trouble:
    """Carried out; then the connection breaks."""
    return Trouble(wire=Wire.BROKEN)


def reset_in_body() -> Trouble:
    """Carried out; the connection breaks in the middle of the answer."""
    return Trouble(wire=Wire.TORN)


@dataclass(frozen=True)
class Fault:
    """From the `nth` call on (1 is the next), `times` calls meet `trouble`; None: every one, until `mend()`.

    `method` is Telegram's name or a pattern: "*" any, "send*", "[!g]*" all but get…; case doesn't matter. Counted are
    calls of these methods that go to `chat_id`, None: to any chat or none. An answer to a tap or to an
    inline query goes to who made it. Where two faults are due, the one scripted first strikes, and the other strikes
    the next call."""

    method: str
    trouble: Trouble
    chat_id: int | None = None
    nth: int = 1
    times: int | None = 1

    def concerns(self, method: str, chat_id: int | None) -> bool:
        """`method` in lower case."""
        return fnmatchcase(method, self.method.lower()) and self.chat_id in (None, chat_id)


@dataclass
class Due:
    """A fault, how many calls it has seen, and how often it struck."""

    fault: Fault
    seen: int = 0
    struck: int = 0

    @property
    def spent(self) -> bool:
        return self.fault.times is not None and self.struck >= self.fault.times

    def see(self, method: str, chat_id: int | None) -> bool:
        """Count the call; whether the fault would strike it."""
        concerned = self.fault.concerns(method, chat_id)
        self.seen += concerned
        return concerned and self.seen >= self.fault.nth


class Script:
    """The faults to come. Who hangs waits for `over`."""

    def __init__(self) -> None:
        self._due: list[Due] = []
        self.over = asyncio.Event()

    def add(self, *faults: Fault) -> None:
        self._due += [Due(fault) for fault in faults]

    def ahead(self) -> list[Fault]:
        """The faults that have not struck as often as they are to."""
        return [due.fault for due in self._due]

    def strike(self, method: str, chat_id: int | None) -> Trouble | None:
        """What happens to this call; None: nothing, it goes well."""
        ready = [due for due in self._due if due.see(method, chat_id)]
        if not ready:
            return None
        ready[0].struck += 1
        self._due = [due for due in self._due if not due.spent]
        return ready[0].fault.trouble

    def mend(self) -> None:
        """Forget every fault and end every hang."""
        self._due.clear()
        self.over.set()
        self.over = asyncio.Event()
