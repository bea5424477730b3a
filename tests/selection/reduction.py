"""Reduce a document to one operation without specpress: the judge of what a selection needs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace", "query"}
LIFECYCLE = "x-specpress-lifecycle"
COMPONENT = re.compile(r"#/components/(\w+)/([^/]+)")


def reduce_by_hand(
    document: Mapping[str, Any], path: str, method: str
) -> dict[str, Any]:
    """Return the document with one operation, and the components that it refers to."""
    tree: dict[str, Any] = deepcopy({**document})
    item = tree["paths"][path]
    while "$ref" in item:
        _, _, section, name = item["$ref"].split("/")
        item = tree["components"][section][name]
    others = METHODS - {method.lower()}
    kept = {key: value for key, value in item.items() if key not in others}
    named = kept.pop("additionalOperations", {})
    if method in named:
        kept["additionalOperations"] = {method: named[method]}
    tree["paths"] = {path: kept}
    tree.pop("webhooks", None)
    tree.pop("x-webhooks", None)
    components = tree.pop("components", {})
    tree["components"] = _select(tree, components, [*_list_schemes(tree)])
    _drop_causes(tree)
    return tree


def _list_schemes(tree: dict[str, Any]) -> Iterator[str]:
    (item,) = tree["paths"].values()
    named = item.get("additionalOperations", {})
    operations = [*(item[key] for key in METHODS & item.keys()), *named.values()]
    for operation in operations:
        for requirement in operation.get("security", tree.get("security", ())):
            yield from requirement


def _select(
    tree: dict[str, Any], components: dict[str, Any], schemes: list[str]
) -> dict[str, Any]:
    """Return the components that the tree refers to, directly or through others."""
    kept: dict[str, Any] = {}
    pending = [("securitySchemes", name) for name in schemes]
    pending += _list_references(tree)
    while pending:
        section, name = pending.pop()
        entry = components.get(section, {}).get(name)
        if entry is None or name in kept.get(section, {}):
            continue
        kept.setdefault(section, {})[name] = entry
        pending += _list_references(entry)
        if "discriminator" in entry:
            pending += _list_subtypes(components, name)
    # In the order of the document, which names and tables depend on.
    return {
        section: {name: entries[name] for name in entries if name in kept[section]}
        for section, entries in components.items()
        if section in kept
    }


def _list_subtypes(components: dict[str, Any], base: str) -> Iterator[tuple[str, str]]:
    for name, schema in components["schemas"].items():
        members = schema.get("allOf", ()) if isinstance(schema, dict) else ()
        if {"$ref": f"#/components/schemas/{base}"} in members:
            yield "schemas", name


def _list_references(value: Any) -> Iterator[tuple[str, str]]:
    for text in _list_texts(value):
        if match := COMPONENT.match(text):
            yield match[1], match[2]


def _list_texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for entry in value.values() if isinstance(value, dict) else value:
            yield from _list_texts(entry)


def _drop_causes(tree: dict[str, Any]) -> None:
    """Remove the operations of transitions that the document does not have: others cause these."""
    ids = {*re.findall(r'"operationId": "([^"]*)"', json.dumps(tree["paths"]))}
    for schema in tree["components"].get("schemas", {}).values():
        if lifecycle := schema.get(LIFECYCLE):
            for transition in lifecycle["transitions"]:
                if transition.get("operation") not in ids:
                    transition.pop("operation", None)
                    transition.pop("refused", None)
            created = [
                t
                for t in lifecycle["transitions"]
                if not {"from", "operation"} & t.keys()
            ]
            for transition in created:
                lifecycle["transitions"].remove(transition)
                lifecycle["initial"] = [*lifecycle["initial"], *transition["to"]]
