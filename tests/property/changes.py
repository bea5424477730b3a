"""Random changes of a document: a part is added, removed or moved."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

Document = dict[str, Any]
METHODS = ("get", "put", "post", "delete", "patch")


def change_document(document: Document, random: Random) -> tuple[str, Document]:
    """Return a changed copy, and the kind of the change."""
    changed = copy.deepcopy(document)
    kind = random.choice(sorted(CHANGES))
    CHANGES[kind](changed, random)
    return kind, changed


def _add_operation(document: Document, random: Random) -> None:
    """Add a copy of an operation whose id resembles another id."""
    paths = document.setdefault("paths", {})
    operations = [*_list_operations(document)]
    if not operations:
        return
    path, _, operation = random.choice(operations)
    copied = copy.deepcopy(operation)
    words = str(operation.get("operationId") or f"get {path}").replace("_", " ").split()
    copied["operationId"] = "".join(random.sample(words, len(words))) + random.choice(
        ("", "Code", "Get", "2")
    )
    _insert(
        paths, f"{path.rstrip('/')}/new{random.randrange(100)}", {"get": copied}, random
    )


def _remove_operation(document: Document, random: Random) -> None:
    operations = [*_list_operations(document)]
    if operations:
        path, method, _ = random.choice(operations)
        del document["paths"][path][method]


def _add_schema(document: Document, random: Random) -> None:
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    if schemas:
        name = random.choice(sorted(schemas))
        new = random.choice((f"{name}_", f"{name}Body", f"{name.lower()}2", "Fresh"))
        _insert(schemas, new, copy.deepcopy(schemas[name]), random)


def _remove_schema(document: Document, random: Random) -> None:
    schemas = document.get("components", {}).get("schemas", {})
    text = repr(document)
    unused = [name for name in schemas if f"/schemas/{name}'" not in text]
    if unused:
        del schemas[random.choice(sorted(unused))]


def _add_property(document: Document, random: Random) -> None:
    owners = [s for s in _list_schemas(document) if s.get("properties")]
    if owners:
        properties = random.choice(owners)["properties"]
        name = str(random.choice(sorted(map(str, properties))))
        new = random.choice((f"${name}", f"{name}_", name.upper(), "fresh"))
        if new not in properties:
            _insert(properties, new, {"type": "string"}, random)


def _remove_property(document: Document, random: Random) -> None:
    owners = [s for s in _list_schemas(document) if s.get("properties")]
    if owners:
        owner = random.choice(owners)
        name = random.choice(list(owner["properties"]))
        del owner["properties"][name]
        if name in owner.get("required", []):
            owner["required"] = [key for key in owner["required"] if key != name]


def _add_value(document: Document, random: Random) -> None:
    enums = [s for s in _list_schemas(document) if _is_enum(s)]
    if enums:
        values = random.choice(enums)["enum"]
        value = str(random.choice(values))
        new = random.choice((value.upper(), value.capitalize(), f"{value}-", "fresh"))
        if new not in values:
            values.insert(random.randrange(len(values) + 1), new)


def _remove_value(document: Document, random: Random) -> None:
    enums = [s for s in _list_schemas(document) if _is_enum(s) and len(s["enum"]) > 2]
    if enums:
        values = random.choice(enums)["enum"]
        values.remove(random.choice(values))


def _reorder(document: Document, random: Random) -> None:
    """Reverse the order of all mappings whose order has no meaning."""
    components = document.get("components", {})
    for holder, key in ((document, "paths"), (components, "schemas")):
        if isinstance(holder.get(key), dict):
            entries = [*holder[key].items()]
            random.shuffle(entries)
            holder[key] = dict(entries)


CHANGES: dict[str, Callable[[Document, Random], None]] = {
    "add an operation": _add_operation,
    "remove an operation": _remove_operation,
    "add a schema": _add_schema,
    "remove a schema": _remove_schema,
    "add a property": _add_property,
    "remove a property": _remove_property,
    "add an enum value": _add_value,
    "remove an enum value": _remove_value,
    "reorder": _reorder,
}


def _is_enum(schema: Document) -> bool:
    values = schema.get("enum")
    return isinstance(values, list) and all(isinstance(v, str) for v in values)


def _list_operations(document: Document) -> Iterator[tuple[str, str, Document]]:
    for path, item in (document.get("paths") or {}).items():
        for method in METHODS:
            if isinstance(item, dict) and isinstance(item.get(method), dict):
                yield path, method, item[method]


def _list_schemas(tree: Any) -> list[Document]:
    """Return all mappings with a `type`."""
    schemas = [tree] if isinstance(tree, dict) and "type" in tree else []
    children = tree.values() if isinstance(tree, dict) else tree
    for child in children:
        if isinstance(child, (dict, list)):
            schemas += _list_schemas(child)
    return schemas


def _insert(mapping: dict[str, Any], key: str, value: Any, random: Random) -> None:
    """Insert an entry at a random position."""
    entries = [entry for entry in mapping.items() if entry[0] != key]
    entries.insert(random.randrange(len(entries) + 1), (key, value))
    mapping.clear()
    mapping |= dict(entries)
