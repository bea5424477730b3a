"""The table of our extensions, from `vocabulary.schema.json`: names, places and shapes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

PREFIX = "x-specpress-"
ARRAY_KEYS = f"{PREFIX}array-keys"
AVAILABILITY = f"{PREFIX}availability"
IDEMPOTENT = f"{PREFIX}idempotent"
LIFECYCLE = f"{PREFIX}lifecycle"
PAGINATION = f"{PREFIX}pagination"
RETRYABLE = f"{PREFIX}retryable"
WEBHOOK_SIGNATURE = f"{PREFIX}webhook-signature"


@dataclass(frozen=True, slots=True)
class Extension:
    """An extension of specpress.

    Attributes:
        at: The objects that it belongs to.
        short: The name under which a value of its shape is read as well; other tools use it, too.
        shape: The JSON Schema of its value.
    """

    name: str
    at: tuple[str, ...]
    short: str | None
    shape: dict[str, Any]


@cache
def load_extensions() -> dict[str, Extension]:
    """Return our extensions by name."""
    text = files("specpress").joinpath("vocabulary.schema.json").read_text("utf-8")
    definitions = json.loads(text)["$defs"]
    return {
        name: Extension(
            name,
            tuple(entry.get("at", ())),
            entry.get("short"),
            {"$defs": definitions, "$ref": f"#/$defs/{name}"},
        )
        for name, entry in definitions.items()
        if name.startswith(PREFIX)
    }
