"""Confirm: what a refusal means, by the state of what was to be changed. No input or output here."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from . import response_reader
from .codec import InvalidDataError
from .content import read_json, text_of
from .errors import APIError, APIStatusError
from .operation import ResponseSpec, Lazy, Operation, Transition
from .transport import Response

if TYPE_CHECKING:
    from .call_report import Report


class Doubt:
    """A refusal that may only mean that an earlier attempt did the work: the state is read."""

    def __init__(
        self, report: Report, refusal: Response, reading: Operation[Any]
    ) -> None:
        self._report, self._refusal, self.reading = report, refusal, reading
        self._asked = report.request

    def settled(self, response: Response) -> Any:
        """The state that was read, if an earlier attempt brought it about.

        Raises:
            APIStatusError: the refusal is one.
        """
        try:
            value = self._report.decode(response, self._read)
        except APIError:
            raise self.error() from None
        operation = self._report.operation
        if self._report.may_be_done and is_done(operation, response):
            return promised(operation, value)
        value = self._report.redactor.value(value)
        raise self.error(value)

    def _read(self, operation: Operation[Any], response: Response) -> Any:
        return response_reader.read_success(self.reading, response)

    def error(self, current: Any = None) -> APIStatusError:
        """The error for the refusal, after the state was asked for."""
        self._report.request = self._asked
        return self._report.status_error(self._refusal, current)


def doubt(report: Report, refusal: Response) -> Doubt | None:
    """What reads the state, where this answer is a refusal and the document says how."""
    operation = report.operation
    known, step = operation.confirmation, operation.transition
    if known is not None and refusal.status in known.refused:
        return Doubt(report, refusal, _by_get(operation, known.path, None))
    if step is not None and step.read and refusal.status == step.refused:
        return Doubt(report, refusal, _by_get(operation, step.read, step.resource))
    return None


@cache
def _by_get(
    operation: Operation[Any], path: str, resource: str | None
) -> Operation[Any]:
    """The GET of a path that takes the arguments of an operation."""
    answers = operation.responses
    if resource is not None:
        answers = (ResponseSpec("200", type=resource),)
    return replace(operation, method="GET", path=path, bodies=(), answers=answers)


def is_done(operation: Operation[Any], state: Response) -> bool:
    """Whether the state is the one that the operation leads to."""
    known, step = operation.confirmation, operation.transition
    if known is not None:
        return _has(state, known.property, known.values)
    return step is not None and _has(state, step.property, step.targets)


def _has(response: Response, name: str, values: tuple[Any, ...]) -> bool:
    """Whether a property of a JSON answer has one of the values; of what is no JSON none has."""
    told = response_reader.content_type(response)
    try:
        value = read_json(text_of(response.content, told), None)
    except InvalidDataError:
        return False
    return isinstance(value, dict) and value.get(name) in values


def promised(operation: Operation[Any], state: Any) -> Any:
    """What a call gives that turns out to be done: the state, or nothing where it gives nothing."""
    return state if any(found.type for found in operation.responses) else None


def refusal_of(step: Transition, response: Response) -> type[APIStatusError] | None:
    """The exception of a change that the state forbids, where this answer is such a refusal."""
    if not step.error or response.status != step.refused:
        return None
    if not all(_has(response, name, (value,)) for name, value in step.told):
        return None
    kind: type[APIStatusError] = Lazy("errors", step.error).load()
    return kind
