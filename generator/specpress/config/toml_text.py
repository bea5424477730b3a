"""Settings as the text of a settings file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from specpress.python.markup import toml

_BARE_KEY = re.compile("[A-Za-z0-9_-]+")


def format_key(key: str) -> str:
    """Return a key of TOML, in quotes if it needs them."""
    return key if _BARE_KEY.fullmatch(key) else toml(key)


def format_settings(settings: Mapping[str, Any], table: str = "") -> str:
    """Return settings as TOML: texts and lists first, then tables.

    Args:
        table: The table of the settings: `tool.specpress`; "" for the root.
    """
    return "".join(f"{line}\n" for line in _list_lines(settings, table))


def _list_lines(settings: Mapping[str, Any], table: str) -> Iterator[str]:
    if table:
        yield f"[{table}]"
    above = f"{table}." if table else ""
    for key, value in settings.items():
        if not _is_table(value) and not _is_array_of_tables(value):
            yield f"{key} = {format_value(value)}"
    for key, value in settings.items():
        if _is_table(value):
            yield ""
            yield f"[{above}{key}]"
            yield from _list_entries(value)
        elif _is_array_of_tables(value):
            for entry in value:
                yield ""
                yield f"[[{above}{key}]]"
                yield from _list_entries(entry)


def _list_entries(table: Mapping[str, Any]) -> Iterator[str]:
    for key, value in table.items():
        yield f"{format_key(key)} = {format_value(value)}"


def format_value(value: Any) -> str:
    """Return a value as TOML on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        entries = (f"{format_key(k)} = {format_value(v)}" for k, v in value.items())
        return f"{{ {', '.join(entries)} }}"
    return toml(value)


def _is_table(value: Any) -> bool:
    return isinstance(value, Mapping)


def _is_array_of_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)
