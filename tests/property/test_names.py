"""Names depend on what a document says, and neither on its order nor on what else it says."""

from __future__ import annotations

import copy
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.property.documents import Document, documents
from tests.property.naming import names
from tests.property.operations import operations
from tests.property.schemas import Setting, schemas

UNORDERED = (
    "properties",
    "schemas",
    "paths",
    "responses",
    "content",
    "securitySchemes",
)
"""What maps names to things: their order says nothing."""
FRESH = "Fresh Brand New"


@given(documents(), st.randoms(use_true_random=False))
def test_order_changes_no_name(document: Document, chance: Random) -> None:
    assert names(shuffled(document, chance)) == names(document)


def shuffled(tree: Any, chance: Random, key: object = None) -> Any:
    """A copy in which the entries of maps stand in another order."""
    if isinstance(tree, list):
        return [shuffled(entry, chance) for entry in tree]
    if not isinstance(tree, dict):
        return tree
    entries = [(name, shuffled(entry, chance, name)) for name, entry in tree.items()]
    if key in UNORDERED:
        chance.shuffle(entries)
    return dict(entries)


@given(st.data())
def test_what_is_added_renames_nothing(data: st.DataObject) -> None:
    document = data.draw(documents())
    more = copy.deepcopy(document)
    add = data.draw(st.sampled_from([_schema, _property, _operation, _tag]))
    add(more, data)
    before, after = names(document), names(more)
    if add is _operation:
        # Credentials are those that operations ask for: the first operation decides.
        before = {key: name for key, name in before.items() if key[0] != "credential"}
    assert before == {key: after.get(key) for key in before}


def _setting(document: Document) -> Setting:
    return Setting(document["openapi"], tuple(document["components"]["schemas"]))


def _first(mapping: dict[str, Any], key: str, value: Any) -> None:
    """Put an entry before all others: an addition at the end is the easy case."""
    others = dict(mapping)
    mapping.clear()
    mapping |= {key: value, **others}


def _schema(document: Document, data: st.DataObject) -> None:
    made = data.draw(schemas(_setting(document), 2))
    _first(document["components"]["schemas"], FRESH, made)


def _property(document: Document, data: st.DataObject) -> None:
    """To an object that has properties already: without any, it would be another kind of type."""
    objects = [s for s in _below(document) if s.get("properties")]
    if objects:
        target = data.draw(st.sampled_from(objects))
        made = data.draw(schemas(_setting(document), 1))
        _first(target["properties"], FRESH, made)


def _below(tree: Any) -> list[dict[str, Any]]:
    found = [tree] if isinstance(tree, dict) else []
    entries = tree.values() if isinstance(tree, dict) else tree
    for entry in entries:
        if isinstance(entry, dict | list):
            found += _below(entry)
    return found


def _operation(document: Document, data: st.DataObject) -> None:
    made = data.draw(operations(_setting(document), []))
    made["operationId"] = FRESH
    known = [tag["name"] for tag in document.get("tags", [])]
    made["tags"] = [data.draw(st.sampled_from([*known, FRESH]))]
    _first(document["paths"], f"/{FRESH}", {"get": made})


def _tag(document: Document, data: st.DataObject) -> None:
    document["tags"] = [{"name": FRESH}, *document.get("tags", [])]
    for item in document["paths"].values():
        if "put" in item:
            item["put"]["tags"] = [*(item["put"].get("tags") or ["Default"]), FRESH]
