"""Earlier names, which remain until the next major version of the package: each use is a warning."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Mapping
from functools import wraps
from types import FrameType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

T = TypeVar("T")
PACKAGE = __name__.rpartition(".")[0]

if TYPE_CHECKING:
    from typing_extensions import deprecated as deprecated
else:

    def deprecated(message: str) -> Callable[[Any], Any]:
        """Return a decorator for functions that warn at the line of their caller."""
        return _before(lambda kwargs: _warn(message))


def renamed_arguments(**names: str) -> Callable[[T], T]:
    """Return a decorator for methods that also accepts earlier names of arguments, each with its present one."""

    def rename(kwargs: dict[str, Any]) -> None:
        for old in [name for name in names if name in kwargs]:
            _warn(f"{old} is now {names[old]}")
            kwargs.setdefault(names[old], kwargs.pop(old))

    return _before(rename)


def _before(act: Callable[[dict[str, Any]], None]) -> Callable[[Any], Any]:
    """Return a decorator for functions before which something is done with their keyword arguments."""

    def decorate(function: Any) -> Any:
        # Not a coroutine function: the caller of an async function calls it, but may not await it.
        @wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            act(kwargs)
            return function(*args, **kwargs)

        return call

    return decorate


class renamed_member(Generic[T]):
    """Decorator for an earlier name of an enum member; the function returns the member."""

    def __init__(self, get: Callable[[Any], T]) -> None:
        self._get = get

    def __get__(self, instance: object, owner: Any) -> T:
        member: Any = self._get(owner)
        _warn(f"{self._get.__name__} is now {member.name}")
        return member  # type: ignore[no-any-return]


def redirect(
    package: str, renamed: Mapping[str, str], get: Callable[[str], Any]
) -> Callable[[str], Any]:
    """Return a `__getattr__` that returns the classes of earlier names, too."""

    def get_renamed(name: str) -> Any:
        if name not in renamed:
            return get(name)
        # `from package import name` reads the attribute twice: the first time to search for a module.
        if sys._getframe(1).f_globals.get("__name__") != "importlib._bootstrap":
            _warn(f"{name} is now {renamed[name]}")
        return getattr(sys.modules[package], renamed[name])

    return get_renamed


def _warn(message: str) -> None:
    """Warn at the line of the nearest caller outside the package: `client.raw` calls methods, too."""
    frame, level = sys._getframe(1), 2
    while _is_in_package(frame) and frame.f_back is not None:
        frame, level = frame.f_back, level + 1
    warnings.warn(message, DeprecationWarning, stacklevel=level)


def _is_in_package(frame: FrameType) -> bool:
    return f"{frame.f_globals.get('__name__')}.".startswith(f"{PACKAGE}.")
