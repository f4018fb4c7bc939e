"""What must never get out, what must never get in, and whom nobody can pretend to be."""

import socket

import pytest
from telegram.error import TelegramError

from bot.api import call
from bot.guide import Guide
from bot.sandbox.telegram.faults import Fault, accept_then_hang, api_error, cut_json, html_page, reset_after, too_many
from tests.bot.faults.conftest import IMPATIENT, settings_for
from tests.bot.faults.holding import calls, in_time
from tests.bot.mornings import KNOWN, at, reminders, until
from tests.bot.paths import DAMAGED, to_verdict
from tests.bot.runtime.wire import TOKEN
from tests.bot.test_media import PIXEL
from tests.bot.test_privacy import files, log, tables  # noqa: F401 - log is a fixture
from tests.chat import Buyer, bot_running, quiet

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")

CANARY = "kanarienvogel"
SECRET_PART = TOKEN.partition(":")[2]

HOSTILE = (
    "'; DROP TABLE cases; --", "\" OR 1=1 --", "{{7*7}}", "${7*7}", "{0}", "%s%n", "{ $days }", "{ -term }", "__import__('os')",
    "<script>alert(1)</script>", "<b>", "</code>", "&lt;", "=cmd|' /C calc'!A0", "../../etc/passwd", "\\N{BULLET}",
    "@admin #tag t.me/joinchat/AAAA", "[x](javascript:alert(1))",
)  # fmt: skip


async def test_another_persons_case_can_t_be_named_in_a_command_or_a_link(ana):
    await to_verdict(ana, *DAMAGED)
    case = (await ana.case()).id
    bea = Buyer(ana.sandbox, 8)
    for command in ("start", "resume", "cases", "open", "cancel", "delete_me", "newcase"):
        for named in (case, f"case_{case}", f"v1:{case}:open:"):
            said = await bea.say(f"/{command} {named}")
            assert case not in said
            assert "damaged" not in said
    assert case not in {each.id for each in await bea.stored()}
    assert [each.id for each in await ana.stored()] == [case]


async def test_whoever_is_called_like_an_admin_is_nobody_special(folder):
    async with bot_running(folder, admin_ids=frozenset({1})) as sandbox:
        eve, admin = Buyer(sandbox, 8), Buyer(sandbox, 1)
        sandbox.telegram.person(eve.id, "admin 1")
        for command in ("/admin", "/broadcast hello", "/stats", "/queue", "/backup", "/restore", "/erase 1"):
            unknown = await eve.say("/no_such_command")
            assert await eve.say(command) == unknown == await admin.say(command)
        assert sandbox.telegram.history(7) == []


async def test_the_token_and_what_was_typed_stay_out_of_log_database_and_errors_whatever_goes_wrong(
    line,
    log,  # noqa: F811 - the fixture
    tmp_path,
):
    troubles = (
        html_page(), cut_json(), reset_after(), too_many(3), accept_then_hang(),
        api_error(400, f'Bad Request: can\'t parse entities: Unsupported start tag "{CANARY}" at byte offset 0'),
        api_error(400, f"Bad Request: '{CANARY}' is no good"), api_error(500, f"Internal Server Error at /bot{TOKEN}/x"),
    )  # fmt: skip
    async with line(**IMPATIENT) as sandbox:
        ana = Buyer(sandbox, 987_654_321)
        ana.telegram.person(ana.id, CANARY)
        for method in ("sendMessage", "getUpdates"):
            for trouble in troubles:
                sandbox.telegram.script(Fault(method, trouble))
                sandbox.telegram.say(ana.id, f"{CANARY} <b>{CANARY}</b>")
                await in_time(sandbox, lambda: not (sandbox.telegram.scripted() or sandbox.telegram.unconfirmed()))
                sandbox.telegram.mend()
        await in_time(sandbox, lambda: not sandbox.runtime.outbox._tasks._tasks)
        await ana.say("/delete_me")
        await ana.tap("Yes, erase")
        settings = settings_for("http://127.0.0.1")
        for shown in (f"{settings!r} {settings}", log.getvalue(), tables(tmp_path), files(tmp_path).decode("latin-1")):
            assert SECRET_PART not in shown
            assert CANARY not in shown
    assert log.getvalue().count("a call is given up") > 3


@pytest.mark.parametrize(
    "trouble", [api_error(401, "Unauthorized"), api_error(404, "Not Found"), html_page(), cut_json()]
)
async def test_no_error_of_a_call_holds_the_token(line, trouble):
    async with line() as sandbox:
        sandbox.telegram.script(Fault("sendMessage", trouble))
        with pytest.raises(TelegramError) as caught:
            await call(sandbox.runtime._application.bot, "sendMessage", {"chat_id": 7, "text": CANARY})
    told = f"{caught.value!r} {caught.value.__cause__!r} {caught.value.__context__!r}"
    assert SECRET_PART not in told
    assert CANARY not in told


async def test_an_update_that_was_set_aside_goes_with_the_person_who_sent_it(tmp_path, monkeypatch):
    hear = Guide.hear

    def moody(guide, tx, person, turn, now):
        if CANARY in str(turn):
            raise ValueError
        return hear(guide, tx, person, turn, now)

    monkeypatch.setattr(Guide, "hear", moody)
    async with bot_running(tmp_path) as sandbox:
        ana = Buyer(sandbox)
        await ana.say("/start")
        sandbox.telegram.say(ana.id, f"my secret is {CANARY}")
        await in_time(sandbox, lambda: "Something went wrong on my side" in ana.text)
        assert CANARY in tables(tmp_path)
        await ana.say("/delete_me")
        await ana.tap("Yes, erase")
        assert CANARY not in tables(tmp_path)
        assert await sandbox.store.write(lambda tx: tx.value("SELECT COUNT(*) FROM updates WHERE state = 'dead'")) == 0
    assert CANARY.encode() not in files(tmp_path)


async def test_what_the_host_writes_as_contact_is_shown_as_it_stands(folder):
    contact = "<b>Jo & Co</b> <a href='tg://user?id=1'>{ $days }</a>"
    async with bot_running(folder, privacy_contact=contact) as sandbox:
        assert contact in await Buyer(sandbox).say("/privacy")


async def test_no_file_that_somebody_sends_is_ever_fetched(ana):
    await ana.say("/start")
    ana.telegram.send_photo(ana.id, PIXEL, "look")
    ana.telegram.send_document(ana.id, b"PK\x05\x06" + bytes(18), "bomb.zip", "application/zip")
    ana.telegram.send_document(ana.id, b"0" * 1_000_000, "all.txt", "text/plain")
    ana.telegram.send_voice(ana.id)
    await quiet(ana.sandbox)
    assert {call.method for call in calls(ana.sandbox)} <= {
        "getme", "getwebhookinfo", "getupdates", "sendmessage", "setmycommands", "setmyname", "setmydescription",
        "setmyshortdescription",
    }  # fmt: skip


async def test_it_talks_to_telegram_and_to_nobody_else(line, monkeypatch):
    met, asked, connect, look_up = set(), set(), socket.socket.connect, socket.getaddrinfo

    def noted_connect(self, address):
        met.add(address)
        return connect(self, address)

    def noted_look_up(host, *more, **named):
        asked.add(host)
        return look_up(host, *more, **named)

    monkeypatch.setattr(socket.socket, "connect", noted_connect)
    monkeypatch.setattr(socket, "getaddrinfo", noted_look_up)
    async with line() as sandbox:
        ana = Buyer(sandbox)
        await to_verdict(ana, *DAMAGED)
        for text in (
            "https://www.aliexpress.com/item/1005001.html?x=y", "http://169.254.169.254/latest/meta-data",
            "https://aliexpress.com.evil.example/", "file:///etc/passwd", "javascript:alert(1)",
        ):  # fmt: skip
            await ana.say(text)
        ana.telegram.send_photo(ana.id, PIXEL, "http://example.org/x.png")
        await quiet(sandbox)
        host, port = sandbox.runtime._application.bot.base_url.split("/")[2].split(":")
    assert met == {(host, int(port))}
    assert asked <= {host}


@pytest.mark.parametrize("length", [0, 3, 5, 8], ids=["choice", "day", "amount", "summary"])
async def test_hostile_texts_are_words_like_any_others(ana, length):
    await ana.say("/start")
    await ana.pick(*DAMAGED[:length])
    before, question = [(case.id, case.answers, case.events) for case in await ana.stored()], ana.last.id
    for text in HOSTILE:
        ana.telegram.say(ana.id, text)
        ana.telegram.say(ana.id, f"/start {text}")
        ana.telegram.tap(ana.id, question, text[:60], forged=True)
    await quiet(ana.sandbox)
    answers = [message.text for message in ana.history if message.from_bot]
    assert len(answers) > 2 * len(HOSTILE)
    assert not any("49" in answer for answer in answers), "nothing was worked out"
    assert [(case.id, case.answers, case.events) for case in await ana.stored()] == before


async def test_a_hostile_country_is_no_country(ana):
    await to_verdict(ana, *KNOWN)
    for text in HOSTILE:
        ana.telegram.say(ana.id, text)
    await quiet(ana.sandbox)
    assert (await ana.sandbox.store.write(lambda tx: tx.buyer(ana.id))).country is None
    await until(ana, at(11, 24))
    assert len(reminders(ana)) == 1
