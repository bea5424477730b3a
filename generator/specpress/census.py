"""Census: nothing is dropped. What the document declares and what the output holds are counted and compared."""

from __future__ import annotations

from collections.abc import Iterator

from specpress.build.operations import METHODS
from specpress.problems import Problems
from specpress.resolve import Cursor
from specpress.views.package import Package

KINDS = ("operation", "parameter", "response", "property", "enum value")


def compare(root: Cursor, package: Package, problems: Problems) -> dict[str, int]:
    """Report each omission as an error; give the numbers of the document by kind."""
    declared = {kind: dict[str, Cursor]() for kind in KINDS}
    for kind, cursor in _document(root, problems):
        declared[kind][cursor.id] = cursor
    pressed = _output(package)
    for kind, places in declared.items():
        for place, cursor in places.items():
            if place not in pressed[kind]:
                problems.error(
                    cursor, f"this {kind} did not come out", "please report it"
                )
    return {kind: len(places) for kind, places in declared.items()}


def _output(package: Package) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for resource in package.resources:
        for method in resource.methods:
            found["operation"].add(method.source.origin)
            found["parameter"] |= {p.origin for p in method.source.parameters}
            found["response"] |= {a.origin for a in method.source.answers}
    for module in package.modules:
        for cls in module.classes:
            kind = "property" if cls.base == "Model" else "enum value"
            found[kind] |= {origin for item in cls.items for origin in item.origins}
    return found


def _document(root: Cursor, problems: Problems) -> Iterator[tuple[str, Cursor]]:
    """What the document declares, read from its tree alone."""
    schemas = _walk(root, "components", "schemas")
    if schemas is not None:
        for _, schema in schemas.items():
            yield from _schema(schema)
    paths = root.get("paths")
    for _, item in paths.items() if paths is not None else ():
        target = item.follow(problems) if item.is_ref else item
        for method in METHODS:
            operation = target.get(method)
            if operation is not None and isinstance(operation.value, dict):
                yield from _operation(operation, problems)


def _operation(cursor: Cursor, problems: Problems) -> Iterator[tuple[str, Cursor]]:
    yield "operation", cursor
    parameters, responses = cursor.get("parameters"), cursor.get("responses")
    for entry in parameters.elements() if parameters is not None else ():
        target = entry.follow(problems) if entry.is_ref else entry
        if isinstance(target.value, dict) and "name" in target.value:
            yield "parameter", target
    for status, entry in responses.items() if responses is not None else ():
        if not status.startswith("x-"):
            yield "response", entry


def _schema(cursor: Cursor) -> Iterator[tuple[str, Cursor]]:
    """Properties and enum values of a schema and of all below it."""
    value = cursor.value
    if not isinstance(value, dict) or (cursor.is_ref and "properties" not in value):
        return
    values = value.get("enum")
    if isinstance(values, list) and _is_enum(values):
        for index in _firsts(values):
            yield "enum value", cursor.child("enum").child(index)
    for keyword in ("properties",):
        entry = cursor.get(keyword)
        for _, prop in (
            entry.items() if entry is not None and isinstance(entry.value, dict) else ()
        ):
            yield "property", prop
            yield from _schema(prop)
    for keyword in ("items", "additionalProperties"):
        entry = cursor.get(keyword)
        if entry is not None:
            yield from _schema(entry)
    for keyword in ("allOf", "oneOf", "anyOf"):
        entry = cursor.get(keyword)
        if entry is not None and isinstance(entry.value, list):
            for member in entry.elements():
                yield from _schema(member)


def _is_enum(values: list[object]) -> bool:
    """Whether these values become members: strings only, or integers only (null is the type's)."""
    kinds = {type(value) for value in values if value is not None}
    return kinds in ({str}, {int})


def _firsts(values: list[object]) -> list[int]:
    """The places of the values that are neither null nor repeated."""
    return [i for i, v in enumerate(values) if v is not None and v not in values[:i]]


def _walk(root: Cursor, *steps: str) -> Cursor | None:
    cursor: Cursor | None = root
    for step in steps:
        cursor = cursor.get(step) if cursor is not None else None
    return cursor if cursor is not None and isinstance(cursor.value, dict) else None
