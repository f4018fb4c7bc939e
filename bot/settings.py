"""The settings: names, defaults and checks. They come from the environment or from `.env` in the working directory."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

EXIT_STATUS = 78
"""What the process ends with where its settings are wrong (EX_CONFIG)."""

TOKEN = re.compile(r"\d{1,20}:[\w-]{30,}", re.ASCII)
SQLITE = "sqlite:///"
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")

TELEGRAM_ITSELF = "api.telegram.org"
WEBHOOK_PORTS = (443, 80, 88, 8443)
"""Those that Telegram itself posts to; a local Bot API server posts to any."""

THIS_MACHINE = ("127.0.0.1", "localhost", "::1")
WEBHOOK_PATH = re.compile(r"[\w./~-]*", re.ASCII)
WEBHOOK_SECRET = re.compile(r"[\w-]{1,256}", re.ASCII)

WHOLE_NUMBERS = {
    "retention_days": (1, 36500),
    "send_per_second": (1, 100000),
    "send_chat_burst": (1, 1000),
    "send_chat_per_second": (1, 1000),
    "send_group_per_minute": (1, 60000),
    "flood_burst": (1, 10000),
}
"""The fields that hold one -> the lowest and the highest."""


class SettingsError(Exception):
    """Wrong settings. `problems` names every one of them: the variable, what is wrong, how to mend it."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


class Settings(BaseSettings):
    """Checked settings. `read_settings` makes them from the environment.

    Whoever brings their own values and wants neither the environment nor the checks, as the sandbox does,
    says `Settings.model_construct(telegram_bot_token=SecretStr(...), ...)`.
    """

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True, validate_default=True)

    telegram_bot_token: SecretStr = SecretStr("")
    telegram_api_url: str = "https://api.telegram.org"
    database_url: str = "sqlite:///guide.db"
    webhook_url: str = ""
    webhook_secret: SecretStr = SecretStr("")
    webhook_listen: str = "127.0.0.1:8443"
    health_listen: str = "127.0.0.1:8081"
    send_per_second: int = 25
    send_chat_burst: int = 20
    send_chat_per_second: int = 1
    send_group_per_minute: int = 20
    flood_burst: int = 40
    admin_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    default_time_zone: str = "UTC"
    retention_days: int = 365
    privacy_contact: str = ""
    log_level: str = "INFO"

    @property
    def database_path(self) -> Path:
        return Path(self.database_url.removeprefix(SQLITE))

    @property
    def zone(self) -> ZoneInfo:
        """The zone of buyers who haven't chosen theirs."""
        return ZoneInfo(self.default_time_zone)

    @field_validator("telegram_bot_token")
    @classmethod
    def _token(cls, token: SecretStr) -> SecretStr:
        if not token.get_secret_value():
            raise ValueError("is missing; ask @BotFather for a token and set it here")
        if not TOKEN.fullmatch(token.get_secret_value()):
            raise ValueError("does not look like a token; copy the whole of it from @BotFather, as 123456:ABC-DEF…")
        return token

    @field_validator("telegram_api_url")
    @classmethod
    def _api_url(cls, url: str) -> str:
        return _web_address(url, "https://api.telegram.org")

    @field_validator("database_url")
    @classmethod
    def _database(cls, url: str) -> str:
        name = url.removeprefix(SQLITE)
        if name in ("", url) or "?" in name or "\0" in name:
            raise ValueError(
                "is not a database this version knows; write sqlite:///guide.db, or sqlite:////full/path.db"
            )
        _writable(Path(name))
        return url

    @field_validator("webhook_url")
    @classmethod
    def _webhook_url(cls, url: str, fields: ValidationInfo) -> str:
        if not url:
            return url
        address = _web_address(url, "https://example.org/hook")
        parts = urlsplit(address)
        if parts.scheme != "https" and parts.hostname not in THIS_MACHINE:
            raise ValueError("does not begin with https://; Telegram posts to no other address")
        if TOKEN.search(address) or not WEBHOOK_PATH.fullmatch(parts.path):
            raise ValueError("has a token or an odd sign in its path; make one of letters, digits and hyphens")
        at_telegram_itself = urlsplit(fields.data.get("telegram_api_url", "")).hostname == TELEGRAM_ITSELF
        if at_telegram_itself and (parts.port or 443) not in WEBHOOK_PORTS:
            raise ValueError(f"has a port that Telegram does not post to; use one of {_listed(WEBHOOK_PORTS)}")
        return address

    @field_validator("webhook_secret")
    @classmethod
    def _webhook_secret(cls, secret: SecretStr, fields: ValidationInfo) -> SecretStr:
        value = secret.get_secret_value()
        wanted = fields.data.get("webhook_url", "one that is wrong")
        if wanted and not value:
            raise ValueError("is missing, and WEBHOOK_URL is set; make up a secret, or leave WEBHOOK_URL empty to poll")
        if value and not WEBHOOK_SECRET.fullmatch(value):
            raise ValueError("is not 1 to 256 letters, digits, _ and - (A-Z, a-z, 0-9); make up another")
        return secret

    @field_validator("webhook_listen", "health_listen")
    @classmethod
    def _listen(cls, address: str) -> str:
        host, _, port = address.rpartition(":")
        if not host or not (port.isascii() and port.isdigit() and len(port) <= 5 and 0 < int(port) < 65536):
            raise ValueError("is not host:port; write for example 127.0.0.1:8081")
        return address

    @field_validator("health_listen")
    @classmethod
    def _ports_differ(cls, address: str, fields: ValidationInfo) -> str:
        other = fields.data.get("webhook_listen")
        if other is not None and host_and_port(address)[1] == host_and_port(other)[1]:
            raise ValueError("has the same port as WEBHOOK_LISTEN; give each a port of its own")
        return address

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _admins(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        words = value.replace(",", " ").split()
        if not all(word.isascii() and word.isdigit() and 0 < len(word) <= 15 for word in words):
            raise ValueError("has something that is not a Telegram user id; write numbers, as 123456789, 987654321")
        return frozenset(int(word) for word in words)

    @field_validator("default_time_zone")
    @classmethod
    def _time_zone(cls, name: str) -> str:
        # membership first: a name is also a path, and must never be tried out on the disk
        if name not in available_timezones():
            raise ValueError("is not a time zone; write its name as in Europe/Madrid")
        return name

    @field_validator(*WHOLE_NUMBERS, mode="before")
    @classmethod
    def _whole_number(cls, value: Any, field: ValidationInfo) -> int:
        lowest, highest = WHOLE_NUMBERS[str(field.field_name)]
        text = str(value).strip()
        if not (text.isascii() and text.isdigit() and len(text) <= 9 and lowest <= int(text) <= highest):
            raise ValueError(f"is not a whole number from {lowest} to {highest}; write one, or leave it out")
        return int(text)

    @field_validator("privacy_contact")
    @classmethod
    def _contact(cls, contact: str) -> str:
        if len(contact) > 200 or not contact.isprintable():
            raise ValueError("is too long; write one line of at most 200 characters, as an e-mail address")
        return contact

    @field_validator("log_level")
    @classmethod
    def _level(cls, level: str) -> str:
        if level.upper() not in LOG_LEVELS:
            raise ValueError(f"is not a level; write one of {_listed(LOG_LEVELS)}")
        return level.upper()


def read_settings(env_file: str | Path | None = ".env") -> Settings:
    """Read and check them. Raises `SettingsError` with every problem; no problem shows a secret's value."""
    try:
        return Settings(_env_file=env_file)  # type: ignore[call-arg]  # pydantic-settings doesn't declare it
    except ValidationError as error:
        problems = [f"{str(problem['loc'][0]).upper()} {_reason(problem)}" for problem in error.errors()]
        raise SettingsError(problems) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError([f"{env_file} can't be read ({type(error).__name__}); make it a UTF-8 text file"]) from None


def _reason(problem: Any) -> str:
    """Our own words where a check of ours failed, pydantic's elsewhere; never the value itself."""
    cause = problem.get("ctx", {}).get("error")
    return str(cause) if isinstance(cause, ValueError) else f"is wrong: {problem['msg']}"


def host_and_port(address: str) -> tuple[str, int]:
    """The two halves of a checked `WEBHOOK_LISTEN` or `HEALTH_LISTEN`; an IPv6 host comes without its brackets."""
    host, _, port = address.rpartition(":")
    return host.strip("[]"), int(port)


def _listed(values: Iterable[object]) -> str:
    return ", ".join(map(str, values))


def _web_address(url: str, example: str) -> str:
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good or parts.query or parts.fragment or parts.username or not url.isprintable() or " " in url:
        raise ValueError(f"is not a web address; write for example {example}, or leave it out")
    return url.rstrip("/")


def _writable(path: Path) -> None:
    folder = path.parent
    if not folder.is_dir():
        raise ValueError(f"points into a folder that does not exist: {folder}; make the folder, or name another")
    if path.is_dir():
        raise ValueError(f"names a folder: {path}; name a file in it")
    target = path if path.exists() else folder
    if not os.access(target, os.W_OK) or not os.access(folder, os.W_OK | os.X_OK):
        raise ValueError(f"names a place where this user (uid {os.getuid()}) may not write: {target}; change its owner")
