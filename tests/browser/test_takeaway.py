"""The time line and the files, as the chat page shows them."""

from tests.browser.test_chat import to_the_summary
from tests.chromium import SHARED

pytestmark = SHARED


async def to_the_verdict(buyer):
    await to_the_summary(buyer)
    await buyer.answers(("Show me the verdict", "Likely covered with good evidence"))


async def test_the_time_line_is_shown_in_the_chat_with_its_words(phone):
    await to_the_verdict(phone)
    await phone.types("/timeline", then_sees="Your time may end here")
    picture = phone.log.locator("button.photo img").last
    await picture.wait_for()
    assert await picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 700
    await phone.never_scrolls_sideways()
    await phone.keeps_picture("timeline")


async def test_files_come_as_documents_with_their_names(desk):
    await to_the_verdict(desk)
    await desk.types("/casefile", then_sees="case.txt")
    await desk.sees("case.md")
    await desk.types("/calendar", then_sees="case.ics")
    await desk.types("/export", then_sees="about-me.txt")
    await desk.keeps_picture("files")
