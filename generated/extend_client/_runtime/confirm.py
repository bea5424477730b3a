"""Confirm: what a refusal means, by the state of what was to be changed. No input or output here."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from . import answer
from .errors import APIStatusError
from .operation import Answer, Lazy, Operation, Transition
from .transport import Response


def reading(operation: Operation[Any], refusal: Response) -> Operation[Any] | None:
    """The operation that reads the state, where this answer is a refusal and the document names one."""
    known, step = operation.repetition, operation.transition
    if known is not None and refusal.status in known.refused:
        return replace(operation, method="GET", path=known.path, bodies=())
    if step is not None and step.read and refusal.status == step.refused:
        found = (Answer("200", type=step.resource),)
        return replace(
            operation, method="GET", path=step.read, bodies=(), answers=found
        )
    return None


def is_done(operation: Operation[Any], state: Response) -> bool:
    """Whether the state is the one that the operation leads to."""
    known, step = operation.repetition, operation.transition
    if known is not None:
        return answer.has(state, known.property, known.values)
    return step is not None and answer.has(state, step.property, step.targets)


def promised(operation: Operation[Any], state: Any) -> Any:
    """What a call gives that turns out to be done: the state, or nothing where it gives nothing."""
    return state if any(found.type for found in operation.answers) else None


def refusal_of(step: Transition, response: Response) -> type[APIStatusError] | None:
    """The exception of a change that the state forbids, where this answer is such a refusal."""
    if not step.error or response.status != step.refused:
        return None
    if not all(answer.has(response, name, (value,)) for name, value in step.told):
        return None
    kind: type[APIStatusError] = Lazy("errors", step.error).load()
    return kind
