"""Roles of operations in a lifecycle: create, read, list, update, delete, transition."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from specpress import ir
from specpress.mock.availability import AvailabilityRules

RoleKind = Literal["create", "read", "list", "update", "delete", "transition"]
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
# Roles of methods at the path that reads one resource.
KIND_BY_METHOD: dict[str, RoleKind] = {
    "GET": "read",
    "PATCH": "update",
    "PUT": "update",
    "DELETE": "delete",
}


@dataclass(frozen=True, slots=True)
class Role:
    """The effect of an operation on resources.

    Attributes:
        id_parameter: The path parameter that identifies the resource.
        items_property: The property of a list response that contains the resources; empty
            if the response is the list itself.
    """

    kind: RoleKind
    id_parameter: str = ""
    items_property: str = ""


@dataclass(frozen=True, slots=True)
class Roles:
    """Derives the roles of operations in one lifecycle."""

    rules: AvailabilityRules
    lifecycle: ir.Lifecycle

    def find_role(self, operation: ir.Operation) -> Role | None:
        """Return the role of an operation, or None if it does not affect the resources."""
        path = self._resource_path()
        id_parameter = _find_id_parameter(operation.path, path or operation.path)
        transitions = self.lifecycle.caused_by(operation.origin)
        if any(not transition.sources for transition in transitions):
            return Role("create")
        if transitions:
            return Role("transition", id_parameter) if id_parameter else None
        if operation.path == path:
            kind = KIND_BY_METHOD.get(operation.method)
            return Role(kind, id_parameter) if kind else None
        return self._find_collection_role(operation, path)

    def _resource_path(self) -> str | None:
        """Return the path that reads one resource."""
        paths = (
            operation.path
            for operation in self.rules.api.operations
            if operation.origin == self.lifecycle.read
        )
        return next(paths, None)

    def _find_collection_role(
        self, operation: ir.Operation, path: str | None
    ) -> Role | None:
        """Return the role of an operation on the collection: create or list."""
        collection_path = path.rpartition("/")[0] if path else None
        for type_id in _success_types(operation):
            if (
                operation.method == "POST"
                and operation.path == collection_path
                and self._is_resource(type_id)
            ):
                return Role("create")
            if operation.method != "GET":
                continue
            if self._is_list(type_id):
                return Role("list")
            envelope = self.rules.resolve_type(type_id)
            if isinstance(envelope, ir.Object):
                lists = [f.wire for f in envelope.fields if self._is_list(f.type)]
                if lists:
                    return Role("list", items_property=lists[0])
        return None

    def returns_resource(self, operation: ir.Operation) -> bool:
        """Return whether the success response of an operation is the resource."""
        return any(map(self._is_resource, _success_types(operation)))

    def _is_resource(self, type_id: ir.TypeId) -> bool:
        return self.rules.resolve_type(type_id).id == self.lifecycle.resource

    def _is_list(self, type_id: ir.TypeId) -> bool:
        resolved = self.rules.resolve_type(type_id)
        return isinstance(resolved, ir.Array) and self._is_resource(resolved.item)


def _find_id_parameter(path: str, resource_path: str) -> str:
    """Return the parameter of a path with the id of a resource; "" if it has none."""
    own, placeholders = (_PLACEHOLDER.findall(p) for p in (path, resource_path))
    return next((n for n in placeholders[-1:] if n in own), own[-1] if own else "")


def _success_types(operation: ir.Operation) -> list[ir.TypeId]:
    return [r.type for r in operation.responses if r.status[0] == "2" and r.type]


def find_id_property(resource: ir.Type, parameter: str) -> str:
    """Return the property that identifies a resource.

    That is the property named like the path parameter, else ``id``, else the first whose
    name ends with it.
    """
    names = [f.wire for f in resource.fields] if isinstance(resource, ir.Object) else []
    # Reversed, so that the first of several names that fold to the same text remains.
    by_folded_name = {_fold(name): name for name in reversed(names)}
    with_suffix = next((name for name in names if _fold(name).endswith("id")), "id")
    return (
        by_folded_name.get(_fold(parameter)) or by_folded_name.get("id") or with_suffix
    )


def _fold(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower()
