"""Named points at which a crash test ends the process. In earnest nothing happens at them."""

from __future__ import annotations

from collections.abc import Callable

Checkpoint = Callable[[str], None]
"""Called with a name of `NAMES`, from any thread."""

NAMES = ("update_stored", "before_commit", "after_commit", "after_send", "before_mark")


def pass_by(name: str) -> None:
    """Go on."""
