"""Parse keys with brackets, such as ``items[0][price]``, as Rack and qs do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from specpress.mock.limits import MAX_DEPTH, shorten
from specpress.mock.text_values import FieldText, RawValue

_BRACKETS = re.compile(r"(?:\[[^\[\]]*\])*")
_STEP = re.compile(r"\[([^\[\]]*)\]")


def has_prefix(key: str, name: str) -> bool:
    """Return whether a key is a name, or a name with brackets."""
    return key == name or key.startswith(f"{name}[")


def parse_nested(name: str, pairs: Iterable[tuple[str, str]]) -> RawValue | None:
    """Return the value of a name in decoded pairs; arrays with indexes are mappings.

    Empty brackets add an item to an array: a new one if the last item already has the key.

    Raises:
        ValueError: A key has too many levels.
    """
    holder: dict[str, Any] = {}
    for key, text in pairs:
        brackets = key.removeprefix(name)
        if has_prefix(key, name) and _BRACKETS.fullmatch(brackets):
            steps = _STEP.findall(brackets)
            if len(steps) > MAX_DEPTH:
                raise ValueError(
                    f"key {shorten(key)!r} has more than {MAX_DEPTH} levels"
                )
            _store(holder, [name, *steps], text)
    return holder.get(name)


def _store(holder: dict[str, Any], steps: list[str], text: str) -> None:
    head, *inner = steps
    match inner:
        case []:
            _repeat(holder, head, text)
        case ["", *rest]:
            items = holder.setdefault(head, [])
            if isinstance(items, list):
                _append(items, rest, text)
        case _:
            child = holder.setdefault(head, {})
            # A scalar and an object under one key: the object is dropped.
            if isinstance(child, dict):
                _store(child, inner, text)


def _repeat(holder: dict[str, Any], key: str, text: str) -> None:
    """Store a text; a repeated key is an array."""
    previous = holder.get(key)
    if previous is None:
        holder[key] = FieldText(text)
    elif isinstance(previous, list):
        previous.append(text)
    else:
        holder[key] = [previous, text]


def _append(items: list[Any], steps: list[str], text: str) -> None:
    """Add a text to an array, inside of its last item if that does not have the key yet."""
    if not steps:
        items.append(text)
        return
    if not items or not isinstance(items[-1], dict) or _has(items[-1], steps):
        items.append({})
    _store(items[-1], steps, text)


def _has(value: Any, steps: list[str]) -> bool:
    if "" in steps:
        return False
    for step in steps:
        if not isinstance(value, dict) or step not in value:
            return False
        value = value[step]
    return True
