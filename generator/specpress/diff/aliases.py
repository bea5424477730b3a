"""Earlier names that a package keeps as deprecated aliases: those of parts that a new document renames."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from specpress.diff.changes import Change, Comparison
from specpress.python.names.lock import EarlierName, NamesLock, Part

OldName = tuple[Part, str]
"""A part and an earlier name of it."""


def list_earlier_names(
    comparison: Comparison, lock: NamesLock, major: int
) -> list[EarlierName]:
    """Return the earlier names of the parts that are renamed between two documents.

    Args:
        lock: The names of the new package.
        major: The major version of the package in which the names change.
    """
    parts = _index_parts(lock.names)
    known = {(entry.part, entry.name) for entry in lock.renamed}
    names = [
        *_list_resources(comparison, parts),
        *(
            name
            for c in comparison.changes
            for name in _list_names(c, comparison, parts)
        ),
    ]
    return [
        EarlierName(*name, major) for name in dict.fromkeys(names) if name not in known
    ]


def list_symbols(lock: NamesLock, aliases: Collection[OldName]) -> dict[str, str]:
    """Return the present symbols of aliases by their earlier ones: `client.books.get`."""
    symbols: dict[str, str] = {}
    for part, old in aliases:
        new = lock.names.get(part)
        earlier = _format_symbol(part, old, lock.names)
        if new is not None and earlier is not None:
            symbols[earlier] = str(_format_symbol(part, new, lock.names))
    return symbols


def _format_symbol(part: Part, name: str, names: Mapping[Part, str]) -> str | None:
    """Return the symbol of a part with a name; None if programs do not name it."""
    if part[0] in ("operation", "resource"):
        return f"client.{name}"
    if part[0] == "class":
        return f"models.{name}"
    if part[0] == "argument":
        method = names.get(("operation", part[1]))
        return f"client.{method}({name}=…)" if method else None
    owner = names.get(("class", *part[1:2]))
    return (
        f"models.{owner}.{name}" if part[0] in ("field", "member") and owner else None
    )


def _index_parts(names: Mapping[Part, str]) -> dict[str, Part]:
    """Return the parts by their symbols."""
    symbols = (
        (part, _format_symbol(part, name, names)) for part, name in names.items()
    )
    return {symbol: part for part, symbol in symbols if symbol}


def _list_names(
    change: Change, comparison: Comparison, parts: Mapping[str, Part]
) -> Iterator[OldName]:
    """Yield the part with a new name, and its earlier one."""
    if change.edit is None or not change.code.endswith("-renamed"):
        return
    if change.code in ("operation-renamed", "class-renamed"):
        new, old = change.edit.new, change.symbol.partition(".")[2]
    elif change.code in ("property-renamed", "member-renamed"):
        owner, _, old = change.symbol.rpartition(".")
        attribute = change.edit.new.rpartition(".")[2]
        new = f"{_get_new_symbol(owner, comparison)}.{attribute}"
    else:
        method, _, argument = change.symbol.partition("(")
        old = argument.partition("=")[0]
        argument = change.edit.new.partition("(")[2]
        new = f"{_get_new_symbol(method, comparison)}({argument}"
    if new in parts:
        yield parts[new], old


def _get_new_symbol(symbol: str, comparison: Comparison) -> str:
    """Return the symbol of a class or a method in the new package."""
    for change in comparison.changes:
        is_renamed = change.code in ("class-renamed", "operation-renamed")
        if is_renamed and change.symbol == symbol and change.edit:
            return change.edit.new
    return symbol


def _list_resources(
    comparison: Comparison, parts: Mapping[str, Part]
) -> Iterator[OldName]:
    """Yield resources of which all methods have moved to one other resource."""
    moved: dict[str, set[str]] = {}
    for change in comparison.changes:
        if change.code == "operation-renamed" and change.edit is not None:
            old, new = (t.rpartition(".")[0] for t in (change.symbol, change.edit.new))
            moved.setdefault(old, set()).add(new)
    for old, targets in moved.items():
        new = min(targets)
        if len(targets) == 1 and old not in parts and new in parts:
            yield parts[new], old.partition(".")[2]
