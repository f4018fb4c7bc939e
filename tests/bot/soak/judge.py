"""The history checker: what a simulated year may not have done. What is wanted is derived anew, from the cases as they
were and the flows alone; the rows of the reminders only say in which message each of them went out."""

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from bot.store import Case, Event
from bot.store.rows import to_instant
from tests.bot.soak import chronicle

MORNING = time(9)
ONE_DAY = timedelta(days=1)
AFTER = timedelta(hours=2)
"""After the round of the ticks that finds a reminder due: Telegram may have refused it for a while."""
DONE = re.compile(r'"v1:([^:"]+):done:(\d+)"')
SUMMARY = "While I couldn’t write to you"


@dataclass
class Findings:
    """What was broken, a line each, and figures."""

    broken: list[str] = field(default_factory=list)
    figures: Counter = field(default_factory=Counter)


class Judge:
    """Looks at a year that is over."""

    def __init__(self, year):
        self._year, self._knowledge = year, year.knowledge
        past = chronicle.read(year.database)
        self._cases, self._buyers, self._outgoing = past["cases"], past["buyers"], past["outgoing"]
        self._rows = past["reminders"]
        self._row_of = {}
        for number, changes in self._rows.items():
            first = changes[0].row
            self._row_of[first["case_id"], first["clock"], first["on_day"]] = number
        self._marked = self._marks()
        self._end = year.clock.now()
        self._found = Findings()

    def judge(self):
        for check in (self._wanted, self._early, self._quiet, self._messages, self._copies, self._summaries):
            check()
        self._found.figures.update(
            buyers=len({change.row["id"] for past in self._buyers.values() for change in past if change.row}),
            cases=len(self._cases),
            messages=sum(called.took_effect for _, called in self._year.telegram.journal.messages),
            rows=len(self._rows),
        )
        return self._found

    # what was to be sent

    def _wanted(self):
        """Every reminder that a case wanted at nine on its day went out in time, or there was a reason against it."""
        for case, past in self._cases.items():
            for owner, day, due in self._mornings(past):
                row = past.at(due)
                if row and row["closed_at"] is None and '"verdict"' in row["events"]:
                    for clock in self._clocks_of(row, day):
                        self._found.figures["wanted"] += 1
                        self._judge_one(case, clock, day, due, owner)

    def _mornings(self, past):
        """Each day of a case with the instant of its morning, where its buyer lives then: (owner, day, instant)."""
        owner = past[0].row["owner"]
        day = past[0].at.date()
        while day <= min(past[-1].at + timedelta(days=200), self._end).date():
            rough = datetime.combine(day, MORNING, tzinfo=UTC)
            due = datetime.combine(day, MORNING, tzinfo=self._zone(owner, rough)).astimezone(UTC)
            if due <= self._end - timedelta(hours=3):
                yield owner, day, due
            day += ONE_DAY

    def _clocks_of(self, row, day):
        found = self._assess(row, day)
        stopped = json.loads(row["stopped"])
        return [each.deadline for each in found.reminders if each.on == day and each.deadline not in stopped]

    def _assess(self, row, day):
        events = tuple(
            Event(**{**event, "on": date.fromisoformat(event["on"]), "by": _day(event.get("by"))})
            for event in json.loads(row["events"])
        )
        case = Case(
            id=row["id"], owner=row["owner"], opened_at=self._end, answers=json.loads(row["answers"]), events=events
        )
        return self._knowledge.assess(case, day)

    def _judge_one(self, case, clock, day, due, owner):
        what = f"case {case} {clock} {day}, due {due:%m-%d %H:%M}"
        sent = self._went_out(case, clock, due)
        limit = self._limit(due, owner)
        if sent and sent <= limit:
            self._found.figures["in time"] += 1
        elif self._disturbed(case, owner, due, sent or limit):
            self._found.figures["changed meanwhile"] += 1
        elif sent:
            self._found.broken.append(f"late: {what}, sent {sent:%m-%d %H:%M}, limit {limit:%m-%d %H:%M}")
        elif (reason := self._reason(case, clock, day, due, owner)) in ("blocked", "no longer wanted", "not yet"):
            self._found.figures[reason] += 1
        else:
            self._found.broken.append(f"lost: {what}: {reason}")

    def _went_out(self, case, clock, due):
        """When a message with this clock first arrived, or was marked as sent, after an instant. Days of one clock that
        come due together, as after a down time, are one thing to remind of."""
        return min((at for at in self._marked[case, clock] if at >= due), default=None)

    def _marks(self):
        """The instants at which messages arrived or were marked as sent, by what they remind of. One whose answer was lost
        twice arrived, and is never marked."""
        found = defaultdict(list)
        for at, called, things in self._reminders():
            for _, number in things if called.took_effect else ():
                row = self._rows[str(number)][0].row
                found[row["case_id"], row["clock"]].append(at)
        for past in self._rows.values():
            row = past[0].row
            for message in {change.row["message"] for change in past if change.row and change.row["message"]}:
                marked = [each for each in self._outgoing[str(message)] if each.row and each.row["state"] == "sent"]
                found[row["case_id"], row["clock"]] += [change.at for change in marked]
        return found

    def _limit(self, due, owner):
        """The last round in which it may go out: quiet hours are waited for, rounds that did not take place too."""
        rounds = [instant for instant in self._year.rounds if instant >= due][:60]
        awake = (n for n, instant in enumerate(rounds) if not self._is_quiet(owner, instant))
        place = next(awake, len(rounds))
        later = rounds[place : place + 2]
        return max(later[0] + AFTER, later[-1]) if later else self._end

    def _disturbed(self, case, owner, since, until):
        """Whether the buyer changed something between a reminder's morning and its sending."""
        past = self._buyers[str(owner)]
        return any(each.changed(since - ONE_DAY, min(until, self._end)) for each in (self._cases[case], past))

    def _reason(self, case, clock, day, due, owner):
        number = self._row_of.get((case, clock, day.isoformat()))
        if number is None:
            return "blocked" if self._is_blocked(owner, due) else "never a row"
        last = self._rows[number][-1]
        if self._is_blocked(owner, last.at):
            return "blocked"
        then = self._cases[case].at(last.at)
        today = last.at.astimezone(self._zone(owner, last.at)).date()
        if last.row is None or then is None or then["closed_at"] or clock in json.loads(then["stopped"]):
            return "no longer wanted"
        if not any(each.id == clock and each.act_by for each in self._assess(then, today).clocks):
            return "no longer wanted"
        if last.row["state"] == "pending" and to_instant(last.row["due_at"]) > self._end - timedelta(hours=3):
            return "not yet"
        return f"{last.row['state']} {last.row['put_off']} at {last.at:%m-%d %H:%M}"

    # what was not to be sent

    def _queued(self):
        """Each time that a row went into a message: (its row before, its row then, the instant)."""
        for past in self._rows.values():
            for before, after in pairwise(past):
                if after.row and before.row and after.row["state"] == "sent" != before.row["state"]:
                    yield before.row, after.row, after.at

    def _early(self):
        """Nothing before its due instant, nor before nine in any zone that the buyer ever lived in."""
        for before, row, at in self._queued():
            day = date.fromisoformat(row["on_day"])
            zones = {change.row["zone"] for change in self._buyers[str(row["owner"])] if change.row} | {None}
            mornings = [datetime.combine(day, MORNING, tzinfo=ZoneInfo(zone or "UTC")) for zone in zones]
            self._found.figures["went out"] += 1
            if at < to_instant(before["due_at"]) or at < min(mornings):
                self._found.broken.append(f"early: row {row['id']} {row['clock']} {day} at {at}")

    def _quiet(self):
        """Nothing in quiet hours, but what is to be done before they end."""
        for _, row, at in self._queued():
            act_by = row["act_by"] and date.fromisoformat(row["act_by"])
            today = at.astimezone(self._zone(row["owner"], at)).date()
            if self._is_quiet(row["owner"], at, strictly=True) and not (act_by and act_by in (today, today - ONE_DAY)):
                self._found.broken.append(f"quiet: row {row['id']} {row['clock']} act by {act_by} at {at}")

    def _messages(self):
        """Nothing for a case that was closed or erased, nothing to somebody who is known to have blocked the bot."""
        for at, called, things in self._reminders():
            for case, number in things:
                past = self._cases[case]
                if called.took_effect and all(_is_over(row) for row in (past.before(at), past.at(at))):
                    self._found.broken.append(f"closed: case {case} reminder {number} at {at}")
            buyer = self._buyers[str(called.chat_id)]
            if all(row and row["blocked_at"] for row in (buyer.before(at), buyer.at(at))):
                self._found.broken.append(f"blocked: buyer {called.chat_id} at {at}")

    def _copies(self):
        """Each reminder once, and once more for each time that it was put off or its outcome was unknown."""
        times, extra = Counter(), Counter()
        for _, called, things in self._reminders():
            numbers = [number for _, number in things if called.took_effect]
            times.update(numbers)
            extra[called.chat_id] += any(times[number] > self._allowed(number) for number in numbers)
        for chat, more in extra.items():
            unknown = self._year.unknown.get(chat, 0)
            self._found.figures["repeated"] += more
            if more > unknown:
                self._found.broken.append(f"twice: {more} in chat {chat}, outcomes unknown {unknown}")

    def _allowed(self, number):
        past = self._rows[number]
        return 1 + sum(_is_put_off(*pair) for pair in pairwise(past))

    def _summaries(self):
        """At most one summary of what was missed between two blocks."""
        told = defaultdict(list)
        for at, called in self._year.telegram.journal.messages:
            if called.took_effect and SUMMARY in called.parameters["text"]:
                told[called.chat_id].append(at)
        for chat, instants in told.items():
            self._found.figures["summaries"] += len(instants)
            for one, other in pairwise(instants):
                past = self._buyers[str(chat)]
                if not any(change.row and change.row["blocked_at"] for change in past if one <= change.at <= other):
                    self._found.broken.append(f"two summaries: buyer {chat}, {one} and {other}")

    # looking things up

    def _reminders(self):
        """The messages that remind: (instant, call, [(case, number)])."""
        for at, called in self._year.telegram.journal.messages:
            things = DONE.findall(called.parameters.get("reply_markup", ""))
            if things:
                yield at, called, things

    def _zone(self, owner, at):
        row = self._buyers[str(owner)].at(at)
        return ZoneInfo(row["zone"] if row and row["zone"] else "UTC")

    def _is_quiet(self, owner, at, strictly=False):
        """Strictly: also by what held just before."""
        past = self._buyers[str(owner)]
        local = at.astimezone(self._zone(owner, at))
        states = (past.before(at), past.at(at)) if strictly else (past.at(at),)
        return all(
            row and (local.hour - row["quiet_from"]) % 24 < (row["quiet_until"] - row["quiet_from"]) % 24
            for row in states
        )

    def _is_blocked(self, owner, at):
        row = self._buyers[str(owner)].at(at)
        return bool(row and row["blocked_at"])


def _day(text):
    return text and date.fromisoformat(text)


def _is_over(row):
    return row is None or row["closed_at"] is not None


def _is_put_off(before, after):
    """Whether a row that had gone out was put off by its buyer."""
    return bool(
        before.row and after.row and after.row["state"] == "pending" and after.row["put_off"] == "snoozed"
        and (before.row["state"], before.row["due_at"]) != (after.row["state"], after.row["due_at"])
    )  # fmt: skip
