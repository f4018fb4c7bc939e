"""What a buyer may look at or take along, as replies: the time line, the calendar, the case file, the export."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.guide.callbacks import data_for
from bot.guide.titles import case_title
from bot.guide.visit import Visit
from bot.store import Case
from bot.takeaway.calendar import calendar_file
from bot.takeaway.casefile import case_document
from bot.takeaway.document import markdown, plain
from bot.takeaway.export import export_document, export_json
from bot.takeaway.lettering import ELLIPSIS
from bot.takeaway.moments import time_line
from bot.takeaway.subject import Subject
from bot.takeaway.timeline import timeline_svg
from bot.takeaway.told import timeline_lines
from bot.talk import DRAWING, Button, File, Points, Reply, Rows, Screen, Text, Title

LONGEST_CAPTION = 1024
"""UTF-16 units of a caption."""


def takeaway_rows(visit: Visit, case: Case) -> Rows:
    """The buttons below a case's card: its time line, its calendar, its file."""
    return (
        (
            Button(visit.words("button-timeline"), data_for("timeline", "", case.id)),
            Button(visit.words("button-calendar-file"), data_for("ics", "", case.id)),
        ),
        (Button(visit.words("button-casefile"), data_for("casefile", "", case.id)),),
    )


def timeline(visit: Visit, case: Case) -> Reply:
    """The picture; the same in words is its caption, or where that is too short for them a message before it."""
    subject = subject_of(visit, case)
    line = time_line(subject)
    told = timeline_lines(line, visit.words)
    caption = "\n".join((subject.title, *told))
    screens: tuple[Screen, ...] = ()
    if _units(caption) > LONGEST_CAPTION:
        screens = (Screen(blocks=(Title(visit.words("timeline-words")), Points(told)), besides=True),)
        caption = _shortened(subject.title)
    drawing = File(
        name="timeline.png", mime=DRAWING, content=timeline_svg(line, visit.words), caption=caption, photo=True
    )
    return Reply(screens=screens, files=(drawing,))


def calendar(visit: Visit, case: Case) -> Reply:
    content = calendar_file(subject_of(visit, case))
    if content is None:
        return Reply(screens=(Screen(blocks=(Text(visit.words("calendar-nothing")),), besides=True),))
    said = visit.words("calendar-how")
    return Reply(files=(File(name="case.ics", mime="text/calendar", content=content, caption=said),))


def case_file(visit: Visit, case: Case) -> Reply:
    document = case_document(subject_of(visit, case))
    return Reply(
        files=(
            File(name="case.md", mime="text/markdown", content=markdown(document), caption=visit.words("casefile-how")),
            File(name="case.txt", mime="text/plain", content=plain(document)),
        )
    )


def export(visit: Visit) -> Reply:
    """Everything that is kept of whoever asks, and of nobody else."""
    held, cases = visit.tx.held(visit.buyer.id), visit.tx.cases(visit.buyer.id, closed=True)
    document = export_document(visit.buyer, held, [subject_of(visit, case) for case in cases], visit.words)
    said = visit.words("export-how" if cases else "export-nothing")
    return Reply(
        files=(
            File(name="about-me.json", mime="application/json", content=export_json(held, visit.now), caption=said),
            File(name="about-me.txt", mime="text/plain", content=plain(document)),
        )
    )


def about_the_case(show: Callable[[Visit, Case], Reply]) -> Callable[[Visit], Reply]:
    """A command that shows something of the case that is talked about, or else of the newest open one."""

    def answer(visit: Visit) -> Reply:
        opened = visit.tx.cases(visit.buyer.id)
        case = visit.current() or (opened[-1] if opened else None)
        if case is None:
            begin = Button(visit.words("button-new-case"), data_for("new"))
            return Reply(screens=(Screen(blocks=(Text(visit.words("cases-none")),), rows=((begin,),)),))
        return show(visit, case)

    return answer


COMMANDS: Mapping[str, Callable[[Visit], Reply]] = {
    "timeline": about_the_case(timeline),
    "calendar": about_the_case(calendar),
    "casefile": about_the_case(case_file),
    "export": export,
}


def subject_of(visit: Visit, case: Case) -> Subject:
    found = visit.assess(case)
    return Subject(
        title=case_title(visit, case, found),
        case=case,
        found=found,
        book=visit.book,
        words=visit.words,
        zone=visit.zone,
        now=visit.now,
    )


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "replace")) // 2


def _shortened(text: str) -> str:
    """A caption that fits."""
    while _units(text) > LONGEST_CAPTION:
        text = text[: LONGEST_CAPTION // 2] + ELLIPSIS
    return text
