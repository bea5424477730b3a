"""The witness: what another implementation of JSON Schema says of a value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from tests.property.schemas import reference

BASE = "urn:document"


class Witness:
    """Judges values by the schema components of a document."""

    def __init__(self, tree: dict[str, Any]) -> None:
        self._goes_round = goes_round(tree["components"]["schemas"])
        resource = Resource(_new(tree), DRAFT202012)
        self._registry: Registry[Any] = Registry().with_resource(BASE, resource)

    def allows(self, name: str, value: Any) -> bool:
        """Whether a value holds to a component; where schemas go round, of none."""
        if self._goes_round:
            return False
        schema = {"$ref": BASE + reference(name)["$ref"]}
        judge = Draft202012Validator(schema, registry=self._registry)
        return judge.is_valid(value)


def goes_round(schemas: dict[str, Any]) -> bool:
    """Whether a component is nothing but itself again, through references and choices."""
    ways = {reference(name)["$ref"]: [*_ways(s)] for name, s in schemas.items()}
    left = dict(ways)
    while True:
        ended = [ref for ref, found in left.items() if not left.keys() & set(found)]
        if not ended:
            return bool(left)
        for ref in ended:
            del left[ref]


def _ways(schema: Any) -> Iterator[str]:
    """The references to what must hold for the same value."""
    if not isinstance(schema, dict):
        return
    if "$ref" in schema:
        yield schema["$ref"]
    for key in ("allOf", "oneOf", "anyOf"):
        for member in schema.get(key, ()):
            yield from _ways(member)
    for key in ("if", "then", "else", "not"):
        yield from _ways(schema.get(key))


def _new(tree: Any) -> Any:
    """A tree whose schemas say as 3.1 does where null may be."""
    if isinstance(tree, list):
        return [_new(entry) for entry in tree]
    if not isinstance(tree, dict):
        return tree
    made = {key: _new(entry) for key, entry in tree.items()}
    if made.get("nullable") is True and isinstance(made.get("type"), str):
        made["type"] = [made["type"], "null"]
    return made
