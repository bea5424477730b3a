"""Exceptions for tests, as a client raises them for error responses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from .._runtime.call_report import CallReport
from .._runtime.client import ClientBase
from .._runtime.codec.codec import InvalidDataError
from .._runtime.errors import APIStatusError
from .._runtime.exchange import CallContext
from .._runtime.operation import Operation, ResponseSpec
from .._runtime.request import Request
from .._runtime.response_reader import read_error_body, status_keys
from .._runtime.timeouts import Timeout
from .._runtime.transport.transport import Response
from .operations import find_operation
from .responses import build_error_response


def build_error(
    client: ClientBase,
    status: int,
    body: Any,
    method: Callable[..., Any] | None,
    headers: Mapping[str, str | Sequence[str]],
) -> APIStatusError:
    """Return the exception that a client raises for an error response.

    Raises:
        ValueError: the status is not an error, or the operation has another body for it.
    """
    known = None if method is None else _find_method(method)
    sent = build_error_response(known, status, body, headers)
    errors = client._settings.status_errors
    operation = known or _describe(errors, sent)
    url = client._settings.base_url + operation.path
    label = f"{operation.method} {operation.path}"
    request = Request(operation.method, url, {}, None, Timeout(), label)
    context = CallContext(is_captured=False)
    report = CallReport(operation, client._settings, {}, request, context)
    report.start_attempt()
    return report.status_error(sent)


def _find_method(method: Callable[..., Any]) -> Operation[Any]:
    """Return the operation of a method of a resource."""
    function = getattr(method, "__func__", method)
    module = str(getattr(function, "__module__", "")).rpartition(".")
    name = str(getattr(function, "__name__", ""))
    if module[0] != __name__.rpartition(".testing")[0] + ".resources":
        raise ValueError(f"{method!r} is not a method of a resource")
    operation = find_operation(module[2], name)
    if operation is None:
        raise ValueError(f"{module[2]} has no operation {name!r}")
    return operation


def _describe(
    errors: Mapping[str, type[APIStatusError]], sent: Response
) -> Operation[Any]:
    """Return an operation with a documented type of the body of an error.

    Raises:
        ValueError: no operation documents this body.
    """
    failure: InvalidDataError | None = None
    for type_spec in _list_types(errors, sent.status):
        spec = ResponseSpec(str(sent.status), type=type_spec)
        operation: Operation[Any] = Operation("", "GET", "/", errors=(spec,))
        try:
            if sent.content:
                read_error_body(operation, sent)
        except InvalidDataError as error:
            failure = error
        else:
            return operation
    if failure is not None:
        text = f"no operation documents this body for status {sent.status}"
        raise ValueError(f"{text}: {failure}")
    return Operation("", "GET", "/")


def _list_types(
    errors: Mapping[str, type[APIStatusError]], status: int
) -> Iterator[str]:
    """Yield the documented types of the bodies of an error."""
    kinds = [errors[key] for key in status_keys(status) if key in errors]
    for owner in kinds[0].__mro__ if kinds else ():
        text = getattr(owner, "__annotations__", {}).get("body", "Any")
        for name in text.replace("models.", "").split(" | "):
            if name not in ("Any", "None"):
                yield name
