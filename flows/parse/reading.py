"""What comes of something typed: a value, a few values to choose from, or why it can't be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Generic, TypeVar

Value_co = TypeVar("Value_co", covariant=True)


@dataclass(frozen=True)
class Price:
    """An amount above zero. `currency` is an ISO 4217 code, or None where none was typed: then it is asked for."""

    amount: Decimal
    currency: str | None

    def __str__(self) -> str:
        return f"{self.amount:f} {self.currency}" if self.currency else f"{self.amount:f}"


@dataclass(frozen=True)
class Understood(Generic[Value_co]):
    """One reading. To be shown and confirmed, never acted on silently."""

    value: Value_co


@dataclass(frozen=True)
class Choose(Generic[Value_co]):
    """Two or more readings that nothing decides between, in order: one button each."""

    options: tuple[Value_co, ...]


@dataclass(frozen=True)
class Refused:
    """No reading. `reason` is the id of the text that says why, `arguments` are its variables."""

    reason: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


DateReading = Understood[date] | Choose[date] | Refused
MoneyReading = Understood[Price] | Choose[Price] | Refused
