"""What a question looks like: its text, its place, its buttons, and what was understood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from babel.numbers import get_currency_symbol

from bot.guide.callbacks import data_for
from bot.guide.said import proposals
from bot.guide.visit import Visit
from bot.store import Case
from bot.talk import Block, Button, Points, Rows, Screen, Text, Title
from flows.answers import FIRST_DAY
from flows.assess import Assessment
from flows.callbacks import answer_data
from flows.model import Money, Value
from flows.words import Words

WIDE_LABEL = 18
KEPT_OFFERS = 1024
EXAMPLE_AMOUNT = Decimal("24.90")
ONE_DAY = timedelta(days=1)


def question_screen(visit: Visit, case: Case, found: Assessment, asked: str, *before: Block) -> Screen:
    """A question, ready to be tapped or typed at. `before` stands above it."""
    blocks = (*before, Text(_place(visit, found, asked)), Title(_title(visit, found, asked)), *_hint(visit, asked))
    return Screen(blocks=blocks, rows=(*_answer_rows(visit, case, found, asked), _foot(visit, case, found, asked)))


def question_text(visit: Visit, asked: str) -> str:
    return visit.words.filled(f"question-{asked}", visit.figures)


def _title(visit: Visit, found: Assessment, asked: str) -> str:
    """The question; where the latest event carries its answer, as that event asks for it."""
    if asked != carried_question(visit, found):
        return question_text(visit, asked)
    kind = visit.book.events[found.used[-1].event]
    return visit.words(f"happened-{kind.id}-{'by' if kind.by else 'amount'}")


def _place(visit: Visit, found: Assessment, asked: str) -> str:
    """Where the question stands: "3 of 6", that an answer is being changed, or that it is asked beside the dialogue."""
    if found.walk.at != asked:
        return visit.words("place-change" if asked in found.walk.path else "place-beside")
    here = len(found.walk.path)
    fewest, most = here + found.walk.fewest, here + found.walk.most
    return visit.words("place", here=here + 1, most=most, exact="yes" if fewest == most else "no")


def _hint(visit: Visit, asked: str) -> tuple[Block, ...]:
    question = visit.book.questions[asked]
    if question.kind == "choice":
        return ()
    if question.kind == "money":
        return (Text(visit.words("hint-money", example=Money(EXAMPLE_AMOUNT, next(iter(visit.currencies), "USD")))),)
    return (day_hint(visit, ahead=question.tense == "any"),)


def day_hint(visit: Visit, *, ahead: bool) -> Text:
    """How a day can be typed."""
    example = visit.words.formats.typed_day(visit.today + (9 if ahead else -9) * ONE_DAY)
    return Text(visit.words("hint-date-ahead" if ahead else "hint-date", example=example))


def _answer_rows(visit: Visit, case: Case, found: Assessment, asked: str) -> Rows:
    question = visit.book.questions[asked]
    given = found.path.get(asked)
    offers = _offers(visit.words, asked, offers_of(visit, found, asked), question.kind == "choice")
    said = proposals(visit, case, asked)
    rows = paired([_option_button(visit, case, asked, offer, given, said) for offer in offers])
    if isinstance(given, date | Money):
        keep = Button(
            visit.words("button-keep", given=shown(visit, asked, given)), answer_data(case.id, asked, str(given))
        )
        rows = ((keep,), *rows)
    said_rows = _said_rows(visit, case, asked, said)
    if question.kind != "date":
        return (*said_rows, *rows)
    return (
        *said_rows,
        *(day_rows(visit, case, asked) if question.tense == "past" else _pick_row(visit, case, asked)),
        *rows,
    )


def offers_of(visit: Visit, found: Assessment, asked: str) -> tuple[str, ...]:
    """The options of a question that is open, was answered, or is asked beside the dialogue: then all of them."""
    if found.walk.at == asked:
        return found.walk.offers
    if asked in found.walk.path:
        return visit.knowledge.assessor.dialogue.offers_at(asked, found.walk.path)
    return tuple(option.id for option in visit.book.questions[asked].options)


def _said_rows(visit: Visit, case: Case, asked: str, said: Iterable[Value]) -> Rows:
    """The days and amounts that the first message named, one tap each."""
    return tuple(
        (Button(visit.words("button-said", value=shown(visit, asked, value)), answer_data(case.id, asked, str(value))),)
        for value in said
        if not isinstance(value, str)
    )


class _Offer(NamedTuple):
    """An option as it is offered; `says` are the ways to type it."""

    option: str
    label: str
    says: str


@lru_cache(maxsize=KEPT_OFFERS)
def _offers(words: Words, asked: str, options: tuple[str, ...], numbered: bool) -> tuple[_Offer, ...]:
    """What is offered; of a choice each can be typed by its number. Most buyers are offered the same, so it is kept."""
    offers = []
    for number, option in enumerate(options, 1):
        label = words(f"option-{asked}-{option}")
        ways = [str(number)] if numbered else []
        ways += [label, *([words("say-unknown")] if option == "unknown" else [])]
        offers.append(_Offer(option, label, "|".join(ways)))
    return tuple(offers)


def _option_button(
    visit: Visit, case: Case, asked: str, offer: _Offer, given: Value | None, said: Sequence[Value]
) -> Button:
    """An option, which can be typed by its label also where that is ticked, or was said."""
    label = offer.label
    if offer.option == given:
        label = visit.words("button-chosen", label=label)
    elif offer.option in said:
        label = visit.words("button-said", value=label)
    return Button(label, answer_data(case.id, asked, offer.option), offer.says)


def day_rows(visit: Visit, case: Case, asked: str, *, first: date = FIRST_DAY) -> Rows:
    """Today, yesterday, and a calendar; no day before `first`."""
    near = ((visit.today, "button-today"), (visit.today - ONE_DAY, "button-yesterday"))
    days = tuple(
        Button(visit.words(label, day=visit.words.formats.short_day(d)), answer_data(case.id, asked, d.isoformat()))
        for d, label in near
        if d >= first
    )
    return (days, *_pick_row(visit, case, asked))


def _pick_row(visit: Visit, case: Case, asked: str) -> Rows:
    month = data_for("month", f"{asked}.{visit.today:%Y-%m}", case.id)
    return ((Button(visit.words("button-calendar"), month),),)


def paired(buttons: Sequence[Button]) -> Rows:
    """Two a row where all labels are short, else one a row."""
    if any(len(button.label) > WIDE_LABEL for button in buttons):
        return tuple((button,) for button in buttons)
    return tuple(tuple(buttons[n : n + 2]) for n in range(0, len(buttons), 2))


def _foot(visit: Visit, case: Case, found: Assessment, asked: str) -> tuple[Button, ...]:
    why = Button(visit.words("button-why-ask"), data_for("why", asked, case.id))
    if asked != found.walk.at and asked not in found.walk.path:
        return (Button(visit.words("button-skip"), data_for("leave", "", case.id), "say-skip"), why)
    before = question_before(found, asked)
    back = (Button(visit.words("button-back"), data_for("back", asked, case.id)),) if before else ()
    return (*back, why)


def carried_question(visit: Visit, found: Assessment) -> str:
    """The question that the latest event may carry the answer to ("ship_by", "offer_value"); "" where it carries none."""
    kind = visit.book.events[found.used[-1].event] if found.used else None
    return (kind.by or kind.amount) if kind else ""


def asked_beside(visit: Visit, found: Assessment) -> tuple[str, ...]:
    """The questions that are asked beside the dialogue, because of what happened."""
    asked = [question for event in found.used for question in visit.book.events[event.event].asks]
    carried = carried_question(visit, found)
    beside = dict.fromkeys((*([carried] if carried else []), *asked))
    return tuple(question for question in beside if question == carried or question not in found.walk.path)


def question_before(found: Assessment, asked: str) -> str | None:
    """The question before one on the path; None before the first."""
    path = list(found.walk.path)
    place = path.index(asked) if asked in path else len(path)
    return path[place - 1] if place else None


def shown(visit: Visit, asked: str, value: Value | str) -> str:
    """An answer as a person reads it."""
    if isinstance(value, date):
        return visit.words.formats.day(value)
    if isinstance(value, Money):
        return visit.words.formats.money(value)
    return visit.words(f"option-{asked}-{value}")


def answered_screen(visit: Visit, asked: str, value: Value) -> Screen:
    """What the tapped question turns into: itself with its answer, no buttons."""
    said = visit.words("answered", answer=shown(visit, asked, value))
    return Screen(blocks=(Text(question_text(visit, asked)), Title(said)))


def summary_screen(visit: Visit, case: Case, found: Assessment, *before: Block) -> Screen:
    """All answers before the verdict, and those that were asked beside, each with a button to change it."""
    given = {**found.walk.path, **{q: found.path[q] for q in asked_beside(visit, found) if q in found.path}}
    lines = tuple(
        visit.words("summary-line", topic=visit.words(f"topic-{q}"), answer=shown(visit, q, v))
        for q, v in given.items()
    )
    change = [
        Button(visit.words("button-change", topic=visit.words(f"topic-{q}")), data_for("change", q, case.id))
        for q in given
    ]
    verdict = Button(visit.words("button-verdict"), data_for("verdict", "", case.id), "say-yes")
    rows = ((verdict,), *(tuple(change[n : n + 2]) for n in range(0, len(change), 2)))
    return Screen(
        blocks=(*before, Title(visit.words("summary")), Points(lines), Text(visit.words("summary-next"))), rows=rows
    )


def proposal_screen(visit: Visit, case: Case, asked: str, options: Sequence[Value]) -> Screen:
    """What was understood, to be confirmed with a tap; several readings are all offered."""
    many = len(options) > 1
    label = "button-this" if many else "button-yes"
    buttons = [
        (
            Button(
                visit.words(label, value=shown(visit, asked, o)),
                answer_data(case.id, asked, str(o)),
                _ways(visit, o, many),
            ),
        )
        for o in options
    ]
    reject = Button(visit.words("button-no"), data_for("reject", asked, case.id), "say-no")
    said = visit.words("proposal", value=shown(visit, asked, options[0]))
    if many:
        said = visit.words("proposal-currency" if _differ_in_currency(options) else "proposal-many")
    return Screen(blocks=(Title(said),), rows=(*buttons, (reject,)))


def _differ_in_currency(options: Sequence[Value]) -> bool:
    return len({option.amount for option in options if isinstance(option, Money)}) == 1


def _ways(visit: Visit, option: Value, many: bool) -> str:
    """How an option can be picked by typing: yes where there is one, an amount by its currency where there are many."""
    if not many:
        return "say-yes"
    if not isinstance(option, Money):
        return ""
    sign = get_currency_symbol(option.currency, locale=visit.words.formats.locale)
    return f"{option.currency}|{sign}|{option}"


def topics(visit: Visit, questions: Iterable[str]) -> str:
    return visit.words("list-separator").join(visit.words(f"topic-{question}") for question in questions)
