"""Settings are checked before anything starts, and every problem is named with its variable and its mend."""

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic import SecretStr, ValidationError

from bot.settings import Settings, SettingsError, host_and_port, read_settings

TOKEN = "123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11"
NAMES = (
    "TELEGRAM_BOT_TOKEN", "TELEGRAM_API_URL", "DATABASE_URL", "WEBHOOK_URL", "WEBHOOK_SECRET", "WEBHOOK_LISTEN",
    "HEALTH_LISTEN", "SEND_PER_SECOND", "SEND_CHAT_BURST", "SEND_CHAT_PER_SECOND", "SEND_GROUP_PER_MINUTE", "FLOOD_BURST",
    "ADMIN_IDS", "DEFAULT_TIME_ZONE", "RETENTION_DAYS", "PRIVACY_CONTACT", "LOG_LEVEL",
)  # fmt: skip


@pytest.fixture(autouse=True)
def environment(monkeypatch, tmp_path):
    """A working directory of its own, and no setting but a token."""
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    return monkeypatch


def problems():
    with pytest.raises(SettingsError) as caught:
        read_settings()
    return caught.value.problems


def test_a_token_is_enough():
    settings = read_settings()
    assert settings.telegram_bot_token.get_secret_value() == TOKEN
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert settings.database_url == "sqlite:///guide.db"
    assert str(settings.database_path) == "guide.db"
    assert settings.webhook_url == ""
    assert settings.webhook_secret.get_secret_value() == ""
    assert settings.webhook_listen == "127.0.0.1:8443"
    assert settings.health_listen == "127.0.0.1:8081"
    assert settings.send_per_second == 25
    assert (settings.send_chat_burst, settings.send_chat_per_second) == (20, 1)
    assert settings.send_group_per_minute == 20
    assert settings.flood_burst == 40
    assert settings.admin_ids == frozenset()
    assert settings.zone == ZoneInfo("UTC")
    assert settings.retention_days == 365
    assert settings.log_level == "INFO"


def test_the_names_are_those_that_are_documented():
    assert {name.upper() for name in Settings.model_fields} == set(NAMES)


def test_settings_come_from_the_file_and_the_environment_goes_before_it(environment, tmp_path):
    (tmp_path / ".env").write_text("RETENTION_DAYS=30\nDEFAULT_TIME_ZONE=Asia/Tokyo\nUNKNOWN=1\n")
    environment.setenv("RETENTION_DAYS", "60")
    assert (read_settings().retention_days, read_settings().default_time_zone) == (60, "Asia/Tokyo")


@pytest.mark.parametrize(
    ("name", "value", "field", "meaning"),
    [
        ("ADMIN_IDS", "1, 2 3", "admin_ids", frozenset({1, 2, 3})),
        ("ADMIN_IDS", "", "admin_ids", frozenset()),
        ("RETENTION_DAYS", "1", "retention_days", 1),
        ("RETENTION_DAYS", "36500", "retention_days", 36500),
        ("SEND_PER_SECOND", "100000", "send_per_second", 100000),
        ("FLOOD_BURST", " 1 ", "flood_burst", 1),
        ("LOG_LEVEL", "debug", "log_level", "DEBUG"),
        ("TELEGRAM_API_URL", "http://bot-api:8081/", "telegram_api_url", "http://bot-api:8081"),
        ("DEFAULT_TIME_ZONE", "America/Argentina/Buenos_Aires", "default_time_zone", "America/Argentina/Buenos_Aires"),
        ("PRIVACY_CONTACT", "privacy@example.org", "privacy_contact", "privacy@example.org"),
        ("HEALTH_LISTEN", "[::1]:9000", "health_listen", "[::1]:9000"),
    ],
)
def test_good_values(environment, name, value, field, meaning):
    environment.setenv(name, value)
    assert getattr(read_settings(), field) == meaning


def test_a_full_path_to_the_database(environment, tmp_path):
    environment.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/guide.db")
    assert read_settings().database_path == tmp_path / "guide.db"


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("TELEGRAM_BOT_TOKEN", "", "is missing; ask @BotFather for a token and set it here"),
        ("TELEGRAM_BOT_TOKEN", "secret-but-wrong", "does not look like a token"),
        ("TELEGRAM_BOT_TOKEN", TOKEN + "\n", "does not look like a token"),
        ("TELEGRAM_BOT_TOKEN", "123456:short", "does not look like a token"),
        ("TELEGRAM_API_URL", "api.telegram.org", "is not a web address"),
        ("TELEGRAM_API_URL", "", "is not a web address"),
        ("TELEGRAM_API_URL", "ftp://api.telegram.org", "is not a web address"),
        ("TELEGRAM_API_URL", "https://", "is not a web address"),
        ("TELEGRAM_API_URL", "https://host:99999", "is not a web address"),
        ("TELEGRAM_API_URL", "https://name:word@host", "is not a web address"),
        ("DATABASE_URL", "guide.db", "is not a database this version knows"),
        ("DATABASE_URL", "postgresql://localhost/guide", "is not a database this version knows"),
        ("DATABASE_URL", "sqlite://", "is not a database this version knows"),
        ("DATABASE_URL", "sqlite:///", "is not a database this version knows"),
        ("DATABASE_URL", "sqlite:///guide.db?mode=ro", "is not a database this version knows"),
        ("DATABASE_URL", "sqlite:///nowhere/guide.db", "points into a folder that does not exist: nowhere"),
        ("DATABASE_URL", "sqlite:////", "names a folder"),
        ("WEBHOOK_LISTEN", "8443", "is not host:port"),
        ("WEBHOOK_LISTEN", "", "is not host:port"),
        ("WEBHOOK_LISTEN", ":8443", "is not host:port"),
        ("HEALTH_LISTEN", "127.0.0.1:8443", "has the same port as WEBHOOK_LISTEN; give each a port of its own"),
        ("HEALTH_LISTEN", "0.0.0.0:08443", "has the same port as WEBHOOK_LISTEN; give each a port of its own"),
        ("HEALTH_LISTEN", "localhost:0", "is not host:port"),
        ("HEALTH_LISTEN", "localhost:65536", "is not host:port"),
        ("HEALTH_LISTEN", "localhost:http", "is not host:port"),
        ("ADMIN_IDS", "1,two", "has something that is not a Telegram user id"),
        ("ADMIN_IDS", "[1, 2", "has something that is not a Telegram user id"),
        ("ADMIN_IDS", "-5", "has something that is not a Telegram user id"),
        ("ADMIN_IDS", "²", "has something that is not a Telegram user id"),
        ("ADMIN_IDS", "9" * 5000, "has something that is not a Telegram user id"),
        ("DEFAULT_TIME_ZONE", "Mars/Olympus", "is not a time zone"),
        ("DEFAULT_TIME_ZONE", "../../etc/passwd", "is not a time zone"),
        ("DEFAULT_TIME_ZONE", "/etc/localtime", "is not a time zone"),
        ("DEFAULT_TIME_ZONE", "", "is not a time zone"),
        ("RETENTION_DAYS", "0", "is not a whole number from 1 to 36500; write one, or leave it out"),
        ("RETENTION_DAYS", "-1", "is not a whole number from 1 to 36500"),
        ("RETENTION_DAYS", "1.5", "is not a whole number from 1 to 36500"),
        ("RETENTION_DAYS", "a year", "is not a whole number from 1 to 36500"),
        ("RETENTION_DAYS", "", "is not a whole number from 1 to 36500"),
        ("RETENTION_DAYS", "36501", "is not a whole number from 1 to 36500"),
        ("SEND_PER_SECOND", "0", "is not a whole number from 1 to 100000"),
        ("SEND_PER_SECOND", "100001", "is not a whole number from 1 to 100000"),
        ("SEND_PER_SECOND", "9" * 5000, "is not a whole number from 1 to 100000"),
        ("SEND_CHAT_BURST", "many", "is not a whole number from 1 to 1000"),
        ("SEND_CHAT_PER_SECOND", "0.5", "is not a whole number from 1 to 1000"),
        ("SEND_GROUP_PER_MINUTE", "-20", "is not a whole number from 1 to 60000"),
        ("FLOOD_BURST", "0", "is not a whole number from 1 to 10000"),
        ("FLOOD_BURST", "²", "is not a whole number from 1 to 10000"),
        ("PRIVACY_CONTACT", "x" * 201, "write one line of at most 200 characters"),
        ("PRIVACY_CONTACT", "two\nlines", "write one line of at most 200 characters"),
        ("LOG_LEVEL", "LOUD", "is not a level; write one of DEBUG, INFO, WARNING, ERROR, CRITICAL"),
    ],
)
def test_each_problem_is_named_with_its_variable(environment, name, value, told):
    environment.setenv(name, value)
    [problem] = problems()
    assert problem.startswith(f"{name} ")
    assert told in problem


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("example.org/hook", "is not a web address; write for example https://example.org/hook, or leave it out"),
        ("https://example.org/hook?secret=1", "is not a web address"),
        ("https://example.org:99999/hook", "is not a web address"),
        ("http://example.org/hook", "does not begin with https://; Telegram posts to no other address"),
        ("http://127.0.0.1.example.org/hook", "does not begin with https://"),
        (f"https://example.org/{TOKEN}", "has a token or an odd sign in its path"),
        ("https://example.org/{hook}", "has a token or an odd sign in its path"),
        ("https://example.org:8080/hook", "has a port that Telegram does not post to; use one of 443, 80, 88, 8443"),
        ("http://127.0.0.1:9000/hook", "has a port that Telegram does not post to"),
    ],
)
def test_an_address_that_telegram_can_not_post_to_is_a_problem(environment, url, told):
    environment.setenv("WEBHOOK_SECRET", "hush-hush")
    environment.setenv("WEBHOOK_URL", url)
    [problem] = problems()
    assert problem.startswith("WEBHOOK_URL ")
    assert told in problem
    assert TOKEN not in problem


@pytest.mark.parametrize(
    ("api_url", "url"),
    [
        ("https://api.telegram.org", "https://example.org"),
        ("https://api.telegram.org", "https://example.org:8443/hooks/guide"),
        ("http://bot-api:8081", "https://example.org:9000/hook"),
        ("http://127.0.0.1:8081", "http://127.0.0.1:9000/hook"),
        ("http://127.0.0.1:8081", "http://localhost:9000/hook"),
    ],
)
def test_an_address_that_can_be_posted_to(environment, api_url, url):
    environment.setenv("TELEGRAM_API_URL", api_url)
    environment.setenv("WEBHOOK_SECRET", "A-z_9")
    environment.setenv("WEBHOOK_URL", url)
    assert read_settings().webhook_url == url
    assert read_settings().webhook_secret.get_secret_value() == "A-z_9"


@pytest.mark.parametrize("url", ["https://example.org/hook", "ftp://wrong"])
def test_a_web_hook_without_a_secret_is_refused(environment, url):
    environment.setenv("WEBHOOK_URL", url)
    assert problems()[-1] == (
        "WEBHOOK_SECRET is missing, and WEBHOOK_URL is set; make up a secret, or leave WEBHOOK_URL empty to poll"
    )


@pytest.mark.parametrize("secret", ["x" * 257, "two words", "naïve", "hush!"])
def test_a_secret_that_telegram_does_not_take_is_a_problem(environment, secret):
    environment.setenv("WEBHOOK_SECRET", secret)
    [problem] = problems()
    assert problem == "WEBHOOK_SECRET is not 1 to 256 letters, digits, _ and - (A-Z, a-z, 0-9); make up another"


@pytest.mark.parametrize(
    ("address", "halves"),
    [("127.0.0.1:8081", ("127.0.0.1", 8081)), ("[::1]:80", ("::1", 80)), ("localhost:443", ("localhost", 443))],
)
def test_the_halves_of_an_address_to_listen_on(address, halves):
    assert host_and_port(address) == halves


def test_every_problem_is_told_at_once(environment):
    for name in NAMES:
        environment.setenv(name, "[wrong" if name != "PRIVACY_CONTACT" else "x" * 201)
    assert [problem.partition(" ")[0] for problem in problems()] == list(NAMES)


def test_a_missing_token_is_a_problem(environment):
    environment.delenv("TELEGRAM_BOT_TOKEN")
    assert problems() == ["TELEGRAM_BOT_TOKEN is missing; ask @BotFather for a token and set it here"]


def test_no_secret_is_ever_shown(environment):
    environment.setenv("TELEGRAM_BOT_TOKEN", TOKEN + "!")
    environment.setenv("WEBHOOK_SECRET", "hush-hush!")
    environment.setenv("WEBHOOK_URL", "https://example.org/hook")
    with pytest.raises(SettingsError) as caught:
        read_settings()
    shown = f"{caught.value} {caught.value!r} {caught.value.__cause__!r}"
    assert TOKEN not in shown
    assert "hush-hush" not in shown


def test_settings_that_are_printed_hide_what_is_secret(environment):
    environment.setenv("WEBHOOK_SECRET", "hush-hush")
    shown = f"{read_settings()} {read_settings()!r} {read_settings().model_dump_json()}"
    assert TOKEN not in shown
    assert "hush-hush" not in shown


def test_settings_do_not_change():
    with pytest.raises(ValidationError, match="frozen"):
        read_settings().flood_burst = 1


def test_the_example_file_names_every_setting():
    example = (Path(__file__).parents[3] / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall("^#?([A-Z_]+)=", example, re.MULTILINE)) == set(NAMES)


def test_a_file_that_is_no_text_is_a_problem(tmp_path):
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00TELEGRAM")
    assert problems() == [".env can't be read (UnicodeDecodeError); make it a UTF-8 text file"]


def test_a_database_that_may_not_be_written_is_a_problem(environment, tmp_path):
    (tmp_path / "guide.db").mkdir()
    environment.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/guide.db")
    assert problems() == [f"DATABASE_URL names a folder: {tmp_path}/guide.db; name a file in it"]


def test_a_place_where_this_user_may_not_write_is_a_problem(environment):
    environment.setattr("bot.settings.os.access", lambda *_: False)
    [problem] = problems()
    assert "names a place where this user (uid" in problem


def test_whoever_brings_their_own_settings_needs_neither_environment_nor_real_token(environment):
    environment.setenv("RETENTION_DAYS", "wrong")
    settings = Settings.model_construct(telegram_bot_token=SecretStr("1:made-up"))
    assert (settings.telegram_bot_token.get_secret_value(), settings.retention_days) == ("1:made-up", 365)
