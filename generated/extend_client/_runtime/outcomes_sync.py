"""What became of an operation that changes a state, as a value and not as an exception."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, overload

from .errors import APIStatusError
from .exchange import Captured
from .outcome_types import Outcome, accepted, refused

P = ParamSpec("P")
T = TypeVar("T")


@overload
def outcome(
    method: Callable[P, None],
) -> Callable[P, Outcome[Any]]: ...
@overload
def outcome(
    method: Callable[P, T],
) -> Callable[P, Outcome[T]]: ...
def outcome(method: Any) -> Any:
    """The same method, telling what became of it: `match outcome(client.things.stop)("id"): …`.

    Where it is refused, the state is read, if the document says how.

    Raises:
        APIError: it failed, or it was refused and the state cannot be read.
        ValueError: the operation changes no state that the document tells of.
    """

    def run(*args: Any, **kwargs: Any) -> Any:
        went: list[Captured] = []
        try:
            now = method(*args, **kwargs, _capture=went, _confirm=True)
        except APIStatusError as error:
            found = refused(went, error)
            if found is None:
                raise
            return found
        return accepted(went, now)

    return run
