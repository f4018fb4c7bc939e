"""Whole conversations with the guide, from the first word to the verdict, and by hand what each must come to."""

from collections import Counter
from dataclasses import dataclass

from tests.history import Said, Talk, shown


@dataclass(frozen=True)
class Tap:
    """A tap on the button whose data ends so."""

    end: str


@dataclass(frozen=True)
class Step:
    """What a buyer types or taps, once the bot has sent the message with `after` in it; None: without waiting."""

    after: str | None
    does: str | Tap


@dataclass(frozen=True)
class Script:
    """`messages` are parts of the texts that the bot sends, in order; each stands in one of them only."""

    steps: tuple[Step, ...]
    effects: tuple[str, ...]
    messages: tuple[str, ...]

    @property
    def meant(self) -> Talk:
        return Talk(self.effects, self.messages)

    def named(self, text: str) -> str:
        """A message by its part; one that isn't meant by its whole text."""
        return next((part for part in self.messages if part in text), text)

    async def play(self, telegram, person: int) -> None:
        """Say it all, and wait for the last message, however often the bot dies in between."""
        changes = telegram.subscribe(person)
        for after, does in [(step.after, step.does) for step in self.steps] + [(self.messages[-1], None)]:
            while after and after not in self.seen(telegram, person):
                await changes.get()
            if does:
                act(telegram, person, does)
        telegram.unsubscribe(person, changes)

    def seen(self, telegram, person: int) -> tuple[str, ...]:
        """The messages that were sent, copies too, in order."""
        return tuple(self.named(message.text) for message in telegram.history(person) if message.from_bot)


def act(telegram, person: int, does: str | Tap) -> None:
    """LookupError where there is nothing to tap."""
    if isinstance(does, Tap):
        telegram.tap(person, *_button(telegram, person, does.end))
    else:
        telegram.say(person, does)


def _button(telegram, person, end):
    """(message id, data) of the newest such button."""
    for message in reversed(telegram.history(person)):
        for button in (button for row in message.inline_keyboard for button in row):
            if button.get("callback_data", "").endswith(end):
                return message.id, button["callback_data"]
    raise LookupError(f"no button ends with {end}")


EFFECTS = (
    "situation:arrived_wrong", "problem:damaged", "flaw:major", "delivered_on:2026-11-21", "protection_ends_on:unknown",
    "item_value:24.90 EUR", "postage:as_much_or_more", "seller_contact:not_yet", "verdict",
)  # fmt: skip
"""The talks take place on Sunday, 22 November 2026."""

WELCOME, SITUATION, PROBLEM, FLAW = "Let’s sort it out", "What happened with", "Which of these", "How bad is it?"
DELIVERED, THAT_DAY, PROTECTION = "turn Delivered", "I understood Sat", "does Buyer Protection end"
VALUE, THAT_MUCH, POSTAGE, SELLER = (
    "What did you pay",
    "I understood €24.90",
    "cost you to send it back",
    "Have you written",
)
SUMMARY, VERDICT, CARD, COUNTRY = "Is this right?", "Likely covered", "Talking to the seller", "Which country are you"

TYPED_MESSAGES = (
    WELCOME, SITUATION, PROBLEM, FLAW, DELIVERED, THAT_DAY, PROTECTION, VALUE, THAT_MUCH, POSTAGE, SELLER, SUMMARY,
    VERDICT, CARD, COUNTRY,
)  # fmt: skip

TYPED = Script(
    (
        Step(None, "/start"),
        Step(SITUATION, "2"), Step(PROBLEM, "1"), Step(FLAW, "2"),
        Step(DELIVERED, "yesterday"), Step(None, "yes"),
        Step(PROTECTION, "i dont know"),
        Step(VALUE, "24.90 EUR"), Step(None, "yes"), Step(None, "4"),
        Step(SELLER, "1"), Step(None, "show me the verdict"),
    ),
    EFFECTS, TYPED_MESSAGES,
)  # fmt: skip

BLURTED = Script(tuple(Step(None, step.does) for step in TYPED.steps), EFFECTS, TYPED_MESSAGES)
"""The same, all at once."""

TAPPED = Script(
    (
        Step(None, "/start"),
        Step(SITUATION, Tap(":situation:arrived_wrong")),
        Step(PROBLEM, Tap(":problem:damaged")),
        Step(FLAW, Tap(":flaw:major")),
        Step(DELIVERED, Tap(":delivered_on:2026-11-21")),
        Step(PROTECTION, Tap(":protection_ends_on:unknown")),
        Step(VALUE, "24.90 EUR"),
        Step(THAT_MUCH, Tap(":item_value:24.90 EUR")),
        Step(POSTAGE, Tap(":postage:as_much_or_more")),
        Step(SELLER, Tap(":seller_contact:not_yet")),
        Step(SUMMARY, Tap(":verdict:")),
    ),
    EFFECTS, tuple(message for message in TYPED_MESSAGES if message != THAT_DAY),
)  # fmt: skip

SCRIPTS = (TYPED, TAPPED, BLURTED)


def became(telegram, effects, scripts) -> dict[int, Talk]:
    """What the talks came to. `effects` is what the database has, `scripts` who talked by which, both by person."""
    messages = shown(telegram.journal)
    return {
        person: Talk(tuple(effects.get(person, ())), tuple(map(script.named, messages.get(person, ()))))
        for person, script in scripts.items()
    }


def named(found: Counter[Said], scripts) -> Counter[Said]:
    """The same counts, with the messages called as their scripts call them."""
    return Counter({(person, scripts[person].named(text)): number for (person, text), number in found.items()})
