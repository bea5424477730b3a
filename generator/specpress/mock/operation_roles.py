"""Roles: takes an operation and a lifecycle, gives what the operation does to the resources."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from specpress import ir
from specpress.mock.availability import AvailabilityRules

Kind = Literal["make", "read", "list", "change", "remove", "step"]
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
BY_METHOD: dict[str, Kind] = {
    "GET": "read",
    "PATCH": "change",
    "PUT": "change",
    "DELETE": "remove",
}
"""What is done to one resource by a method, at the path where it is read."""


@dataclass(frozen=True, slots=True)
class Role:
    """What an operation does; `key` is the parameter of the path that names the resource."""

    kind: Kind
    key: str = ""
    items: str = ""
    """Of a list: the property that holds the resources, where they are not the whole answer."""


@dataclass(frozen=True, slots=True)
class Roles:
    """Finds the roles of operations in one lifecycle."""

    shaper: AvailabilityRules
    life: ir.Lifecycle

    def role(self, operation: ir.Operation) -> Role | None:
        """What an operation does to the resources; None: nothing."""
        path = self._path()
        key = next(reversed(_PLACEHOLDER.findall(path or operation.path)), "")
        steps = self.life.of(operation.origin)
        if any(not step.sources for step in steps):
            return Role("make")
        if steps:
            return Role("step", key) if key else None
        if operation.path == path:
            kind = BY_METHOD.get(operation.method)
            return Role(kind, key) if kind else None
        return self._collective(operation, path)

    def _path(self) -> str | None:
        """The path where one resource is read."""
        found = (
            o.path for o in self.shaper.api.operations if o.origin == self.life.read
        )
        return next(found, None)

    def _collective(self, operation: ir.Operation, path: str | None) -> Role | None:
        """What is done to all resources: they are listed, or one more is made."""
        parent = path.rpartition("/")[0] if path else None
        for type_id in self._given(operation):
            if (
                operation.method == "POST"
                and operation.path == parent
                and self._is_resource(type_id)
            ):
                return Role("make")
            found = self.shaper.plain(type_id)
            if operation.method != "GET":
                continue
            if self._lists(type_id):
                return Role("list")
            if isinstance(found, ir.Object):
                names = [f.wire for f in found.fields if self._lists(f.type)]
                if names:
                    return Role("list", items=names[0])
        return None

    def gives(self, operation: ir.Operation) -> bool:
        """Whether an operation answers with the resource."""
        return any(map(self._is_resource, self._given(operation)))

    def _given(self, operation: ir.Operation) -> list[ir.TypeId]:
        return [a.type for a in operation.responses if a.status[0] == "2" and a.type]

    def _is_resource(self, type_id: ir.TypeId) -> bool:
        return self.shaper.plain(type_id).id == self.life.resource

    def _lists(self, type_id: ir.TypeId) -> bool:
        found = self.shaper.plain(type_id)
        return isinstance(found, ir.Array) and self._is_resource(found.item)


def id_property(found: ir.Type, key: str) -> str:
    """The property that tells resources apart: that of the parameter's name, else `id`, else one that ends so."""
    names = [f.wire for f in found.fields] if isinstance(found, ir.Object) else []
    folded = {_folded(name): name for name in reversed(names)}
    ending = next((name for name in names if _folded(name).endswith("id")), "id")
    return folded.get(_folded(key)) or folded.get("id") or ending


def _folded(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower()
