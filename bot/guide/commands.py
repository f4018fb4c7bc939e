"""The commands. Each works in every state."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.guide import takeaway
from bot.guide.callbacks import data_for
from bot.guide.casebook import cases_screen, close_button, erase_ask, new_case_button, start_case
from bot.guide.conversation import present_screen
from bot.guide.faq import LINK
from bot.guide.looked_up import faq, linked
from bot.guide.place import settings_screen
from bot.guide.planned import reminders_screen
from bot.guide.titles import case_title
from bot.guide.visit import Visit
from bot.talk import Button, Command, Reply, Screen, Text, Title

Answer = Callable[[Visit, str], Reply]
"""What a command does, given what was written behind it."""


def start(visit: Visit, payload: str = "") -> Reply:
    """Greets; a case that is under way is offered again, else the first question follows. A link to a topic shows it."""
    if payload.startswith(LINK):
        return linked(visit, payload)
    case, greeting = visit.current(), greeting_screen(visit)
    if case is None or not case.answers:
        screens = (present_screen(visit, case),) if case else start_case(visit).screens
        return Reply(screens=(greeting, *screens))
    rows = ((Button(visit.words("button-resume"), data_for("resume")),), (new_case_button(visit),))
    return Reply(
        screens=(
            Screen(
                blocks=(*greeting.blocks, Text(visit.words("welcome-back", title=case_title(visit, case)))), rows=rows
            ),
        )
    )


def greeting_screen(visit: Visit) -> Screen:
    return Screen(blocks=(Title(visit.words("welcome")), Text(visit.words("welcome-how"))))


def new_case(visit: Visit) -> Reply:
    return start_case(visit)


def cases(visit: Visit) -> Reply:
    return Reply(screens=(cases_screen(visit),))


def help_(visit: Visit) -> Reply:
    return Reply(
        screens=(
            Screen(
                blocks=(Title(visit.words("help")), Text(visit.words("help-how")), Text(visit.words("help-commands")))
            ),
        )
    )


def cancel(visit: Visit) -> Reply:
    """Leaves the case as it is: nothing is lost."""
    case = visit.current()
    if case is None:
        return Reply(
            screens=(Screen(blocks=(Text(visit.words("cancel-nothing")),), rows=((new_case_button(visit),),)),)
        )
    visit.keep(case, focus=None)
    visit.talk_about(None)
    go_on = Button(visit.words("button-resume"), data_for("open", "", case.id))
    rows = ((go_on,), (new_case_button(visit),), (close_button(visit, case),))
    return Reply(screens=(Screen(blocks=(Text(visit.words("cancelled", title=case_title(visit, case))),), rows=rows),))


def resume(visit: Visit) -> Reply:
    """Back to the case that was talked about, or else the newest open one."""
    open_cases = visit.tx.cases(visit.buyer.id)
    case = visit.current() or (open_cases[-1] if open_cases else None)
    if case is None:
        return Reply(screens=(Screen(blocks=(Text(visit.words("cases-none")),), rows=((new_case_button(visit),),)),))
    visit.talk_about(case)
    return Reply(screens=(present_screen(visit, case),))


def reminders(visit: Visit) -> Reply:
    return Reply(screens=(reminders_screen(visit),))


def settings(visit: Visit) -> Reply:
    return Reply(screens=(settings_screen(visit),))


def privacy(visit: Visit) -> Reply:
    contact = visit.knowledge.privacy_contact
    asked = visit.words("privacy-contact", contact=contact) if contact else visit.words("privacy-host")
    days = visit.knowledge.retention_days
    return Reply(
        screens=(
            Screen(blocks=(Title(visit.words("privacy")), Text(visit.words("privacy-what", days=days)), Text(asked))),
        )
    )


def delete_me(visit: Visit) -> Reply:
    return Reply(screens=(erase_ask(visit),))


def _alone(answer: Callable[[Visit], Reply]) -> Answer:
    """A command that means nothing by what is written behind it."""
    return lambda visit, _: answer(visit)


COMMANDS: Mapping[str, Answer] = {
    "start": start,
    "newcase": _alone(new_case),
    "cases": _alone(cases),
    "faq": faq,
    "reminders": _alone(reminders),
    "resume": _alone(resume),
    "help": _alone(help_),
    "cancel": _alone(cancel),
    **{name: _alone(answer) for name, answer in takeaway.COMMANDS.items()},
    "settings": _alone(settings),
    "privacy": _alone(privacy),
    "delete_me": _alone(delete_me),
}
"""By name, in the order of the menu. What each does is the text `command-<name>`."""


def obey(visit: Visit, command: Command) -> Reply:
    answer = COMMANDS.get(command.name)
    if answer is None:
        return Reply(
            screens=(Screen(blocks=(Text(visit.words("command-unknown")), Text(visit.words("help-commands")))),)
        )
    return answer(visit, command.arguments)
