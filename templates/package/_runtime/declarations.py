"""Short declarations of operations, for the tables in `_operations/`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from .operation import Body, Operation, Parameter, ResponseSpec, path, query

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class _Declaration:
    """An operation without its name and the type of its result: its class has both."""

    fields: dict[str, Any]
    status: str

    def __set_name__(self, owner: type, constant: str) -> None:
        """Replace the declaration by the operation."""
        module = owner.__module__.rpartition(".")[2]
        annotation = owner.__annotations__[constant]
        result = annotation.removeprefix("Operation[").removesuffix("]")
        responses = (_describe_response(self.status, result),)
        fields = {"responses": responses} | self.fields
        name = f"{module}.{constant.lower()}"
        setattr(owner, constant, Operation(name=name, **fields))


def declare(
    request: str,
    parameters: tuple[str | Parameter, ...] = (),
    body: str | None = None,
    *,
    status: str = "",
    errors: Mapping[str, str] | tuple[ResponseSpec, ...] = (),
    **fields: Any,
) -> Any:
    """Declare an operation as an attribute of a class, with its annotation.

    Args:
        request: method and path. The parameters of the path precede all others.
        parameters: a string is the name of a query parameter.
        body: type of the JSON body.
        status: status of the successful response, whose type is in the annotation. Default: 200,
            or 204 without a result. A documented alternative needs `responses`.
        errors: types of JSON responses by their statuses, such as {"403 404": "Error"}; the type
            "None" is a response without content.
        fields: other fields of the operation.
    """
    method, _, template = request.partition(" ")
    if body is not None:
        fields["bodies"] = (Body(type=body),)
    if isinstance(errors, Mapping):
        pairs = ((s, name) for key, name in errors.items() for s in key.split())
        errors = tuple(_describe_response(status, name) for status, name in pairs)
    fields |= {"method": method, "path": template, "errors": errors}
    fields["parameters"] = (*_list_parameters(template, parameters),)
    return _Declaration(fields, status)


@cache
def _describe_response(status: str, result: str) -> ResponseSpec:
    """Return the specification of a JSON response, or of one without content."""
    if result == "None":
        return ResponseSpec(status or "204", None, None, "empty")
    return ResponseSpec(status or "200", type=result)


def _list_parameters(
    template: str, parameters: tuple[str | Parameter, ...]
) -> list[Parameter]:
    """Return the parameters of the path that are not declared, then the declared ones."""
    declared = [query(p) if isinstance(p, str) else p for p in parameters]
    names = {p.wire for p in declared if p.location == "path"}
    placeholders = dict.fromkeys(_PLACEHOLDER.findall(template))
    return [path(name) for name in placeholders if name not in names] + declared
