"""The settings: names, defaults and checks. They come from the environment or from `.env` in the working directory."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

EXIT_STATUS = 78
"""What the process ends with where its settings are wrong (EX_CONFIG)."""

TOKEN = re.compile(r"\d{1,20}:[\w-]{30,}", re.ASCII)
SQLITE = "sqlite:///"
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
LONGEST_RETENTION = 36500


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
        return _web_address(url)

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
    def _webhook_url(cls, url: str) -> str:
        if url:
            raise ValueError("is set, but web hook mode is not built yet; leave WEBHOOK_URL empty")
        return url

    @field_validator("webhook_listen", "health_listen")
    @classmethod
    def _listen(cls, address: str) -> str:
        host, _, port = address.rpartition(":")
        if not host or not (port.isascii() and port.isdigit() and len(port) <= 5 and 0 < int(port) < 65536):
            raise ValueError("is not host:port; write for example 127.0.0.1:8081")
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

    @field_validator("retention_days", mode="before")
    @classmethod
    def _retention(cls, value: Any) -> int:
        text = str(value).strip()
        if not (text.isascii() and text.isdigit() and len(text) <= 5 and 1 <= int(text) <= LONGEST_RETENTION):
            raise ValueError(f"is not a number of days; write a whole number from 1 to {LONGEST_RETENTION}")
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
            raise ValueError(f"is not a level; write one of {', '.join(LOG_LEVELS)}")
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


def _web_address(url: str) -> str:
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good or parts.query or parts.fragment or parts.username or not url.isprintable() or " " in url:
        raise ValueError("is not a web address; write for example https://api.telegram.org, or leave it out")
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
