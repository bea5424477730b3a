"""Settings as the text of a settings file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_BARE_KEY = re.compile("[A-Za-z0-9_-]+")
# Characters that TOML forbids in texts, or that change how a line is displayed.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def format_key(key: str) -> str:
    """Return a key of TOML, in quotes if it needs them."""
    return key if _BARE_KEY.fullmatch(key) else _quote(key)


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
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(format_value, value))}]"
    return _quote(str(value))


def _quote(text: str) -> str:
    """Return a text as TOML, without any change of it."""
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)


def _is_table(value: Any) -> bool:
    return isinstance(value, Mapping)


def _is_array_of_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)
