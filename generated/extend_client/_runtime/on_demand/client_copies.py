"""Copies of clients, and their state for pickle: the settings, without connections."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from copy import copy, deepcopy
from dataclasses import replace
from functools import cached_property
from importlib import import_module
from inspect import getattr_static
from typing import TYPE_CHECKING, Any, TypeVar

from ..codec.deferred_annotations import defer_module
from ..operation import PACKAGE

if TYPE_CHECKING:
    from ..client import ClientBase

C = TypeVar("C", bound="ClientBase")
AUTH = f"{PACKAGE}._runtime.transport.auth"


def copy_client(client: C, memo: dict[int, Any] | None = None) -> C:
    """Return an open client with the same settings; with `memo`, of a deep copy.

    A transport that the caller passed, hooks and functions are shared.
    """
    copied = object.__new__(type(client))
    attributes = dict(_list_attributes(client))
    if memo is not None:
        memo[id(client)] = copied
        attributes = deepcopy(attributes, memo)
    vars(copied).update(attributes)
    credentials = tuple(
        replace(c, value=copy(c.value)) if hasattr(c.value, "attach") else c
        for c in client._settings.credentials
    )
    settings = replace(client._settings, credentials=credentials)
    copied._start(settings, client._argument)
    return copied


def get_state(client: ClientBase) -> dict[str, Any]:
    """Return the state for pickle: the settings, with the credentials.

    Raises:
        TypeError: a hook, a function or a transport cannot be pickled.
    """
    settings = client._settings
    parts = [("transport", client._argument), ("hooks", settings.hooks)]
    parts += [(entry.argument, entry.value) for entry in settings.credentials]
    for name, value in parts:
        _check(client, name, value)
    return {
        "settings": replace(settings, auth=None, rate_limits=None),
        "transport": client._argument,
        "has_auth": settings.auth is not None,
        "has_rate_limits": settings.rate_limits is not None,
        "attributes": dict(_list_attributes(client)),
    }


def set_state(client: ClientBase, state: dict[str, Any]) -> None:
    """Give a new client the settings of a state, and its own transport."""
    settings = state["settings"]
    if state["has_auth"]:
        settings = replace(settings, auth=import_module(AUTH))
    if state["has_rate_limits"]:
        from .rate_limits import RateLimits

        settings = replace(settings, rate_limits=RateLimits())
    vars(client).update(state["attributes"])
    client._start(settings, state["transport"])


def _list_attributes(client: ClientBase) -> Iterator[tuple[str, Any]]:
    """Yield the attributes that a subclass has added."""
    kind = type(client)
    for name, value in vars(client).items():
        is_cached = isinstance(getattr_static(kind, name, None), cached_property)
        if not is_cached and name not in client._own:
            yield name, value


def _check(client: ClientBase, name: str, value: Any) -> None:
    """Check that a value can be pickled.

    Raises:
        TypeError: it cannot.
    """
    try:
        pickle.dumps(value)
    except Exception as error:  # noqa: BLE001
        hint = "pass functions and classes of a module"
        if name == "transport":
            hint = "pass the name of a library, such as transport='httpx2'"
        message = f"cannot pickle {type(client).__name__}: {name}: {error}; {hint}"
        raise TypeError(message) from None


defer_module(__name__)
