"""What became of an operation that changes a state, where others change it too. No input or output here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from .errors import APIStatusError
from .exchange import Captured
from .operation import Transition

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """It did what was asked."""

    now: T
    """What was changed, as it is now."""


@dataclass(frozen=True, slots=True)
class FinishedFirst(Generic[T]):
    """It was accepted, but what was to be changed had come to another end before it took effect."""

    now: T
    """What was to be changed, as it is now."""


@dataclass(frozen=True, slots=True)
class AlreadyOver(Generic[T]):
    """It was refused, for what was to be changed had come to its end, or was so already."""

    now: T
    """What was to be changed, as it is now."""


@dataclass(frozen=True, slots=True)
class UnderWay(Generic[T]):
    """What was to be changed goes on: the change may take effect later, or was refused."""

    now: T
    """What was to be changed, as it is now."""

    accepted: bool
    """Whether the server took it on."""


Outcome: TypeAlias = Done[T] | FinishedFirst[T] | AlreadyOver[T] | UnderWay[T]


def step_of(went: list[Captured]) -> Transition:
    """How the operation changes a state.

    Raises:
        ValueError: the document does not say that it does.
    """
    operation = went[-1].operation
    if operation.transition is None:
        raise ValueError(
            f"the document does not say what state {operation.name} leads to"
        )
    return operation.transition


def accepted(went: list[Captured], now: Any) -> Any:
    """What a success means."""
    step = step_of(went)
    status = getattr(now, step.attribute, None)
    if now is None or status in step.targets:
        return Done(now)
    return FinishedFirst(now) if _is_over(status) else UnderWay(now, True)


def refused(went: list[Captured], error: APIStatusError) -> Any:
    """What a refusal means; None where the state is not known.

    Raises:
        ValueError: see `step_of`.
    """
    step, now = step_of(went), error.current
    if now is None:
        return None
    status = getattr(now, step.attribute, None)
    is_over = status in step.targets or _is_over(status)
    return AlreadyOver(now) if is_over else UnderWay(now, False)


def _is_over(status: Any) -> bool:
    return getattr(status, "is_terminal", False) is True
