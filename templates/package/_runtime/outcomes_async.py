"""What became of an operation that changes a state, as a value and not as an exception."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, ParamSpec, TypeVar, overload

from .errors import APIStatusError
from .exchange import Captured
from .outcome_types import Outcome, accepted, refused

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
    """The same method, telling what became of it: `match await async_outcome(client.things.stop)("id"): …`.

    Where it is refused, the state is read, if the document says how.

    Raises:
        APIError: it failed, or it was refused and the state cannot be read.
        ValueError: the operation changes no state that the document tells of.
    """

    async def run(*args: Any, **kwargs: Any) -> Any:
        went: list[Captured] = []
        try:
            now = await method(*args, **kwargs, _capture=went, _confirm=True)
        except APIStatusError as error:
            found = refused(went, error)
            if found is None:
                raise
            return found
        return accepted(went, now)

    return run
