"""Buyers who do by chance what buyers do: begin cases, answer, report events, move, sleep, put off, block and erase."""

from datetime import timedelta

from bot.guide.days import latest_day
from bot.guide.happening import AT_ONCE
from bot.guide.wanted import had_verdict
from flows.callbacks import answer_data
from flows.dialogue import ANSWERED, every_path
from flows.samples import SPREADS, TODAY

ZONES = (
    "Europe/Madrid", "America/Sao_Paulo", "Asia/Tokyo", "Asia/Kathmandu", "America/New_York", "Australia/Lord_Howe",
    "Pacific/Apia", "Africa/Casablanca",
)  # fmt: skip
QUIET = ("22-8", "0-0", "8-12", "23-10", "6-18")
LIKELY = {
    "_report": 40, "_undo": 5, "_close": 4, "_tick_off": 10, "_snooze": 16, "_stop": 3, "_quiet": 5, "_move": 5,
    "_block": 6, "_erase": 1, "_begin": 5,
}  # fmt: skip
ONE_DAY = timedelta(days=1)


class Crowd:
    """They act through the pretend Telegram; what they can act on they see in the store."""

    def __init__(self, telegram, knowledge, chance, buyers):
        self._telegram, self._knowledge, self._chance = telegram, knowledge, chance
        self._paths = list(every_path(knowledge.book))
        self.people = range(1, buyers + 1)
        for person in self.people:
            telegram.person(person, "Ana", "en")

    def block_somebody(self):
        """While the bot is down it doesn't see who turns away."""
        self._telegram.block(self._chance.choice(self.people))

    async def act(self, store, now, share):
        """Each of a share of them does one thing."""
        for person in self.people:
            if self._chance.random() < share:
                buyer, cases, numbers = await store.write(lambda tx, who=person: _seen(tx, who))
                self._one_thing(buyer, cases, numbers, now)

    def _one_thing(self, buyer, cases, numbers, now):
        if self._telegram.person(buyer.id).blocked:
            if self._chance.random() < 0.5:
                self._telegram.unblock(buyer.id)
                self._telegram.say(buyer.id, "/cases")
            return
        opened = [case for case in cases if not case.closed_at]
        if not opened:
            self._begin_or_reopen(buyer, cases)
        elif unanswered := next((case for case in opened if not had_verdict(case)), None):
            self._answer(unanswered, self._today(buyer, now))
        else:
            act = self._chance.choices(list(LIKELY), list(LIKELY.values()))[0]
            getattr(self, act)(buyer, self._chance.choice(opened), numbers, self._today(buyer, now))

    def _today(self, buyer, now):
        return now.astimezone(self._knowledge.zone_of(buyer)).date()

    def _press(self, person, data):
        self._telegram.tap(person, self._telegram.history(person)[-1].id, data, forged=True)

    def _begin_or_reopen(self, buyer, cases):
        if cases and self._chance.random() < 0.3:
            self._press(buyer.id, f"v1:{cases[-1].id}:reopen:")
        else:
            self._telegram.say(buyer.id, "/newcase")

    def _answer(self, case, today):
        spread = self._chance.choice(SPREADS)
        for question, trigger in self._chance.choice(self._paths):
            value = spread.value(question) if trigger == ANSWERED else trigger
            if hasattr(value, "toordinal"):
                value += today - TODAY
            self._press(case.owner, answer_data(case.id, question, str(value)))
        self._press(case.owner, f"v1:{case.id}:verdict:")

    def _report(self, _buyer, case, _numbers, today):
        offers = self._knowledge.assess(case, today).offers
        if not offers:
            return
        event = self._chance.choice(offers)
        self._press(case.owner, f"v1:{case.id}:happened:{event}")
        kind = self._knowledge.book.events[event]
        if event not in AT_ONCE:
            day = max(latest_day(case.events), today - self._chance.randrange(6) * ONE_DAY)
            self._press(case.owner, answer_data(case.id, event, day.isoformat()))
        if kind.by:
            self._press(case.owner, answer_data(case.id, kind.by, (today + 8 * ONE_DAY).isoformat()))
        if kind.amount:
            self._press(case.owner, answer_data(case.id, kind.amount, "5.00 EUR"))

    def _undo(self, _buyer, case, _numbers, _today):
        places = [place for place, event in enumerate(case.events) if event.event != "verdict"]
        if places:
            self._press(case.owner, f"v1:{case.id}:undo:{places[-1]}")

    def _close(self, _buyer, case, _numbers, _today):
        self._press(case.owner, f"v1:{case.id}:close:yes")

    def _tick_off(self, buyer, _case, numbers, _today):
        self._on_reminder(buyer, numbers, "v1:{case}:done:{number}")

    def _snooze(self, buyer, _case, numbers, today):
        until = self._chance.choice(("hour", "tonight", "tomorrow", (today + 5 * ONE_DAY).isoformat()))
        self._on_reminder(buyer, numbers, "v1:-:snooze:{number}." + until)

    def _stop(self, buyer, _case, numbers, _today):
        verb = self._chance.choice(("stop", "stop", "remind"))
        self._on_reminder(buyer, numbers, f"v1:{{case}}:{verb}:{{number}}")

    def _on_reminder(self, buyer, numbers, data):
        if numbers:
            number, case = self._chance.choice(numbers)
            self._press(buyer.id, data.format(number=number, case=case))

    def _quiet(self, buyer, _case, _numbers, _today):
        self._press(buyer.id, f"v1:-:quiet:{self._chance.choice(QUIET)}")

    def _move(self, buyer, _case, _numbers, _today):
        self._press(buyer.id, f"v1:-:zone:{self._chance.choice(ZONES)}")

    def _block(self, buyer, _case, _numbers, _today):
        self._telegram.block(buyer.id)

    def _erase(self, buyer, _case, _numbers, _today):
        self._press(buyer.id, "v1:-:erase:yes")

    def _begin(self, buyer, _case, _numbers, _today):
        self._telegram.say(buyer.id, "/newcase")


def _seen(tx, person):
    """A buyer, all their cases, and the latest reminders that they got: (number, case)."""
    sent = "SELECT id, case_id FROM reminders WHERE owner = ? AND state = 'sent' ORDER BY id DESC LIMIT 3"
    return tx.buyer(person), tx.cases(person, closed=True), [tuple(row) for row in tx.run(sent, (person,)).fetchall()]
