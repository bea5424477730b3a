"""Transitions: the argument of an operation table with its target states and its refusal."""

from __future__ import annotations

import re
from http import HTTPStatus

from specpress import ir
from specpress.package.errors import name_error
from specpress.package.forms import name_class
from specpress.python.expressions import Import, PyCall, PyName, make_call
from specpress.python.names import Claim, assign_names, pascal
from specpress.python.types import PythonTypes

# Exceptions of every client, or of a range of statuses.
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
_NAME = re.compile(r"\{([^}]*)\}")


def build_transition(source: ir.Operation, python: PythonTypes) -> PyCall | None:
    """Return the value of the argument; None if the operation changes no state."""
    lifecycle = next(
        (f for f in python.lifecycles if source.origin in f.operations), None
    )
    resource = python.types[lifecycle.resource] if lifecycle is not None else None
    if lifecycle is None or not isinstance(resource, ir.Object):
        return None
    is_readable = can_read(source, lifecycle.read_path)
    refusal = lifecycle.refusal(source.origin)
    error = name_refusals(python)[source.origin] if refusal is not None else None
    return make_call(
        name_class("Transition", "lifecycle.confirmation", python),
        property=lifecycle.field,
        attribute=python.name_fields(resource)[lifecycle.field],
        targets=tuple(lifecycle.targets(source.origin)),
        resource=python.names[lifecycle.resource],
        read_path=lifecycle.read_path if is_readable else None,
        refusal_status=int(refusal.status) if refusal is not None else None,
        refusal_body=refusal.body or None if refusal is not None else None,
        error=PyName(error, Import(".errors", error)) if error is not None else None,
    )


def can_read(source: ir.Operation, path: str | None) -> bool:
    """Return whether the arguments of an operation suffice to read the resource."""
    return path is not None and {*_NAME.findall(path)} <= {*list_sent_names(source)}


def list_sent_names(source: ir.Operation) -> list[str]:
    """Return the path parameters that are in the path; a document may declare others, too."""
    names: list[str] = _NAME.findall(source.path)
    return names


def name_refusals(python: PythonTypes) -> dict[str, str]:
    """Return the exception of each operation with a refusal, by the origin of the operation.

    Operations whose refusals have the same name and status share it.
    """
    if not python.lifecycles:
        return {}
    keys = {
        operation: f"{refusal.error} {refusal.status}"
        for lifecycle in python.lifecycles
        for operation in lifecycle.operations
        for refusal in [lifecycle.refusal(operation)]
        if refusal is not None
    }
    claims = [
        Claim(key, (_name_error(key.rpartition(" ")[0]), _name_error(key)))
        for key in keys.values()
    ]
    reserved = {name_error(str(status.value)) for status in HTTPStatus}
    names = assign_names(claims, "class", {*reserved, *BASES})
    return {operation: names[key] for operation, key in keys.items()}


def _name_error(text: str) -> str:
    name = pascal(text)
    return name if name.endswith("Error") else f"{name}Error"
