"""Outcomes of operations that change a state which may change concurrently."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from ..errors import APIStatusError
from ..exchange import Captured
from .confirmation import Transition

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """The operation succeeded."""

    resource: T
    """Current resource."""


@dataclass(frozen=True, slots=True)
class FinishedFirst(Generic[T]):
    """The operation was accepted, but the resource reached another terminal state first."""

    resource: T
    """Current resource."""


@dataclass(frozen=True, slots=True)
class AlreadyFinished(Generic[T]):
    """The operation was refused, because the resource is in a terminal or the target state."""

    resource: T
    """Current resource."""


@dataclass(frozen=True, slots=True)
class InProgress(Generic[T]):
    """The resource is not in a terminal state: the operation is pending or was refused."""

    resource: T
    """Current resource."""

    is_accepted: bool
    """True if the server accepted the operation, which may take effect later."""


Outcome: TypeAlias = Done[T] | FinishedFirst[T] | AlreadyFinished[T] | InProgress[T]


def accepted_outcome(captured: list[Captured], resource: Any) -> Any:
    """Return the outcome of a successful response.

    Raises:
        ValueError: the document declares no target state of the operation.
    """
    transition = _get_transition(captured)
    state = getattr(resource, transition.attribute, None)
    if resource is None or state in transition.targets:
        return Done(resource)
    return (
        FinishedFirst(resource) if _is_terminal(state) else InProgress(resource, True)
    )


def refused_outcome(captured: list[Captured], error: APIStatusError) -> Any:
    """Return the outcome of an error response, or None if the state is unknown.

    Raises:
        ValueError: the document declares no target state of the operation.
    """
    transition, resource = _get_transition(captured), error.current
    if resource is None:
        return None
    state = getattr(resource, transition.attribute, None)
    is_finished = state in transition.targets or _is_terminal(state)
    return AlreadyFinished(resource) if is_finished else InProgress(resource, False)


def _get_transition(captured: list[Captured]) -> Transition:
    operation = captured[-1].operation
    if not isinstance(operation.transition, Transition):
        raise ValueError(f"the document declares no target state of {operation.name}")
    return operation.transition


def _is_terminal(state: Any) -> bool:
    return getattr(state, "is_terminal", False) is True
