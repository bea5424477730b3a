"""Python names depend neither on the order of a document nor on its other parts."""

from __future__ import annotations

import copy
import re
import unicodedata
from collections import Counter
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from specpress.ir import Operation
from specpress.python.names.grammar import is_plural
from specpress.python.names.paths import count_shared_parts, split_path
from specpress.python.names.resources import find_path_nouns
from tests.property.documents import Document, documents
from tests.property.examples import divide_examples
from tests.property.naming import Names, list_shared_types, python_names
from tests.property.operations import draw_operation
from tests.property.packages import build_api
from tests.property.schemas import Setting, schemas

# Mappings whose order has no meaning.
UNORDERED_MAPPINGS = (
    "properties",
    "schemas",
    "paths",
    "responses",
    "content",
    "securitySchemes",
)
NEW_NAME = "Fresh Brand New"


@divide_examples(10)
@given(documents(), st.randoms(use_true_random=False))
def test_names_do_not_depend_on_order(document: Document, random: Random) -> None:
    assert python_names(shuffle(document, random)) == python_names(document)


@divide_examples(10)
@given(documents())
def test_python_reads_names_as_they_are_written(document: Document) -> None:
    """Letters combine across words, and Python normalizes identifiers when it parses them."""
    for name in python_names(document).values():
        assert unicodedata.normalize("NFKC", name) == name
        assert re.sub("[. ]", "", name).isidentifier(), name


def shuffle(tree: Any, random: Random, key: object = None) -> Any:
    """Return a copy with the entries of unordered mappings in random order."""
    if isinstance(tree, list):
        return [shuffle(entry, random) for entry in tree]
    if not isinstance(tree, dict):
        return tree
    entries = [(name, shuffle(entry, random, name)) for name, entry in tree.items()]
    if key in UNORDERED_MAPPINGS:
        random.shuffle(entries)
    return dict(entries)


def list_changed_names(
    before: Names, after: Names
) -> dict[tuple[str, ...], tuple[str, str | None]]:
    """Return the names that a program cannot use any more, with the new ones."""
    new_ids = {
        name: key[1]
        for key, name in after.items()
        if key[0] == "class" and key not in before
    }
    # A property beside a union belongs to its variants: their ids change, and not their names.
    moved = {
        key[1]: new_ids[name]
        for key, name in before.items()
        if key[0] == "class" and key not in after and name in new_ids
    }
    kept = {
        key: after.get((key[0], moved.get(key[1], key[1]), *key[2:])) for key in before
    }
    return {k: (before[k], kept[k]) for k in before if before[k] != kept[k]}


@divide_examples(10)
@given(st.data())
def test_addition_keeps_existing_names(data: st.DataObject) -> None:
    document = data.draw(documents())
    extended = copy.deepcopy(document)
    additions = [_add_schema, _add_property, _add_operation, _add_tag]
    add = data.draw(st.sampled_from(additions))
    add(extended, data)
    before, after = python_names(document), python_names(extended)
    if add is _add_operation:
        # The first operation with security decides which credentials the client has.
        before = {key: name for key, name in before.items() if key[0] != "credential"}
    # A schema that is added may be equal to an existing one of the same name.
    shared = list_shared_types(document) | list_shared_types(extended)
    before = {key: name for key, name in before.items() if key[1] not in shared}
    assert list_changed_names(before, after) == {}


def test_property_beside_a_union_keeps_the_names_of_its_variants() -> None:
    variants = [
        {
            "type": "object",
            "properties": {"kind": {"type": "string", "enum": [kind]}},
            "required": ["kind"],
        }
        for kind in ("cat", "dog")
    ]
    properties: dict[str, Any] = {"kind": {"type": "string"}}
    pet = {"type": "object", "properties": properties, "oneOf": variants}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Acme", "version": "1"},
        "paths": {},
        "components": {"schemas": {"Pet": pet}},
    }
    before = python_names(document)
    properties["age"] = {"type": "integer"}
    after = python_names(document)
    assert list_changed_names(before, after) == {}
    renamed = {k: n.replace("PetCat", "PetLion") for k, n in after.items()}
    assert list_changed_names(before, renamed)


def _setting(document: Document) -> Setting:
    return Setting(document["openapi"], tuple(document["components"]["schemas"]))


def _insert_first(mapping: dict[str, Any], key: str, value: Any) -> None:
    # At the end, an addition could not take a name from an earlier entry.
    others = dict(mapping)
    mapping.clear()
    mapping |= {key: value, **others}


def _add_schema(document: Document, data: st.DataObject) -> None:
    schema = data.draw(schemas(_setting(document), 2))
    _insert_first(document["components"]["schemas"], NEW_NAME, schema)


def _add_property(document: Document, data: st.DataObject) -> None:
    # An object schema without properties is a map: with one, its type would change.
    objects = [s for s in _mappings(document) if s.get("properties")]
    if objects:
        target = data.draw(st.sampled_from(objects))
        schema = data.draw(schemas(_setting(document), 1))
        _insert_first(target["properties"], NEW_NAME, schema)


def _mappings(tree: Any) -> list[dict[str, Any]]:
    """Return all mappings of a tree."""
    mappings = [tree] if isinstance(tree, dict) else []
    entries = tree.values() if isinstance(tree, dict) else tree
    for entry in entries:
        if isinstance(entry, dict | list):
            mappings += _mappings(entry)
    return mappings


def _add_operation(document: Document, data: st.DataObject) -> None:
    path = _find_common_path(document)
    parameters = re.findall(r"\{(.*?)\}", path)
    operation = draw_operation(data.draw, _setting(document), parameters)
    operation["operationId"] = NEW_NAME
    tags = [tag["name"] for tag in document.get("tags", [])]
    used = _first_tags(document)
    # The paths determine the resources only if all operations have the same tag.
    choices = [*used] if len(used) == 1 else [*tags, NEW_NAME]
    operation["tags"] = [data.draw(st.sampled_from(choices))]
    _insert_first(document["paths"], f"{path}/{NEW_NAME}", {"get": operation})


def _find_common_path(document: Document) -> str:
    """Return a path with the most common noun; "" if the literal paths share no prefix.

    A path below it neither shortens the shared prefix nor adds a collection: both may determine
    the resources.
    """
    operations = build_api(document).operations
    parts = {o.path: split_path(o.path) for o in operations}
    if not count_shared_parts(parts[o.path] for o in operations):
        return ""
    nouns = find_path_nouns(operations)
    counts = Counter(nouns.values())

    def rank(operation: Operation) -> tuple[int, bool, bool]:
        noun = nouns.get(operation.origin, "")
        has_literal = not all(part.is_parameter for part in parts[operation.path])
        return counts[noun], is_plural(noun.split("_")[-1]), has_literal

    return max(operations, key=rank).path


def _first_tags(document: Document) -> set[str]:
    operations = [o for item in document["paths"].values() for o in _operations(item)]
    return {tag for operation in operations for tag in operation.get("tags", [])[:1]}


def _operations(item: Any) -> list[dict[str, Any]]:
    entries = [*item.values(), *item.get("additionalOperations", {}).values()]
    return [entry for entry in entries if isinstance(entry, dict)]


def _add_tag(document: Document, data: st.DataObject) -> None:
    document["tags"] = [{"name": NEW_NAME}, *document.get("tags", [])]
    for item in document["paths"].values():
        if "put" in item:
            tags = item["put"].get("tags")
            item["put"]["tags"] = [*tags, NEW_NAME] if tags else []
