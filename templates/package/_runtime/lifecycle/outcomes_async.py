"""Methods that return the outcome of a state change instead of raising an exception."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, ParamSpec, TypeVar, overload

from ..errors import APIStatusError
from ..exchange import CallContext, call_with
from .outcome_types import Outcome, accepted_outcome, refused_outcome

P = ParamSpec("P")
T = TypeVar("T")


@overload
def async_outcome(
    method: Callable[P, Awaitable[None]],
) -> Callable[P, Awaitable[Outcome[Any]]]: ...
@overload
def async_outcome(
    method: Callable[P, Awaitable[T]],
) -> Callable[P, Awaitable[Outcome[T]]]: ...
def async_outcome(method: Any) -> Any:
    """Return the method, changed to return its outcome: `await async_outcome(client.things.stop)("id")`.

    After a refusal the state is read, if the document declares how.

    Raises:
        APIError: the call failed, or it was refused and the state cannot be read.
        ValueError: the document declares no target state of the operation.
    """

    async def run(*args: Any, **kwargs: Any) -> Any:
        context = CallContext(is_confirmed=True)
        try:
            with call_with(context):
                resource = await method(*args, **kwargs)
        except APIStatusError as error:
            outcome = refused_outcome(context.captured, error)
            if outcome is None:
                raise
            return outcome
        return accepted_outcome(context.captured, resource)

    return run
