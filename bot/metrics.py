"""What the bot counts and times about itself, for Prometheus. No metric knows who anybody is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.core import CounterMetricFamily
from prometheus_client.registry import Collector

from bot.budgets import PRIORITY

PREFIX = "dispute_guide"
TAP_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 150)
"""Seconds. The last is when Telegram takes no answer to a tap any more."""

STORE_BUCKETS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2, 10)


class Tally:
    """What happens several times with every update is counted here, on the event loop only: a counter of the library's, made for many
    threads, took ten times as long."""

    def __init__(self) -> None:
        self.count = 0

    def inc(self) -> None:
        self.count += 1


class _Tallies(Collector):
    """Tallies as Prometheus reads them: one counter, by what its label says."""

    def __init__(self, name: str, meaning: str, label: str, tallies: Mapping[str, Tally]) -> None:
        self._described = name, meaning, label
        self._tallies = tallies

    def collect(self) -> Iterator[CounterMetricFamily]:
        name, meaning, label = self._described
        family = CounterMetricFamily(name, meaning, labels=(label,))
        for said, tally in self._tallies.items():
            family.add_metric((said,), tally.count)
        yield family


class Metrics:
    """One bot's metrics, in a registry of their own. Counters are written to where it happens.

    The gauges of the inbox, the outbox and the reminders are read from the store by whoever scrapes.
    """

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.updates_in = self._counter("updates_in", "Updates that Telegram delivered for the first time")
        self.updates_done = self._counter("updates_done", "Updates worked off")
        self.updates_set_aside = self._counter("updates_set_aside", "Updates given up on, and kept for the host")
        self.updates_dropped = self._counter("updates_dropped", "Updates not taken in because somebody sent too many")
        self.sent = self._tallies("sent", "Calls that Telegram carried out", "kind", ("tap", *PRIORITY))
        self.refused = self._counter("refused", "Calls that Telegram refused, by HTTP status", "status")
        self.unknown_outcomes = self._counter("unknown_outcomes", "Calls whose answer never came")
        self.plain_resends = self._counter("plain_resends", "Messages sent again without markup that was refused")
        self.inline_queries = self._counter("inline_queries", "Inline queries, by what became of them", "outcome")
        self.conflicts = self._counter("conflicts", "Polls refused because another process uses the token")
        self.tap_seconds = self._histogram("tap_seconds", "From a tap taken in to its answer", TAP_BUCKETS)
        self.store_seconds = self._histogram(
            "store_seconds", "From the first write of a commit handed in to the commit", STORE_BUCKETS
        )
        self.loop_lag_seconds = self._gauge(
            "loop_lag_seconds", "How late the event loop was at worst in the last minute"
        )
        self.inbox_open = self._gauge("inbox_open", "Updates that wait to be worked off")
        self.inbox_oldest_seconds = self._gauge("inbox_oldest_seconds", "Age of the oldest of them")
        self.outbox_open = self._gauge("outbox_open", "Calls that wait to be made")
        self.reminders_due = self._gauge("reminders_due", "Reminders whose time has come, not yet in the outbox")
        self.reminders_late = self._gauge("reminders_late", "Those among them that have been due for over a minute")
        ProcessCollector(registry=self.registry)

    def _tallies(self, name: str, meaning: str, label: str, said: Iterable[str]) -> Mapping[str, Tally]:
        """A tally for each thing that the label may say."""
        tallies = {each: Tally() for each in said}
        self.registry.register(_Tallies(f"{PREFIX}_{name}", meaning, label, tallies))
        return tallies

    def _counter(self, name: str, meaning: str, *labels: str) -> Counter:
        return Counter(f"{PREFIX}_{name}", meaning, labels, registry=self.registry)

    def _gauge(self, name: str, meaning: str) -> Gauge:
        return Gauge(f"{PREFIX}_{name}", meaning, registry=self.registry)

    def _histogram(self, name: str, meaning: str, buckets: tuple[float, ...]) -> Histogram:
        return Histogram(f"{PREFIX}_{name}", meaning, buckets=buckets, registry=self.registry)
