"""The callback data of an answer's button: versioned, bound to a case, at most 64 bytes, ending in
`:<question>:<option>`. A date or an amount stands there as it is stored ("2026-11-18", "24.90 EUR")."""

from __future__ import annotations

VERSION = "v1"
LIMIT = 64
CASE_ID_LENGTH = 11
"""A case's id: 64 random bits in base64url."""


def answer_data(case_id: str, question: str, value: str) -> str:
    return f"{VERSION}:{case_id}:{question}:{value}"


def fits(data: str) -> bool:
    return 1 <= len(data.encode()) <= LIMIT
