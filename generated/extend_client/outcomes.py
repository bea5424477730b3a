"""The outcome of an operation that changes a state which may change concurrently.

```python
match outcome(client.things.stop)("id"):
    case Done(thing): …                       # stopped
    case FinishedFirst(thing): …              # accepted, but it finished before it was stopped
    case AlreadyFinished(thing): …            # refused: it had finished or stopped before
    case InProgress(thing, is_accepted): …    # accepted or refused, and still running
```
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Generic, ParamSpec, TypeAlias, TypeVar, overload

from ._runtime.errors import APIStatusError
from ._runtime.exchange import CallContext, Captured, call_with
from ._runtime.lifecycle.confirmation import Transition

__all__ = [
    "AlreadyFinished",
    "Done",
    "FinishedFirst",
    "InProgress",
    "Outcome",
    "async_outcome",
    "outcome",
]
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """The operation succeeded."""

    resource: T
    """Current resource, or another documented response, which shows no state."""


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


@overload
def outcome(method: Callable[P, None]) -> Callable[P, Outcome[Any]]: ...
@overload
def outcome(method: Callable[P, T]) -> Callable[P, Outcome[T]]: ...
def outcome(method: Any) -> Any:
    """Return the method, changed to return its outcome: `outcome(client.things.stop)("id")`.

    After a refusal the state is read, if the document declares how.

    Raises:
        APIError: the call failed, or it was refused and the state cannot be read.
        ValueError: the document declares no target state of the operation.
    """

    def run(*args: Any, **kwargs: Any) -> Any:
        context = CallContext(is_confirmed=True)
        try:
            with call_with(context):
                resource = method(*args, **kwargs)
        except APIStatusError as error:
            return _refused_outcome(context.captured, error)
        return _accepted_outcome(context.captured, resource)

    return run


@overload
def async_outcome(
    method: Callable[P, Awaitable[None]],
) -> Callable[P, Awaitable[Outcome[Any]]]: ...
@overload
def async_outcome(
    method: Callable[P, Awaitable[T]],
) -> Callable[P, Awaitable[Outcome[T]]]: ...
def async_outcome(method: Any) -> Any:
    """Return the method of an async client, changed to return its outcome: see `outcome`."""

    async def run(*args: Any, **kwargs: Any) -> Any:
        context = CallContext(is_confirmed=True)
        try:
            with call_with(context):
                resource = await method(*args, **kwargs)
        except APIStatusError as error:
            return _refused_outcome(context.captured, error)
        return _accepted_outcome(context.captured, resource)

    return run


def _accepted_outcome(captured: list[Captured], resource: Any) -> Any:
    transition = _get_transition(captured)
    if not hasattr(type(resource), transition.attribute):
        # The response is empty or another value, such as `{"success": true}`.
        return Done(resource)
    state = getattr(resource, transition.attribute, None)
    if state in transition.targets:
        return Done(resource)
    is_terminal = _is_terminal(state)
    return FinishedFirst(resource) if is_terminal else InProgress(resource, True)


def _refused_outcome(captured: list[Captured], error: APIStatusError) -> Any:
    """Return the outcome of an error response; raise the error if the state is unknown."""
    transition, resource = _get_transition(captured), error.current
    if resource is None:
        raise error
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
