"""The nouns of a guide: what its data says. Plain values, no behaviour beyond their own form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

When = Mapping[str, tuple[str, ...]]
"""A condition: each named circumstance has one of the listed values. Empty = always."""


@dataclass(frozen=True)
class Money:
    """An amount above zero in a currency (ISO 4217 code)."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"


Value = str | date | Money
"""An answer: an option's id, a day, or an amount."""


@dataclass(frozen=True, kw_only=True)
class Option:
    """An answer to tap. `line` is the line of questions that it leads into; "" stays on the present one."""

    id: str
    line: str = ""


@dataclass(frozen=True, kw_only=True)
class Question:
    """`tense` says of a date whether it can only lie in the past ("past") or anywhere ("any")."""

    id: str
    kind: Literal["choice", "date", "money"]
    options: tuple[Option, ...] = ()
    tense: Literal["past", "any", ""] = ""
    same_currency_as: str = ""


@dataclass(frozen=True, kw_only=True)
class Line:
    """Questions in order. `offers` narrows a question's options on this line."""

    id: str
    asks: tuple[str, ...]
    offers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Citation:
    article: str
    section: str


@dataclass(frozen=True, kw_only=True)
class Article:
    """A source. Its title is a text of words/."""

    id: str
    read_on: date


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something an article says. What it says, in our words, is the text of the same id in words/."""

    id: str
    group: str
    sources: tuple[Citation, ...]
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A number that a fact names. Texts say it as `{ $PF-013_days }`. Of several rows of one id the latest
    `since` that isn't after today holds; a row without `since` holds from the beginning."""

    id: str
    value: int
    since: date | None = None

    @property
    def fact(self) -> str:
        return self.id.partition("_")[0]


@dataclass(frozen=True, kw_only=True)
class Period:
    """A length of time that the formulas use: a fact's figure, or the guide's own assumption (`value`)."""

    id: str
    figure: str = ""
    value: int = 0
    facts: tuple[str, ...] = ()

    @property
    def assumed(self) -> bool:
        return not self.figure


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A conflict between the articles. What each says and what the guide follows are texts of words/."""

    id: str
    articles: tuple[str, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A row of a decision table: the first row whose `when` matches gives `then`."""

    id: str
    then: str
    when: When = field(default_factory=dict)
    facts: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class WindowKind:
    """How the time for opening a dispute is reckoned, and what that rests on."""

    id: str
    facts: tuple[str, ...]
    periods: tuple[str, ...]
    readings: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ClockKind:
    """What a clock rests on and when it reminds.

    `before`: days before its date. `daily_for` days each day, then every `every` days; `every` alone repeats.
    `done` is what the buyer reports when it is done: an event, or the question to answer; the first that applies.
    """

    id: str
    facts: tuple[str, ...]
    periods: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    before: tuple[int, ...] = ()
    daily_for: int = 0
    every: int = 0
    done: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Step:
    """Something to do. Shown only where `when` matches. `readings` are conflicts about how it is done: they don't
    touch the verdict, but stand behind its "Why?"."""

    id: str
    facts: tuple[str, ...]
    when: When = field(default_factory=dict)
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A proof; `rank` is its order of power (1 is strongest, PF-080), `when` the cases that it helps."""

    id: str
    rank: int
    facts: tuple[str, ...]
    when: When = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Caution:
    """Something never to do."""

    id: str
    facts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a verdict advises, in order."""

    id: str
    steps: tuple[str, ...]
    warnings: tuple[str, ...] = ()
    evidence: bool = True


@dataclass(frozen=True, kw_only=True)
class Change:
    """What an event changes of the answers where `when` matches: those it sets, and the question that its day answers.
    Answers that the changed ones lead away from are asked again."""

    when: When
    sets: Mapping[str, str] = field(default_factory=dict)
    day: str = ""


@dataclass(frozen=True, kw_only=True)
class EventKind:
    """Something that a buyer reports with its day. `mark`: the guide's own, never a button.

    `days` are the questions that its day answers, `by` and `amount` those that a second day or a sum answers, which it
    may carry then. `dispute_stage` is the answer that it stands for. `asks` are questions worth asking from then on.
    Offered where `when` matches the answers and, if it has `changes`, one of them does.
    """

    id: str
    facts: tuple[str, ...] = ()
    mark: bool = False
    when: When = field(default_factory=dict)
    days: tuple[str, ...] = ()
    by: str = ""
    amount: str = ""
    dispute_stage: str = ""
    asks: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Where a case stands in the weeks after the verdict. `on` says which event leads to which stage, the likeliest
    first; `asks` are questions whose answer may change here. `claims`: something can still be asked for."""

    id: str
    waits_for: Literal["you", "seller", "platform", "parcel", "money", "nobody"]
    facts: tuple[str, ...] = ()
    clocks: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    gates: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    claims: bool = True
    on: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Condition:
    """One thing that must be so before a risky step. With `when` the case itself says whether it is; without, or where
    the case doesn't know, the buyer is asked."""

    id: str
    facts: tuple[str, ...]
    when: When = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class GateKind:
    """A step that can't be taken back, and what must be so before it, in the order of asking."""

    id: str
    conditions: tuple[Condition, ...]
