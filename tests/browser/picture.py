"""The README's picture: three moments of a real chat, side by side. `python -m tests.browser.picture docs/chat.png`"""

import asyncio
import base64
import sys
import tempfile
from pathlib import Path

from playwright.async_api import async_playwright

from tests.browser.buyer import Buyer
from tests.browser.conftest import chat_page
from tests.browser.test_chat import DAMAGED
from tests.chromium import QUIET, chromium_path, opened

FRAME = """<body style="margin:0;padding:24px;display:flex;align-items:flex-start;gap:24px;background:#e7edf3;width:max-content">{}</body>"""
PHONE = """<img style="width:390px;flex:none;border-radius:28px;box-shadow:0 6px 28px #0003" src="data:image/png;base64,{}">"""


async def moments(browser, folder):
    """A question, the summary, the verdict: as PNGs."""
    async with chat_page(folder) as address, opened(browser, address, phone=True) as page:
        buyer = Buyer(page)
        await buyer.begin()
        await buyer.answers(*DAMAGED[:3])
        yield await settled(page)
        await buyer.answers(*DAMAGED[3:])
        await buyer.types("24.90 EUR", then_sees="I understood €24.90")
        await buyer.answers(
            ("Yes, €24.90", "cost you to send it back"),
            ("As much as the price", "Have you written to the seller"),
            ("Not yet", "Is this right?"),
        )
        yield await settled(page)
        await buyer.answers(("Show me the verdict", "Which country are you in?"))
        await buyer.log.get_by_text("Likely covered with good evidence").last.evaluate(
            "e => { e.scrollIntoView(true); document.getElementById('log').scrollBy(0, -16) }"
        )
        yield await settled(page)


async def settled(page):
    """A picture once nothing moves any more."""
    await page.evaluate("Promise.all(document.getAnimations().map(a => a.finished.catch(() => 0)))")
    return base64.b64encode(await page.screenshot()).decode()


async def main(path):
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_path(), args=QUIET)
        with tempfile.TemporaryDirectory() as folder:
            phones = [PHONE.format(png) async for png in moments(browser, Path(folder))]
        page = await browser.new_page(viewport={"width": 1300, "height": 940})
        await page.set_content(FRAME.format("".join(phones)))
        await page.locator("body").screenshot(path=path)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
