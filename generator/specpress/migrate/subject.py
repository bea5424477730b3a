"""The document whose client is migrated, with the names that its parts have in our package."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from specpress import ir
from specpress.diff.sides import Side
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.python.names.lock import Part

_PARAMETER = re.compile(r"\{[^{}]*\}|:\w+")
_ENDPOINT = re.compile(r"\s*([A-Za-z]+)\s+(/\S*)\s*")


@dataclass(frozen=True)
class Subject:
    """A document, its operations and types by what configurations call them."""

    side: Side

    @property
    def root(self) -> Cursor:
        """The root of the document."""
        return self.side.workspace.root

    @property
    def operations(self) -> tuple[ir.Operation, ...]:
        """The operations of the document."""
        return tuple(self.side.api.operations)

    @cached_property
    def security_schemes(self) -> frozenset[str]:
        """The names of the security schemes that have an argument of the client."""
        return frozenset(c.source.name for c in self.side.client.credentials)

    @cached_property
    def _by_endpoint(self) -> Mapping[tuple[str, str], ir.Operation]:
        return {(o.method.upper(), _shape(o.path)): o for o in self.operations}

    @cached_property
    def by_id(self) -> Mapping[str, ir.Operation]:
        """The operations by their operationIds."""
        return {o.operation_id: o for o in self.operations if o.operation_id}

    def find_endpoint(self, text: str) -> ir.Operation | None:
        """Return the operation of a text such as `get /books/{id}`; names of parameters do not count."""
        match = _ENDPOINT.fullmatch(text)
        if match is None:
            return None
        return self._by_endpoint.get((match[1].upper(), _shape(match[2])))

    def locate(self, operation: ir.Operation) -> Cursor:
        """Return the operation in the document."""
        return self.side.find(operation.origin) or self.root

    def identify(self, operation: ir.Operation) -> Part:
        """Return the identity of an operation in the names lock."""
        namer = self.side.operations.methods.operations
        return ("operation", namer.identify(operation))

    def identify_argument(
        self, operation: ir.Operation, parameter: ir.Parameter
    ) -> Part:
        """Return the identity of an argument."""
        return (
            "argument",
            self.identify(operation)[1],
            parameter.location,
            parameter.wire,
        )

    def identify_class(self, schema: Cursor) -> Part | None:
        """Return the identity of the class of a schema; None if it has none."""
        identity = self.side.python.identities.get(schema.id)
        return None if identity is None else ("class", identity)

    def find_component(self, name: str) -> Cursor | None:
        """Return the component schema with a name, or at a reference such as `#/components/schemas/Book`."""
        if name.startswith("#"):
            name = name.rpartition("/")[2]
        return dict(self.list_components()).get(name)

    def list_components(self) -> Iterator[tuple[str, Cursor]]:
        """Yield the component schemas by their names."""
        components = self.root.get("components")
        schemas = components.get("schemas") if components is not None else None
        yield from schemas.items() if schemas is not None else ()

    def list_types(self) -> Iterator[tuple[str, ir.Type]]:
        """Yield the identity and the type of each class."""
        python = self.side.python
        for schema in python.named.values():
            yield python.identities[schema.id], schema

    def follow(self, cursor: Cursor) -> Cursor:
        """Return the value to which a reference leads."""
        return cursor.follow(Problems())

    def find_group(self, operation: ir.Operation) -> tuple[str, str]:
        """Return the module and the method of an operation in our package."""
        name = self.side.namer.names.get(self.identify(operation), "")
        module, _, method = name.rpartition(".")
        return module, method

    @cached_property
    def resources(self) -> Mapping[str, Part]:
        """The identities of the resources by their modules."""
        names = self.side.namer.names
        return {name: part for part, name in names.items() if part[0] == "resource"}


def _shape(path: str) -> str:
    """Return a path without the names of its parameters."""
    return _PARAMETER.sub("{}", path.partition("?")[0]).rstrip("/")
