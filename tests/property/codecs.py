"""Access to the codecs of a generated package: decode and encode values of each schema component."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from tests.corpus import annotations
from tests.property.packages import (
    PACKAGE,
    PACKAGE_OUTPUTS,
    import_package,
    render_tree,
)
from tests.property.schemas import reference

# The files that codecs need.
OUTPUTS = tuple(
    output
    for output in PACKAGE_OUTPUTS
    if not all(name.startswith("package/testing/") for name in output.templates)
)


def add_operations(tree: dict[str, Any]) -> dict[str, Any]:
    """Return a document with one operation per component, which sends and returns it."""
    paths = {
        f"/values/{index}": {"post": _operation(f"value{index}", reference(name))}
        for index, name in enumerate(tree["components"]["schemas"])
    }
    return {**tree, "paths": paths}


def _operation(operation_id: str, schema: dict[str, Any]) -> dict[str, Any]:
    content = {"application/json": {"schema": schema}}
    return {
        "operationId": operation_id,
        "tags": ["values"],
        "requestBody": {"content": content},
        "responses": {"200": {"description": "", "content": content}},
    }


class Codecs:
    """Codecs of the imported package by the name of the component."""

    def __init__(self, names: list[str]) -> None:
        module = importlib.import_module(f"{PACKAGE}.resources.values")
        tables = vars(module._Ops)
        by_path = {getattr(table, "path", ""): table for table in tables.values()}
        self._operations = {
            name: by_path[f"/values/{index}"] for index, name in enumerate(names)
        }
        self._types = importlib.import_module(f"{PACKAGE}._runtime.codec.types")
        self._json = importlib.import_module(f"{PACKAGE}._runtime.json.json")
        self._contradictions = importlib.import_module(
            f"{PACKAGE}._runtime.codec.contradictions"
        )
        codec = importlib.import_module(f"{PACKAGE}._runtime.codec.codec")
        self.InvalidDataError: type[Exception] = codec.InvalidDataError

    def is_json(self, name: str) -> bool:
        """Return whether a component is sent as JSON: binary schemas are files in any media type."""
        operation = self._operations[name]
        kinds = {response.kind for response in operation.responses}
        (body,) = operation.bodies.specs
        return kinds == {"json"} and body.serialize.__name__ == "serialize_json"

    def decode(self, name: str, value: Any) -> Any:
        """Decode a JSON value of a component."""
        (response,) = self._operations[name].responses
        # Serialised first: the client reads numbers with its own JSON reader.
        content = json.dumps(value, ensure_ascii=False)
        return self._types.decode_value(response.type, self._json.loads(content))

    def accept(self, name: str, value: Any) -> tuple[Any, list[Any]]:
        """Return the accepted value of a component, and its contradictions."""
        try:
            return self.decode(name, value), []
        except self.InvalidDataError as error:
            accepted, faults = self._contradictions.accept(error)
            return accepted, faults

    def find_unadmitted(self, name: str, decoded: Any) -> str | None:
        """Return the part of a decoded value that the annotations do not admit, if there is one."""
        (response,) = self._operations[name].responses
        annotations.clear_caches()
        return annotations.find_unadmitted(PACKAGE, response.type, decoded)

    def encode(self, name: str, decoded: Any) -> Any:
        """Encode a value of a component to JSON."""
        (body,) = self._operations[name].bodies.specs
        return json.loads(
            self._json.dumps(
                self._types.encode_value(body.type, decoded, self._types.COMPLETE)
            ),
            parse_float=Decimal,
        )


@contextmanager
def import_codecs(tree: dict[str, Any]) -> Iterator[Codecs]:
    """Generate and import the package of a document prepared by `add_operations`."""
    with import_package(render_tree(tree, OUTPUTS), share_runtime=True):
        yield Codecs([*tree["components"]["schemas"]])


def are_equal(one: Any, other: Any) -> bool:
    """Compare as JSON: true is not 1, but 1.0 is, all digits count; the order of keys is ignored."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(
            are_equal(one[key], other[key]) for key in one
        )
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(are_equal, one, other))
    return bool(_read_scalar(one) == _read_scalar(other))


def _read_scalar(value: Any) -> Any:
    """Return a scalar with its type; a number with the digits that JSON has, which a float rounds."""
    if isinstance(value, bool):
        return bool, value
    is_number = isinstance(value, (int, float))
    return Decimal(repr(value)) if is_number else value
