"""How Telegram says no: an HTTP status, a description in its words, and sometimes parameters."""

from __future__ import annotations

from typing import Any

PREFIXES = {400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 409: "Conflict"}


class Refused(Exception):
    """A Bot API call that is answered with an error. `description` is the whole text, prefix included; `reason` is the
    text alone, for an answer that quotes it."""

    def __init__(
        self, status: int, description: str, parameters: dict[str, Any] | None = None, reason: str = ""
    ) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters
        self.reason = reason

    def body(self) -> dict[str, Any]:
        """The answer as Telegram sends it."""
        body = {"ok": False, "error_code": self.status, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


def refused(status: int, message: str) -> Refused:
    """The prefix of the status, then `message` with a small first letter, unless it is a code like MESSAGE_TOO_LONG."""
    is_code = len(message) > 1 and (message[1] == "_" or "A" <= message[1] <= "Z")
    shown = message if is_code else message[0].lower() + message[1:]
    return Refused(status, f"{PREFIXES[status]}: {shown}", reason=message)


def bad_request(message: str) -> Refused:
    return refused(400, message)


def forbidden(message: str) -> Refused:
    return refused(403, message)


def conflict(message: str) -> Refused:
    return refused(409, message)


def too_many_requests(seconds: int) -> Refused:
    """Come back after so many seconds."""
    return Refused(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})
