"""Typed access to the nodes of a document: nodes of a wrong type are reported and ignored."""

from __future__ import annotations

from collections.abc import Iterator

from specpress.document.descriptions import (
    TYPE_NAMES,
    describe_part,
    describe_path,
    describe_type,
)
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor

# Maps with arbitrary keys: a key that begins with "x-" is not a specification extension here.
FREE_NAMES = (
    "additionalOperations",
    "callbacks",
    "content",
    "encoding",
    "examples",
    "headers",
    "links",
    "securitySchemes",
    "variables",
    "webhooks",
)


def get_mapping(holder: Cursor, key: str, problems: Problems) -> Cursor | None:
    """Return the mapping at `key`, or None."""
    return _get_typed(holder, key, dict, problems)


def get_list(holder: Cursor, key: str, problems: Problems) -> Cursor | None:
    """Return the list at `key`, or None."""
    return _get_typed(holder, key, list, problems)


def get_text(holder: Cursor, key: str) -> str:
    """Return the string at `key`; a number or boolean as YAML writes it; otherwise ""."""
    if type(holder.value) is not dict or key not in holder.value:
        return ""
    value = holder.value[key]
    if value is None or type(value) is str:
        return value or ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, (str, int, float)) else ""


def get_flag(holder: Cursor, key: str) -> bool:
    """Return whether the value at `key` is true."""
    value = holder.value
    return type(value) is dict and key in value and value[key] is True


def get_entries(
    holder: Cursor, key: str, problems: Problems
) -> Iterator[tuple[str, Cursor]]:
    """Yield the mappings in the mapping at `key`, references resolved, extensions skipped."""
    mapping = get_mapping(holder, key, problems)
    for name, entry in mapping.items() if mapping is not None else ():
        is_name = key in FREE_NAMES and isinstance(entry.value, dict)
        if name.startswith("x-") and not is_name:
            continue
        target = resolve_mapping(entry, problems)
        if target is not None:
            yield name, target


def resolve_mapping(entry: Cursor, problems: Problems) -> Cursor | None:
    """Resolve the reference of an entry; report targets that are not mappings and return None."""
    target = entry.follow(problems) if entry.is_ref else entry
    if isinstance(target.value, dict):
        return target
    report_wrong_type(target, "an object", problems, is_named=True)
    return None


def report_wrong_type(
    cursor: Cursor, expected: str, problems: Problems, *, is_named: bool = False
) -> None:
    """Report a value of a wrong type, which is ignored.

    It is an omission unless the value is empty and its name declares nothing.
    """
    actual = describe_type(cursor.value)
    # The words of validation, so that a fault reported by both stages appears once.
    message = f"{describe_path(cursor.path)} must be {expected}, got {actual}"
    if is_named or cursor.value not in (None, "", [], {}):
        part = describe_part(cursor.path)
        omits = f"definition of {part}" if expected == "a schema" else part
        problems.omission(cursor, omits, message, "ignored", code="wrong-type")
    else:
        problems.warning(cursor, message, "ignored", code="wrong-type")


def _get_typed(
    holder: Cursor, key: str, python_type: type, problems: Problems
) -> Cursor | None:
    node = holder.get(key)
    if node is not None and node.is_ref:
        # The specification allows no $ref in place of a complete map or list, but split
        # documents use it.
        node = node.follow(problems)
    if node is None or node.value is None:
        return None
    if isinstance(node.value, python_type):
        return node
    report_wrong_type(node, TYPE_NAMES[python_type], problems)
    return None
