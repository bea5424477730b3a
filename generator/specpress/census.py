"""Census: nothing is dropped. What the document declares and what the output holds are counted and compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from specpress import ir
from specpress.build import operations
from specpress.problems import Problems
from specpress.resolve import Cursor
from specpress.views.package import Package

KINDS = (
    "operation",
    "webhook",
    "parameter",
    "response",
    "schema",
    "property",
    "enum value",
)
WEIGHTY = ("operation", "webhook", "parameter", "response", "schema")
"""What is missing of these stops the run; a lost property is told."""
NESTED = (
    "items",
    "additionalProperties",
    "unevaluatedProperties",
    "then",
    "else",
    "itemSchema",
)
LISTED = ("allOf", "oneOf", "anyOf", "prefixItems")
MAPPED = ("patternProperties", "dependentSchemas")


def compare(
    root: Cursor, api: ir.Api, package: Package, problems: Problems
) -> dict[str, int]:
    """Report each omission; give the numbers of the document by kind."""
    declared = {kind: dict[str, Cursor]() for kind in KINDS}
    for kind, cursor in _Census(api.superseded).document(root):
        declared[kind][cursor.id] = cursor
    pressed = _output(api, package)
    for kind, places in declared.items():
        note = problems.error if kind in WEIGHTY else problems.warning
        for place, cursor in places.items():
            if place not in pressed[kind]:
                note(cursor, f"this {kind} did not come out", "please report it")
    return {kind: len(places) for kind, places in declared.items()}


def _output(api: ir.Api, package: Package) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {kind: set() for kind in KINDS}
    sources = [m.source for resource in package.resources for m in resource.methods]
    found["operation"] = {source.origin for source in sources}
    found["webhook"] = {webhook.source.origin for webhook in package.webhooks}
    for source in (*sources, *(webhook.source for webhook in package.webhooks)):
        found["parameter"] |= {p.origin for p in source.parameters}
        found["response"] |= {a.origin for a in source.answers}
    found["schema"] = set(package.schemas)
    for module in package.modules:
        for cls in module.classes:
            kind = "property" if cls.base == "Model" else "enum value"
            found[kind] |= {origin for item in cls.items for origin in item.origins}
    return found


class _Census:
    """Reads what the document declares from its tree alone."""

    def __init__(self, superseded: frozenset[str]) -> None:
        self.superseded = superseded
        self.unheard = Problems()

    def document(self, root: Cursor) -> Iterator[tuple[str, Cursor]]:
        """Everything that must come out."""
        for schema in _entries(root, "components", "schemas"):
            yield "schema", schema
            yield from self._schema(schema)
        for item in _entries(root, "paths"):
            yield from self._item(item, "operation")
        for item in _entries(root, "webhooks"):
            yield from self._item(item, "webhook")

    def _item(self, item: Cursor, kind: str) -> Iterator[tuple[str, Cursor]]:
        target = self._followed(item)
        methods = [*operations.METHODS]
        more = target.get("additionalOperations")
        found = [target.get(method) for method in methods]
        found += [entry for _, entry in more.items()] if more is not None else []
        for operation in found:
            if operation is not None and isinstance(operation.value, dict):
                yield kind, operation
                yield from self._operation(target, operation)

    def _operation(self, item: Cursor, cursor: Cursor) -> Iterator[tuple[str, Cursor]]:
        for target in self._parameters(item, cursor):
            yield "parameter", target
            yield from self._below(target, "schema")
        for body in _held(cursor, "requestBody"):
            yield from self._content(self._followed(body))
        for status, entry in _pairs(cursor, "responses"):
            if not status.startswith("x-"):
                yield "response", entry
                yield from self._content(self._followed(entry))
        for _, callback in _pairs(cursor, "callbacks"):
            for expression, item_ in self._followed(callback).items():
                if not expression.startswith("x-"):
                    yield from self._item(item_, "webhook")

    def _parameters(self, item: Cursor, cursor: Cursor) -> Iterable[Cursor]:
        """The parameters of an operation, where one that is declared again counts once."""
        found: dict[tuple[Any, Any], Cursor] = {}
        for holder in (item, cursor):
            for entry in _listed(holder, "parameters"):
                target = self._followed(entry)
                name, location = target.value.get("name"), target.value.get("in")
                if name:
                    known = str(name).lower() if location == "header" else name
                    found[location, known] = target
        return found.values()

    def _content(self, holder: Cursor) -> Iterator[tuple[str, Cursor]]:
        for _, entry in _pairs(holder, "content"):
            yield from self._below(entry, "schema")
            yield from self._below(entry, "itemSchema")

    def _below(self, holder: Cursor, key: str) -> Iterator[tuple[str, Cursor]]:
        for schema in _held(holder, key):
            yield from self._schema(schema)

    def _schema(self, cursor: Cursor) -> Iterator[tuple[str, Cursor]]:
        """Properties and enum values of a schema and of all below it."""
        value = cursor.value
        if not isinstance(value, dict) or cursor.id in self.superseded:
            return
        if "const" in value:
            return
        if "enum" in value:
            yield from _values(cursor)
            return
        for _, prop in _pairs(cursor, "properties"):
            yield "property", prop
            yield from self._schema(prop)
        for keyword in NESTED:
            yield from self._below(cursor, keyword)
        for keyword in MAPPED:
            for _, entry in _pairs(cursor, keyword):
                yield from self._schema(entry)
        for keyword in LISTED:
            for member in _listed(cursor, keyword):
                yield from self._schema(member)

    def _followed(self, cursor: Cursor) -> Cursor:
        target = cursor.follow(self.unheard) if cursor.is_ref else cursor
        return target if isinstance(target.value, dict) else target.emptied()


def _values(cursor: Cursor) -> Iterator[tuple[str, Cursor]]:
    """The values of an enum that become members: strings only, or integers only (null is the type's)."""
    values = cursor.value["enum"]
    kinds = (
        {type(v) for v in values if v is not None}
        if isinstance(values, list)
        else set()
    )
    stated = cursor.value.get("type", [])
    wanted = {"string"} if kinds == {str} else {"integer", "number"}
    named = (
        {stated}
        if isinstance(stated, str)
        else {s for s in stated if isinstance(s, str)}
    )
    if kinds not in ({str}, {int}) or (named - {"null"} and not named & wanted):
        return
    for index, value in enumerate(values):
        if value is not None and value not in values[:index]:
            yield "enum value", cursor.child("enum").child(index)


def _entries(root: Cursor, *steps: str) -> Iterator[Cursor]:
    """The entries of a mapping somewhere below the root, extensions left out."""
    cursor: Cursor | None = root
    for step in steps:
        cursor = cursor.get(step) if cursor is not None else None
    for name, entry in cursor.items() if cursor is not None else ():
        if "schemas" in steps or not name.startswith("x-"):
            yield entry


def _pairs(holder: Cursor, key: str) -> Iterator[tuple[str, Cursor]]:
    found = holder.get(key)
    if found is not None:
        yield from (found.follow(Problems()) if found.is_ref else found).items()


def _listed(holder: Cursor, key: str) -> Iterator[Cursor]:
    found = holder.get(key)
    if found is not None:
        yield from (found.follow(Problems()) if found.is_ref else found).elements()


def _held(holder: Cursor, key: str) -> Iterator[Cursor]:
    found = holder.get(key)
    if found is not None:
        yield found
