"""Whatever somebody asks on the way, at whatever point: they are back at the same question, and nothing is lost."""

from dataclasses import replace
from datetime import UTC, date, datetime

from bot import assembly
from bot.guide import Guide
from bot.guide.callbacks import data_for
from bot.guide.days import REDATE, WHATIF
from bot.guide.happening import AT_ONCE
from bot.search import Looked
from bot.settings import Settings
from bot.store import Buyer, Case, Event
from bot.talk import Command, Person, Tap, Text, Typed
from tests.bot.paths import CHEAPER, DAMAGED, NOTHING_ARRIVED, stored
from tests.bot.test_commands import every_question
from tests.chat import NOON

PERSON = Person(id=7, language="en")
SUNDAY = date(2026, 11, 22)
CASE = Case(id="AbC-_123456", owner=7, opened_at=datetime(2026, 11, 22, 8, tzinfo=UTC))
VERDICT = Event(event="verdict", on=SUNDAY, note="arrived_wrong/damaged")
ADVISED = replace(CASE, answers=stored(*DAMAGED), events=(VERDICT,))
FILED = replace(ADVISED, events=(VERDICT, Event(event="dispute_opened", on=SUNDAY)))
AT_A_DAY = replace(CASE, answers=stored(*DAMAGED[:3]))
OPEN, BACK = data_for("open", "", CASE.id), "‹ Back to my question"
ELSE = "Something else"

LOOKED = {
    "how long do I have": Looked("faq", ("dispute_deadline",), sure=True),
    "how long": Looked("faq", ("dispute_deadline", "dispute_duration", "refund_timing")),
    "it is broken": Looked("problem", (), False, ("defective", "damaged", "return_shipping_cost")),
    "he says close it": Looked("faq", ("close_dispute_request",), True, (), "close_dispute"),
}

DIGRESSIONS = (
    (Typed("how long do I have"),),
    (Typed("how long do I have"), "What is Buyer Protection?", "Sources", "‹ Back to the answer"),
    (Typed("how long"), "How long does a dispute take?"),
    (Typed("how long"), "None of these"),
    (Typed("it is broken"), ELSE),
    (Typed("he says close it"),),
    (Typed("he says close it", forwarded=True), "The seller asks me to close"),
    (Typed("what is the weather like in Lisbon?"),),
    (Command("faq"), "Time and deadlines", "How long do I have", "‹ Time", "‹ All", BACK),
    (Command("faq", "how long do I have"),),
    (Command("faq", "what is the weather like in Lisbon?"), BACK),
    (Command("start", "faq_dispute_deadline"),),
    (Command("start", "faq_banana"),),
)
"""What somebody says, and the buttons that they tap then, BACK and ELSE where they are there."""

BESIDE = {
    "a day that was understood": (AT_A_DAY, (Tap(OPEN), Typed("18 November"))),
    "the country": (ADVISED, (Tap(data_for("countries", "0")),)),
    "the clock of a country": (ADVISED, (Tap(data_for("country", "US")),)),
    "quiet from when": (AT_A_DAY, (Tap(data_for("quiet")),)),
    "quiet until when": (AT_A_DAY, (Tap(data_for("quiet", "22")),)),
    "whether to close": (ADVISED, (Tap(data_for("close", "ask", CASE.id)),)),
    "whether to erase": (ADVISED, (Command("delete_me"),)),
    "a gate": (FILED, (Tap(data_for("gate", "closing.", CASE.id)),)),
    "further into a gate": (FILED, (Tap(data_for("gate", "closing.y", CASE.id)),)),
}  # fmt: skip
"""What is asked beside the questions of a case: the case, and how it comes to be asked."""


def every_state(knowledge):
    """(name, what a button of it is about, the case, how it comes to be asked): each question of each situation, each
    stage of the journey, the day of each event, what an event asks for, and what is asked beside."""
    states = {}
    for answers, question in every_question():
        about = f":why:{question}" if question else ":verdict:"
        states.setdefault((question, answers.get("situation")), (about, replace(CASE, answers=answers), (Tap(OPEN),)))
    for case, found in journeys(knowledge):
        states.setdefault((found.stage, "the card"), ("", case, (Tap(OPEN),)))
        events = [event for event in found.offers if event not in AT_ONCE]
        latest = knowledge.book.events[found.used[-1].event] if found.used else None
        questions = [q for q in (latest.by, latest.amount, *latest.asks) if q] if latest else []
        for asked in (*events, *questions, WHATIF, *([REDATE] if latest else [])):
            focused = replace(case, focus=asked)
            states.setdefault((asked, "on the way"), (f":{asked}", focused, (Command("resume"),)))
    return [
        *((name, *state) for name, state in states.items()),
        *(((name, "beside"), "", *way) for name, way in BESIDE.items()),
    ]


def journeys(knowledge):
    """A case at each stage, by the shortest way there, as far as nothing is asked anew on the way."""
    refused = (*DAMAGED[:-1], "seller_contact:refused", "contacted_on:2026-11-19")
    ways = [
        (case, knowledge.assess(case, SUNDAY)) for case in map(advised, (DAMAGED, NOTHING_ARRIVED, CHEAPER, refused))
    ]
    seen = set()
    for case, found in ways:
        if found.stage in seen or found.stage == "closed":
            continue
        seen.add(found.stage)
        yield case, found
        for event in found.offers:
            if not knowledge.book.events[event].changes:
                after = replace(case, events=(*case.events, Event(event=event, on=SUNDAY)))
                ways.append((after, knowledge.assess(after, SUNDAY)))


def advised(answers):
    about = "/".join(stored(*answers)[question] for question in ("situation", "problem"))
    return replace(CASE, answers=stored(*answers), events=(Event(event="verdict", on=SUNDAY, note=about),))


class Chat:
    """Somebody straight at the guide, in one transaction."""

    def __init__(self, guide, tx):
        self.guide, self.tx, self.screens = guide, tx, []

    def hears(self, turn):
        """The screens that follow on a turn, or on a tap on the button of an earlier screen that is called so."""
        reply = self.guide.hear(self.tx, PERSON, self._tap(turn) if isinstance(turn, str) else turn, NOON)
        self.screens = [screen for screen in (reply.change, *reply.screens) if screen]
        return reply

    def _tap(self, label):
        return Tap(next(data for name, data in self.labels().items() if name.startswith(label)))

    def labels(self):
        """The buttons of the latest screens: label to data."""
        return {button.label: button.data for screen in self.screens for row in screen.rows for button in row}

    def kept(self):
        """All that is stored of the case and the buyer, but for the buttons that can be typed."""
        return self.tx.case(CASE.id, PERSON.id), replace(self.tx.buyer(PERSON.id), offered=())


async def test_every_digression_at_every_point_comes_back_to_the_same_question_with_nothing_lost(ana, asked):
    asked.update(LOOKED)
    knowledge = assembly.knowledge_for(Settings.model_construct())
    guide, states = Guide(knowledge), every_state(knowledge)
    assert {stage for (stage, *_), *_ in states} >= set(knowledge.book.stages) - {"closed"}
    assert {question for (question, *_), *_ in states} >= set(knowledge.book.questions)

    def walk(tx, name, about, case, way):
        chat = Chat(guide, tx)
        tx.save_case(case)
        tx.save_buyer(Buyer(id=PERSON.id, language="en", case=case.id))
        for turn in way:
            chat.hears(turn)
        question, before = chat.screens[-1], chat.kept()
        assert any(about in button.data for row in question.rows for button in row), name
        for digression in DIGRESSIONS:
            seen = digress(chat, digression)
            assert chat.kept() == before, (name, digression)
            assert question.card_of or about == ":verdict:" or any(map(is_same(question), seen)), (name, digression)
        goes_on(chat, question, name)

    for name, *state in states:
        await ana.sandbox.store.write(lambda tx, name=name, state=state: walk(tx, name, *state))
        await ana.sandbox.store.write(lambda tx: tx.erase(PERSON.id, NOON))


def digress(chat, digression):
    """All that is shown on the way."""
    seen = []
    for turn in digression:
        if turn not in (BACK, ELSE) or any(label == turn for label in chat.labels()):
            chat.hears(turn)
            seen += chat.screens
    return seen


def is_same(question):
    """Another showing of a question; something may be said above it."""
    return lambda screen: screen.rows == question.rows and screen.blocks[-len(question.blocks) :] == question.blocks


def goes_on(chat, question, name):
    """The question's own buttons still work, and can be typed."""
    button = question.rows[0][0]
    chat.hears(Typed(button.label) if question.typed else Tap(button.data))
    said = {block.text for screen in chat.screens for block in screen.blocks if isinstance(block, Text)}
    refusals = map(chat.guide.knowledge.library.words("en"), ("toast-old-button", "not-understood", "lookup-nothing"))
    assert chat.screens, name
    assert not said & set(refusals), name
