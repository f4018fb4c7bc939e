"""The page itself, its files, and the files that people and the bot send."""

import re
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

import bot.sandbox.web
from bot.sandbox.telegram.server import PretendTelegram
from bot.sandbox.web import application
from tests.sandbox.web.conftest import ANNA

PAGE = Path(bot.sandbox.web.__file__).with_name("page")
TYPES = {".css": {"text/css"}, ".js": {"application/javascript", "text/javascript"}, ".svg": {"image/svg+xml"}}


async def test_the_page_is_served(client):
    response = await client.get("/")
    assert response.status == 200
    assert response.content_type == "text/html"
    assert '<main class="chat"' in await response.text()


async def test_every_file_of_the_page_is_served_with_its_type(client):
    files = [path for path in PAGE.iterdir() if path.suffix in TYPES]
    assert len(files) > 10
    for path in files:
        response = await client.get(f"/page/{path.name}")
        assert response.status == 200
        assert response.content_type in TYPES[path.suffix], path.name


def test_the_page_names_no_address_but_its_own():
    sources = {path.name: path.read_text("utf-8") for path in PAGE.iterdir()}
    assert len(sources) > 10
    for name, text in sources.items():
        addresses = set(re.findall(r"https?://[\w.-]+", text)) - {"http://www.w3.org"}  # the name of SVG, never fetched
        assert addresses == set(), name


def test_nothing_is_written_into_the_page_as_markup():
    scripts = {path.name: path.read_text("utf-8") for path in PAGE.glob("*.js")}
    assert len(scripts) > 5
    for name, text in scripts.items():
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|srcdoc", text), name


def test_the_page_has_no_script_and_no_style_inside():
    page = (PAGE / "index.html").read_text("utf-8")
    assert "<button" in page
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)", page)


@pytest.mark.parametrize(("data", "kind"), [
    (b"\x89PNG\r\n\x1a\n...", "image/png"), (b"\xff\xd8\xff\xe0...", "image/jpeg"), (b"GIF89a...", "image/gif"),
    (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "image/webp"),
])  # fmt: skip
async def test_pictures_are_shown(client, telegram, data, kind):
    telegram.send_photo(ANNA, data)
    response = await client.get(f"/files/{telegram.history(ANNA)[0].file.file_id}")
    assert (response.status, response.content_type, await response.read()) == (200, kind, data)
    assert "Content-Disposition" not in response.headers


@pytest.mark.parametrize(
    "data", [b"<script>alert(1)</script>", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7", b"RIFF"]
)
async def test_anything_else_goes_to_disk_and_never_runs(client, telegram, data):
    telegram.send_document(ANNA, data, "page.html", "text/html")
    response = await client.get(f"/files/{telegram.history(ANNA)[0].file.file_id}")
    assert response.content_type == "application/octet-stream"
    assert response.headers["Content-Disposition"] == "attachment"
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'; sandbox")
    assert await response.read() == data


async def test_a_first_person_waits_where_nobody_is(clock, reminders):
    telegram = PretendTelegram(clock, token="42:made-up")
    async with TestClient(TestServer(application(telegram, clock, reminders.next_due))):
        assert [(person.id, person.first_name, person.language_code) for person in telegram.people()] == [
            (1001, "Anna", "en")
        ]


@pytest.mark.usefixtures("client")
async def test_kept_people_are_left_alone(telegram):
    assert [person.first_name for person in telegram.people()] == ["Anna", "Boris"]
