"""Who had everything about them erased, as salted hashes: a backup still knows them, and forgets them when restored.

The salt stands in the same database: whoever has both and a user id can tell whether it was erased, and no more.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.store.rows import Rows, to_text

SALT = "erasure salt"
"""The note that holds it."""


@dataclass(frozen=True)
class Erasures:
    """`moments`: the hash of a person -> when they were last erased, as it is stored. No salt: nobody ever was."""

    salt: str | None = None
    moments: Mapping[str, str] = field(default_factory=dict)

    def since(self, earlier: Erasures) -> Erasures:
        """Those that an earlier state of the database doesn't know of."""
        if self.salt != earlier.salt:
            return self
        known = earlier.moments.items()
        return Erasures(self.salt, {who: when for who, when in self.moments.items() if (who, when) not in known})

    def names(self, owner: int) -> bool:
        return self.salt is not None and owner_hash(self.salt, owner) in self.moments


def owner_hash(salt: str, owner: int) -> str:
    return hmac.new(salt.encode(), str(owner).encode(), hashlib.sha256).hexdigest()


def remember_erasure(rows: Rows, owner: int, now: datetime) -> None:
    """Note that this person was erased, in the transaction that erases them."""
    rows.run("INSERT INTO notes (key, value) VALUES (?, ?) ON CONFLICT DO NOTHING", (SALT, secrets.token_hex(16)))
    salt = rows.value("SELECT value FROM notes WHERE key = ?", (SALT,))
    _remember(rows, owner_hash(salt, owner), to_text(now))


def erasures_in(rows: Rows) -> Erasures:
    """All that a database remembers; none where it is from before there were any."""
    if rows.value("SELECT 1 FROM sqlite_master WHERE name = 'erasures'") is None:
        return Erasures()
    salt = rows.value("SELECT value FROM notes WHERE key = ?", (SALT,))
    return Erasures(salt, {row[0]: row[1] for row in rows.run("SELECT owner_hash, erased_at FROM erasures")})


def carry_over(rows: Rows, erasures: Erasures) -> None:
    """Add another state's erasures. Where the salts differ its own are dropped: one salt can't read the other's."""
    if erasures.salt is None:
        return
    if rows.value("SELECT value FROM notes WHERE key = ?", (SALT,)) != erasures.salt:
        rows.run("DELETE FROM erasures")
        rows.run("INSERT OR REPLACE INTO notes (key, value) VALUES (?, ?)", (SALT, erasures.salt))
    for who, when in erasures.moments.items():
        _remember(rows, who, when)


def _remember(rows: Rows, who: str, when: str) -> None:
    rows.run("INSERT OR REPLACE INTO erasures (owner_hash, erased_at) VALUES (?, ?)", (who, when))
