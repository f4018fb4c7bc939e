"""A trap that somebody talks the buyer into, or that the buyer is about to walk into: the warning before all else."""

from __future__ import annotations

from bot.guide.faq import topic_button
from bot.guide.visit import Visit
from bot.talk import Paste, Screen, Text, Title
from flows.asked import Trap
from flows.faq import alarm


def alarm_screen(visit: Visit, trap: Trap) -> Screen:
    """The warning, why, and a polite reply to copy where there is something to answer a seller."""
    told = alarm(trap, visit.book, visit.words, visit.today)
    reply = (Paste(told.reply, heading=visit.words("trap-reply")),) if told.reply else ()
    return Screen(
        blocks=(Title(told.warning), Text(told.why), *reply), rows=((topic_button(visit, trap.topic),),), besides=True
    )
