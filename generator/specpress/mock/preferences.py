"""Preferences of a request: the status, and the example by its name.

``Prefer: code=404, example=NAME`` (RFC 7240) and the query ``?__code=404&__example=NAME`` are
those of Prism, ``x-mock-status`` and ``x-mock-example`` are the headers of this server.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

EXAMPLE_HEADER = "x-mock-example"
STATUS_HEADER = "x-mock-status"
PREFER_HEADER = "prefer"
QUERY_PREFIX = "__"


@dataclass(frozen=True, slots=True)
class Preferences:
    """The preferred status as text, and the name of the preferred example."""

    status: str | None = None
    example: str | None = None


def read_preferences(headers: Mapping[str, str], query: str) -> Preferences:
    """Return the preferences of a request; its headers take precedence over its query."""
    values = dict(_parse_query(query))
    values |= dict(_parse_prefer(headers.get(PREFER_HEADER, "")))
    return Preferences(
        headers.get(STATUS_HEADER, values.get("code")),
        headers.get(EXAMPLE_HEADER, values.get("example")),
    )


def _parse_prefer(text: str) -> Iterator[tuple[str, str]]:
    """Yield the preferences of the header, which commas or semicolons separate."""
    for entry in text.replace(";", ",").split(","):
        name, _, value = entry.partition("=")
        if value.strip():
            yield name.strip().lower(), value.strip().strip('"')


def _parse_query(query: str) -> Iterator[tuple[str, str]]:
    for name, value in parse_qsl(query):
        if name.startswith(QUERY_PREFIX):
            yield name.removeprefix(QUERY_PREFIX), value
