"""Codecs: how a pressed package reads and writes the values of each schema component of a document."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.property.pressing import PACKAGE, imported, press_tree
from tests.property.schemas import reference


def spoken(tree: dict[str, Any]) -> dict[str, Any]:
    """A document with an operation for each component, which sends it and answers with it."""
    paths = {
        f"/values/{n}": {"post": _operation(f"value{n}", reference(name))}
        for n, name in enumerate(tree["components"]["schemas"])
    }
    return {**tree, "paths": paths}


def _operation(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    content = {"application/json": {"schema": schema}}
    answers = {"200": {"description": "", "content": content}}
    return {
        "operationId": name,
        "requestBody": {"content": content},
        "responses": answers,
    }


class Codecs:
    """Reads and writes values as the package does."""

    def __init__(self, names: list[str]) -> None:
        tables = vars(importlib.import_module(f"{PACKAGE}._operations.default"))
        by_path = {getattr(table, "path", ""): table for table in tables.values()}
        self._tables = {name: by_path[f"/values/{n}"] for n, name in enumerate(names)}
        self._types = importlib.import_module(f"{PACKAGE}._runtime.types")
        self._json = importlib.import_module(f"{PACKAGE}._runtime.json")
        codec = importlib.import_module(f"{PACKAGE}._runtime.codec")
        self.InvalidDataError: type[Exception] = codec.InvalidDataError

    def are_json(self, name: str) -> bool:
        """Whether the values are JSON; a schema of a file is a file, whatever its media type."""
        table = self._tables[name]
        return {part.kind for part in (*table.answers, *table.bodies)} == {"json"}

    def decode(self, name: str, value: Any) -> Any:
        """What the package makes of a JSON value of a component."""
        (answer,) = self._tables[name].answers
        text = json.dumps(value, ensure_ascii=False)
        return self._types.decoded(answer.type, self._json.loads(text))

    def encode(self, name: str, decoded: Any) -> Any:
        """The JSON value that the package sends."""
        (body,) = self._tables[name].bodies
        return json.loads(self._json.dumps(self._types.encoded(body.type, decoded)))


@contextmanager
def codecs(tree: dict[str, Any]) -> Iterator[Codecs]:
    """The codecs of a document that `spoken` gave."""
    with imported(press_tree(tree).files):
        yield Codecs([*tree["components"]["schemas"]])


def same(one: Any, other: Any) -> bool:
    """Equal as JSON: true is not 1, but 1.0 is; the order of keys is nothing."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[k], other[k]) for k in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)
