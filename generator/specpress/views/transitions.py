"""The part of an operation's table that tells to what states it leads, and the exception of its refusal."""

from __future__ import annotations

import re
from http import HTTPStatus

from specpress import ir
from specpress.layout import call, literal, tuple_of
from specpress.names import Claim, pascal, assign_names
from specpress.views.errors import error_name
from specpress.views.models import field_names
from specpress.views.python_types import PythonTypes

BASES = (
    "APIConnectionError",
    "APIDecodeError",
    "APIError",
    "APIStatusError",
    "APITimeoutError",
    "ClientStatusError",
    "OtherClientError",
    "OtherServerError",
    "ServerStatusError",
)
"""Exceptions that every client has, or that stand for many statuses."""
_NAME = re.compile(r"\{([^}]*)\}")


def lines(source: ir.Operation, python: PythonTypes, indent: int) -> list[str]:
    """The keyword argument; none for an operation that changes no state."""
    life = next((f for f in python.lifecycles if source.origin in f.operations), None)
    resource = python.types[life.resource] if life is not None else None
    if life is None or not isinstance(resource, ir.Object):
        return []
    arguments = [
        f"property={literal(life.field)}",
        f"attribute={literal(field_names(resource)[life.field])}",
        f"targets={tuple_of(map(literal, life.targets(source.origin)))}",
        f"resource={literal(python.names[life.resource])}",
    ]
    if can_read(source, life.read_path):
        arguments.append(f"read={literal(life.read_path)}")
    refusal = life.refusal(source.origin)
    arguments += _refusal(source, refusal, python) if refusal is not None else []
    return call("transition=Transition(", arguments, indent, "),")


def can_read(source: ir.Operation, path: str | None) -> bool:
    """Whether the resource is read with what the operation is told, too."""
    return path is not None and {*_NAME.findall(path)} <= {*_NAME.findall(source.path)}


def _refusal(
    source: ir.Operation, refusal: ir.Refusal, python: PythonTypes
) -> list[str]:
    told = [tuple_of(map(literal, pair)) for pair in refusal.body]
    found = [f"refused={refusal.status}"]
    if told:
        found.append(f"told={tuple_of(told)}")
    return [*found, f"error={literal(refusal_names(python)[source.origin])}"]


def refusal_names(python: PythonTypes) -> dict[str, str]:
    """The exception of each operation that can be refused, by its origin.

    Operations whose refusals are called the same, and have the same status, share one.
    """
    if not python.lifecycles:
        return {}
    keys = {
        operation: f"{refusal.error} {refusal.status}"
        for life in python.lifecycles
        for operation in life.operations
        for refusal in [life.refusal(operation)]
        if refusal is not None
    }
    claims = [
        Claim(key, (_ended(key.rpartition(" ")[0]), _ended(key)))
        for key in keys.values()
    ]
    known = {error_name(str(status.value)) for status in HTTPStatus}
    names = assign_names(claims, "class", {*known, *BASES})
    return {operation: names[key] for operation, key in keys.items()}


def _ended(text: str) -> str:
    name = pascal(text)
    return name if name.endswith("Error") else f"{name}Error"
