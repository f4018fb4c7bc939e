"""JSON by orjson where it is installed, as in the bench's own environment; no peer looks for it."""

from __future__ import annotations

import json
from typing import Any

try:
    from orjson import dumps, loads
except ImportError:
    loads = json.loads

    def dumps(value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


__all__ = ["dumps", "loads"]
