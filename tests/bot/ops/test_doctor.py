"""The doctor looks at Telegram: each thing well and unwell, and the way there."""

import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from unittest.mock import Mock

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port
from click.testing import CliRunner
from pydantic import SecretStr

from bot.clock import SettableClock, SystemClock
from bot.commands.doctor.finding import fail, ok, warn
from bot.commands.doctor.telegram import Answer, look_at_telegram, skew_of, unreachable, web_hook
from bot.program import main
from bot.sandbox.telegram.http import routes
from bot.sandbox.telegram.server import PretendTelegram
from bot.settings import Settings
from tests.bot.ops.conftest import NOW
from tests.bot.runtime.wire import TOKEN

pytestmark = pytest.mark.usefixtures("workplace")

HOOK = "https://guide.example.org/hook-5ecret"


@asynccontextmanager
async def served(*telegram_routes):
    app = web.Application()
    app.add_routes(telegram_routes)
    async with TestServer(app) as server:
        yield str(server.make_url("")).rstrip("/")


@pytest.fixture
def telegram():
    return PretendTelegram(SystemClock(), token=TOKEN)


def settings(url, **others):
    return Settings.model_construct(**{"telegram_bot_token": SecretStr(TOKEN), "telegram_api_url": url} | others)


async def look(telegram, **others):
    async with served(*routes(telegram)) as url:
        return await look_at_telegram(settings(url, **others), SystemClock())


async def test_all_is_well(telegram):
    assert await look(telegram) == [
        ok("token: it is @dispute_guide_bot's"),
        ok("clock: as Telegram's"),
        ok("privacy mode: on"),
        ok("inline mode: on"),
        ok("web hook: none is set, as polling needs it"),
    ]


@pytest.mark.parametrize("token", ["1234567:another-token-of-no-bot-at-all-01234567", "nonsense"])
async def test_a_token_that_telegram_does_not_know_is_told(telegram, token):
    (finding,) = await look(telegram, telegram_bot_token=SecretStr(token))
    assert (
        str(finding) == "fail TELEGRAM_BOT_TOKEN: Telegram does not know this token; ask @BotFather for the right one"
    )


@pytest.mark.parametrize("status", [429, 500, 502])
async def test_trouble_at_telegram_is_told(telegram, status):
    telegram.fail_next("getMe", status, "Trouble")
    assert await look(telegram) == [fail(f"Telegram: it answers with status {status}", "wait a little and ask again")]


@pytest.mark.parametrize("answer", [{"text": "<html>"}, {"text": "[1]"}, {"status": 302, "headers": {"Location": "/"}}])
async def test_what_is_no_bot_api_is_told(answer):
    async def something_else(_request):
        return web.Response(**answer)

    async with served(web.get("/{path:.*}", something_else)) as url:
        (finding,) = await look_at_telegram(settings(url), SystemClock())
    assert finding.what == "TELEGRAM_API_URL: what answers there is not the Bot API"


async def test_a_bot_that_reads_all_that_groups_write_is_warned_of(telegram):
    abilities = {"username": "open_bot", "can_read_all_group_messages": True, "supports_inline_queries": False}

    async def get_me(_request):
        return web.json_response({"ok": True, "result": abilities})

    async with served(web.get(f"/bot{TOKEN}/getMe", get_me), *routes(telegram)) as url:
        found = await look_at_telegram(settings(url), SystemClock())
    assert found[2:4] == [
        warn("privacy mode: off, the bot is sent all that groups write", "turn it on: @BotFather, /setprivacy"),
        warn("inline mode: off, nobody can look anything up from another chat", "turn it on: @BotFather, /setinline"),
    ]


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (60, "ok   clock: as Telegram's"),
        (-60, "ok   clock: as Telegram's"),
        (61, "fail clock: 61 s ahead of Telegram's; set it, best by NTP: reminders go by it"),
        (-3600, "fail clock: 3600 s behind Telegram's; set it, best by NTP: reminders go by it"),
    ],
)
def test_a_clock_that_is_a_minute_off_is_told(seconds, told):
    clock = SettableClock(NOW + timedelta(seconds=seconds))
    assert str(skew_of(Answer(200, {}, "Sun, 22 Nov 2026 09:30:00 GMT"), clock)) == told


@pytest.mark.parametrize("date", ["", "yesterday"])
def test_an_answer_without_a_date_is_told(date):
    assert skew_of(Answer(200, {}, date), SettableClock(NOW)).level == "warn"


async def test_the_clock_is_compared_with_the_answers_own_date(telegram):
    async with served(*routes(telegram)) as url:
        ahead = SettableClock(datetime.now(UTC) + timedelta(hours=2))
        found = await look_at_telegram(settings(url), ahead)
    assert found[1].level == "fail"


@pytest.mark.parametrize(
    ("hook", "wanted", "told"),
    [
        ({"url": ""}, "", "ok   web hook: none is set, as polling needs it"),
        (
            {"url": HOOK}, "",
            "warn web hook: one is set to guide.example.org, but WEBHOOK_URL is empty; "
            "the bot will remove it at its start",
        ),
        ({"url": ""}, HOOK, "ok   web hook: none is set yet, the bot sets it at its start"),
        ({"url": HOOK}, HOOK, "ok   web hook: set to guide.example.org"),
        (
            {"url": "https://old.example.org/x"}, HOOK,
            "warn web hook: it is set to old.example.org, not to WEBHOOK_URL's host; the bot will set it at its start",
        ),
        (
            {"url": HOOK, "last_error_message": "Connection refused"}, HOOK,
            "warn web hook: Telegram could not post (Connection refused); "
            "look at WEBHOOK_LISTEN and what stands before it",
        ),
    ],
)  # fmt: skip
def test_the_web_hook_is_held_against_the_mode(hook, wanted, told):
    assert str(web_hook(hook, wanted)) == told


async def test_a_web_hook_that_is_left_over_is_seen_and_its_path_not_shown(telegram):
    await telegram.call("setWebhook", {"url": HOOK})
    found = await look(telegram)
    assert found[-1].level == "warn"
    assert "5ecret" not in str(found)


async def test_a_closed_port_is_told():
    (finding,) = await look_at_telegram(settings(f"http://127.0.0.1:{unused_port()}"), SystemClock())
    assert (finding.level, finding.what.startswith("network: 127.0.0.1 can't be reached (")) == ("fail", True)


async def test_bad_tls_is_told(telegram):
    async with served(*routes(telegram)) as url:
        (finding,) = await look_at_telegram(settings(url.replace("http:", "https:")), SystemClock())
    assert finding.what == "TLS: the connection to 127.0.0.1 can't be trusted"


async def test_a_proxy_that_is_not_there_is_told(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{unused_port()}")
    (finding,) = await look_at_telegram(settings("http://api.telegram.test"), SystemClock())
    assert str(finding).startswith("fail proxy: it does not let the bot through; mend HTTPS_PROXY")


async def test_a_silent_server_is_told(monkeypatch):
    monkeypatch.setattr("bot.commands.doctor.telegram.SECONDS", 0.05)

    async def never(_request):
        await asyncio.Event().wait()

    async with served(web.get("/{path:.*}", never)) as url:
        (finding,) = await look_at_telegram(settings(url), SystemClock())
    assert finding.what == "network: 127.0.0.1 did not answer within 0 s"


@pytest.mark.parametrize(
    ("error", "what"),
    [
        (aiohttp.ClientConnectorDNSError(Mock(), OSError("no")), "DNS: the name api.test can't be resolved"),
        (aiohttp.ClientHttpProxyError(Mock(), ()), "proxy: it does not let the bot through"),
        (
            aiohttp.ClientConnectorCertificateError(Mock(), ValueError()),
            "TLS: the connection to api.test can't be trusted",
        ),
        (aiohttp.ServerDisconnectedError(), "network: api.test can't be reached (ServerDisconnectedError)"),
    ],
)
def test_what_stands_in_the_way_is_named(error, what):
    assert unreachable(error, "api.test").what == what


def doctor():
    result = CliRunner().invoke(main, ["doctor"])
    return result.exit_code, result.output


async def test_the_whole_look_ends_with_nothing_to_do(telegram, monkeypatch):
    async with served(*routes(telegram)) as url:
        monkeypatch.setenv("TELEGRAM_API_URL", url)
        monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
        code, told = await asyncio.to_thread(doctor)
    lines = told.splitlines()
    assert code == 0
    assert {line[:5] for line in lines if not line.startswith("warn disk: only")} == {"ok   "}
    assert {line[5:].partition(":")[0] for line in lines} >= {
        "token", "clock", "privacy mode", "inline mode", "web hook", "database", "disk", "time zones", "texts",
        "file modes",
    }  # fmt: skip
    assert TOKEN not in told


async def test_the_whole_look_ends_with_1_when_something_is_wrong(telegram, monkeypatch):
    telegram.fail_next("getMe", 401, "Unauthorized")
    async with served(*routes(telegram)) as url:
        monkeypatch.setenv("TELEGRAM_API_URL", url)
        monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
        code, told = await asyncio.to_thread(doctor)
    assert code == 1
    assert "fail TELEGRAM_BOT_TOKEN" in told
    assert TOKEN not in told


def test_without_a_token_everything_else_is_looked_at():
    code, told = doctor()
    assert code == 78
    assert told.startswith("fail TELEGRAM_BOT_TOKEN is missing; ask @BotFather for a token and set it here\n")
    assert "warn Telegram: not asked; mend the settings first\n" in told
    for part in ("database", "disk", "time zones", "texts", "file modes"):
        assert f" {part}: " in told


def test_all_wrong_settings_are_named_first(monkeypatch):
    monkeypatch.setenv("RETENTION_DAYS", "soon")
    monkeypatch.setenv("DEFAULT_TIME_ZONE", "Moon/Crater")
    code, told = doctor()
    assert code == 78
    names = [line.split()[1] for line in told.splitlines()[:3]]
    assert names == ["TELEGRAM_BOT_TOKEN", "DEFAULT_TIME_ZONE", "RETENTION_DAYS"]
    assert "ok   texts: " in told
