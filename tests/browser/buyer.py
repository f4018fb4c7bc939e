"""A buyer at the chat page: taps what is called so, types, and sees what is there."""

import os
from pathlib import Path

SHOTS = os.environ.get("SHOTS")  # a folder: then every test leaves its pictures there


class Buyer:
    def __init__(self, page):
        self.page = page
        self.log = page.get_by_role("log")

    async def begin(self):
        await self.page.get_by_role("button", name="Start", exact=True).click()
        await self.sees("What happened with your order?")

    async def tap(self, label):
        """The newest button that is called so."""
        await self.log.get_by_role("button", name=label).last.click()

    async def types(self, text, then_sees):
        field = self.page.get_by_role("textbox", name="Message", exact=True)
        await field.fill(text)
        await field.press("Enter")
        await self.sees(then_sees)

    async def sees(self, text):
        await self.log.get_by_text(text).last.wait_for()

    async def answers(self, *pairs):
        """Tap a label, see what follows; one pair after the other."""
        for label, follows in pairs:
            await self.tap(label)
            await self.sees(follows)

    async def keeps_picture(self, name):
        if SHOTS:
            await self.page.screenshot(path=str(Path(SHOTS) / f"{name}.png"))

    async def never_scrolls_sideways(self):
        assert await self.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
