"""Read: the parts of a document by their kind; what is of another kind is told and left out."""

from __future__ import annotations

from collections.abc import Iterator

from specpress.problems import KINDS, Problems, kind_of, named, part
from specpress.resolve import Cursor

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
"""Maps whose names are free: one that begins with x- is no extension of the specification."""


def mapping(holder: Cursor, key: str, problems: Problems) -> Cursor | None:
    """The mapping below a key; None where there is none."""
    return _of_kind(holder, key, dict, problems)


def sequence(holder: Cursor, key: str, problems: Problems) -> Cursor | None:
    """The list below a key; None where there is none."""
    return _of_kind(holder, key, list, problems)


def text(holder: Cursor, key: str) -> str:
    """The text below a key; a number or a boolean as it would be written, anything else as none."""
    value = holder.value.get(key) if isinstance(holder.value, dict) else None
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, (str, int, float)) else ""


def flag(holder: Cursor, key: str) -> bool:
    """Whether a key says true."""
    return isinstance(holder.value, dict) and holder.value.get(key) is True


def entries(
    holder: Cursor, key: str, problems: Problems
) -> Iterator[tuple[str, Cursor]]:
    """The entries of the mapping below a key that are mappings, references followed; extensions left out."""
    found = mapping(holder, key, problems)
    for name, entry in found.items() if found is not None else ():
        named = key in FREE_NAMES and isinstance(entry.value, dict)
        if name.startswith("x-") and not named:
            continue
        target = followed(entry, problems)
        if target is not None:
            yield name, target


def followed(entry: Cursor, problems: Problems) -> Cursor | None:
    """Where an entry's reference leads; None (and a problem) where no mapping stands there."""
    target = entry.follow(problems) if entry.is_ref else entry
    if isinstance(target.value, dict):
        return target
    misfit(target, "a mapping", problems, is_named=True)
    return None


def misfit(
    cursor: Cursor, wanted: str, problems: Problems, *, is_named: bool = False
) -> None:
    """Note a value of a wrong kind: an omission, unless the value is empty and its name declares nothing."""
    name = named(cursor.path)
    message = f"{name} must be {wanted}, not {kind_of(cursor.value)}"
    if is_named or cursor.value not in (None, "", [], {}):
        what = part(cursor.path)
        omits = f"definition of {what}" if wanted == "a schema" else what
        problems.omission(cursor, omits, message, "it is left out")
    else:
        problems.warning(cursor, message, "it is left out")


def _of_kind(
    holder: Cursor, key: str, kind: type, problems: Problems
) -> Cursor | None:
    found = holder.get(key)
    if found is not None and found.is_ref:
        # Not in the specification, but split documents do it: a reference to the whole map or list.
        found = found.follow(problems)
    if found is None or found.value is None or isinstance(found.value, kind):
        return found if found is not None and found.value is not None else None
    misfit(found, KINDS[kind], problems)
    return None
