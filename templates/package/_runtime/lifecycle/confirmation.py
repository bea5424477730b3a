"""Refusals: calls that the state of a resource forbids.

After a refusal the state is read, to find out whether an earlier attempt succeeded.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from .. import response_reader
from ..codec.codec import InvalidDataError
from ..codec.deferred_annotations import defer_module
from ..errors import APIError, APIStatusError
from ..operation import Operation, ResponseSpec
from ..response_reader import read_json
from ..transport.transport import Response

if TYPE_CHECKING:
    from ..call_report import CallReport


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A GET request that shows whether a refused retry had already succeeded.

    It had if the `property` of the response has one of the `values`.
    """

    refusal_statuses: tuple[int, ...]
    path: str
    property: str
    values: tuple[str, ...]

    def confirm(
        self, report: CallReport, response: Response
    ) -> PendingConfirmation | None:
        """Return a confirmation if the response is a refusal."""
        if response.status not in self.refusal_statuses:
            return None
        responses = report.operation.responses
        return _start(report, response, self.path, responses)

    def is_reached(self, response: Response) -> bool:
        """Return True if the state is the one that the operation produces."""
        return _has_value(response, self.property, self.values)


@dataclass(frozen=True, slots=True)
class Transition:
    """The target states of an operation, and its refusal: the response if the state forbids it.

    A refusal has the status `refusal_status` and the properties `refusal_body`; it is raised as
    the class `error`.
    """

    property: str
    """JSON property with the state."""
    attribute: str
    """Python name of that property."""
    targets: tuple[str | int, ...]
    resource: str
    """Type of the resource."""
    read_path: str = ""
    """Path of the GET request that returns the resource."""
    refusal_status: int = 0
    refusal_body: tuple[tuple[str, Any], ...] = ()
    error: type[APIStatusError] | None = None

    def confirm(
        self, report: CallReport, response: Response
    ) -> PendingConfirmation | None:
        """Return a confirmation if the response is a refusal and the resource can be read."""
        if not self.read_path or response.status != self.refusal_status:
            return None
        responses = (ResponseSpec("200", type=self.resource),)
        return _start(report, response, self.read_path, responses)

    def is_reached(self, response: Response) -> bool:
        """Return True if the state is one of the targets."""
        return _has_value(response, self.property, self.targets)

    def find_error(self, response: Response) -> type[APIStatusError] | None:
        """Return the exception class of a refusal, or None if the response is another error."""
        is_refusal = response.status == self.refusal_status and all(
            _has_value(response, name, (value,)) for name, value in self.refusal_body
        )
        return self.error if is_refusal else None


def _start(
    report: CallReport,
    refusal: Response,
    path: str,
    responses: tuple[ResponseSpec, ...],
) -> PendingConfirmation:
    read = _create_read_operation(report.operation, path, responses)
    return PendingConfirmation(report, refusal, read)


# Operations are compared by identity, so the same one must be returned for each call.
@cache
def _create_read_operation(
    operation: Operation[Any], path: str, responses: tuple[ResponseSpec, ...]
) -> Operation[Any]:
    """Return the GET request of a path, with the parameters of an operation."""
    return replace(operation, method="GET", path=path, bodies=None, responses=responses)


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
        rule: Any = operation.confirmation or operation.transition
        if self._report.may_have_succeeded and rule.is_reached(response):
            # None if the method returns None.
            return value if any(spec.type for spec in operation.responses) else None
        value = self._report.redactor.redact_value(value)
        raise self.error(value)

    def _read(self, operation: Operation[Any], response: Response) -> Any:
        return response_reader.read_success(self.read_operation, response)

    def error(self, current: Any = None) -> APIStatusError:
        """Return the exception for the refusal; `current` is the resource, if it was read."""
        # The exchange of the exception is the refused request, not the one that read the state.
        self._report.request = self._refused_request
        return self._report.status_error(self._refusal, current)


def _has_value(response: Response, name: str, values: tuple[Any, ...]) -> bool:
    """Return True if a property of a JSON response has one of the values."""
    try:
        body = read_json(response.content, None)
    except InvalidDataError:
        return False
    return isinstance(body, dict) and body.get(name) in values


defer_module(__name__)
