"""Confirmation of refused calls: reads the state to find out whether an earlier attempt succeeded."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from .. import response_reader
from ..codec.codec import InvalidDataError
from ..errors import APIError, APIStatusError
from ..json.content import decode_text, read_json
from ..operation import Lazy, Operation, ResponseSpec, Transition
from ..transport.transport import Response

if TYPE_CHECKING:
    from ..call_report import CallReport


class PendingConfirmation:
    """A refusal that is undecided until the state of the resource is read."""

    def __init__(
        self, report: CallReport, refusal: Response, read_operation: Operation[Any]
    ) -> None:
        self.read_operation = read_operation
        self._report, self._refusal = report, refusal
        self._refused_request = report.request

    def resolve(self, response: Response) -> Any:
        """Return the result of the refused call, if the state shows that it had succeeded.

        Raises:
            APIStatusError: it had not, or the state cannot be read.
        """
        try:
            value = self._report.decode(response, self._read)
        except APIError:
            raise self.error() from None
        operation = self._report.operation
        if self._report.may_have_succeeded and has_succeeded(operation, response):
            return _build_result(operation, value)
        value = self._report.redactor.redact_value(value)
        raise self.error(value)

    def _read(self, operation: Operation[Any], response: Response) -> Any:
        return response_reader.read_success(self.read_operation, response)

    def error(self, current: Any = None) -> APIStatusError:
        """Return the exception for the refusal; `current` is the resource, if it was read."""
        # The exchange of the exception is the refused request, not the one that read the state.
        self._report.request = self._refused_request
        return self._report.status_error(self._refusal, current)


def start_confirmation(
    report: CallReport, response: Response
) -> PendingConfirmation | None:
    """Return a confirmation if the response is a refusal and the document declares a GET request."""
    operation = report.operation
    confirmation, transition = operation.confirmation, operation.transition
    status = response.status
    if confirmation is not None and status in confirmation.refusal_statuses:
        read_operation = _create_read_operation(operation, confirmation.path, None)
        return PendingConfirmation(report, response, read_operation)
    if transition is None or not transition.read_path:
        return None
    if status != transition.refusal_status:
        return None
    read_operation = _create_read_operation(
        operation, transition.read_path, transition.resource
    )
    return PendingConfirmation(report, response, read_operation)


# Operations are compared by identity, so the same one must be returned for each call.
@cache
def _create_read_operation(
    operation: Operation[Any], path: str, resource: str | None
) -> Operation[Any]:
    """Return the GET request of a path, with the parameters of an operation."""
    responses = operation.responses
    if resource is not None:
        responses = (ResponseSpec("200", type=resource),)
    return replace(operation, method="GET", path=path, bodies=(), responses=responses)


def has_succeeded(operation: Operation[Any], state: Response) -> bool:
    """Return True if the state is the one that the operation produces."""
    confirmation, transition = operation.confirmation, operation.transition
    if confirmation is not None:
        return _has_value(state, confirmation.property, confirmation.values)
    return transition is not None and _has_value(
        state, transition.property, transition.targets
    )


def _has_value(response: Response, name: str, values: tuple[Any, ...]) -> bool:
    """Return True if a property of a JSON response has one of the values."""
    content_type = response_reader.get_content_type(response)
    try:
        body = read_json(decode_text(response.content, content_type), None)
    except InvalidDataError:
        return False
    return isinstance(body, dict) and body.get(name) in values


def _build_result(operation: Operation[Any], resource: Any) -> Any:
    """Return the resource, or None if the method returns None."""
    return resource if any(spec.type for spec in operation.responses) else None


def find_refusal_error(
    transition: Transition, response: Response
) -> type[APIStatusError] | None:
    """Return the exception class of a refusal, or None if the response is another error."""
    if not transition.error or response.status != transition.refusal_status:
        return None
    for name, value in transition.refusal_body:
        if not _has_value(response, name, (value,)):
            return None
    error: type[APIStatusError] = Lazy("errors", transition.error).load()
    return error
