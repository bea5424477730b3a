"""Copies of models that share no list, dict or model with the original."""

from __future__ import annotations

from collections.abc import MutableMapping, MutableSequence
from copy import copy
from typing import Any

from .codec import Encodable, UnknownVariant
from .received import ReceivedItems


def copy_model(model: Any) -> Any:
    """Return a copy of a model."""
    copied: Any = object.__new__(type(model))
    copied.__setstate__({n: copy_value(v) for n, v in model.__getstate__().items()})
    return copied


def copy_value(value: Any) -> Any:
    """Return a copy of a model or container and of those in it; other values are returned unchanged."""
    match value:
        case Encodable():
            return copy_model(value)
        case UnknownVariant():
            return UnknownVariant(copy_value(value.value))
        case ReceivedItems():
            items: Any = value
            is_dict = isinstance(items, dict)
            items = _copy_dict(items) if is_dict else map(copy_value, items)
            return value.create(items, value.received)
        case list() | tuple() if type(value) in (list, tuple):
            return type(value)(map(copy_value, value))
        case dict() if type(value) is dict:
            return _copy_dict(value)
        case MutableSequence() | MutableMapping():
            return copy(value)
    return value


def _copy_dict(values: dict[Any, Any]) -> dict[Any, Any]:
    return {key: copy_value(value) for key, value in values.items()}


def copy_shared(model: Any, source: Any) -> None:
    """Replace the values that a new model shares with another by copies."""
    for name, value in model.__getstate__().items():
        if value is getattr(source, name):
            setattr(model, name, copy_value(value))
    model.extra = copy_value(model.extra)
