"""Judge whether the annotations of a generated package admit decoded values, with typeguard.

Only the standard library and typeguard are imported: the corpus runs this module beside generated packages.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any, Unpack, get_args, get_origin, get_type_hints

import typeguard
from typeguard import CollectionCheckStrategy, TypeCheckError, TypeCheckMemo

# The modules of the types in annotations, besides the models.
OTHER_TYPES = ("typing", "datetime", "decimal", "uuid", "builtins")


def find_unadmitted(package: str, annotation: str, value: Any) -> str | None:
    """Return the first part of a value that its annotation does not admit; None if it admits all."""
    hints = _resolve(package, annotation)
    reason = _check(value, hints)
    if reason is not None:
        return reason
    for model in _list_models(value):
        field_hints = _get_hints(package, type(model))
        for name, part in _list_set_fields(model).items():
            reason = _check(part, field_hints[name])
            if reason is not None:
                return f"{type(model).__name__}.{name}: {reason}"
    return None


@cache
def _resolve(package: str, annotation: str) -> Any:
    holder = type("Holder", (), {"__annotations__": {"value": annotation}})
    names = typing.cast("Any", _Names(package))
    return get_type_hints(holder, {}, names)["value"]


def clear_caches() -> None:
    """Forget the annotations of a package, before another one with its name is imported."""
    _resolve.cache_clear()
    _get_hints.cache_clear()
    # The caches of `typing` return a reference with the same text that was resolved before.
    for clear in vars(typing)["_cleanups"]:
        clear()


def _check(value: Any, annotation: Any) -> str | None:
    try:
        typeguard.check_type(
            value,
            annotation,
            forward_ref_policy=typeguard.ForwardRefPolicy.IGNORE,
            collection_check_strategy=CollectionCheckStrategy.ALL_ITEMS,
        )
    except TypeCheckError as error:
        return f"{annotation} does not admit {value!r:.200}: {error}"
    return None


def _list_models(value: Any) -> Iterator[Any]:
    """Yield the models in a value."""
    pending = [value]
    while pending:
        current = pending.pop()
        if isinstance(current, Mapping):
            pending += current.values()
        elif isinstance(current, (list, tuple)):
            pending += current
        elif is_dataclass(current) and hasattr(current, "to_dict"):
            pending += _list_set_fields(current).values()
            yield current


@cache
def _get_hints(package: str, model: type) -> dict[str, Any]:
    # Without names, a field hides the type with its name.
    return get_type_hints(model, None, typing.cast("Any", _Names(package)))


def _list_set_fields(model: Any) -> dict[str, Any]:
    """Return the fields of a model that are set, without undeclared keys."""
    names = (field.name for field in fields(model) if field.init)
    return {n: getattr(model, n) for n in names if n != "extra" and hasattr(model, n)}


class _Names(dict[str, Any]):
    """The names in annotations, looked up when they are evaluated."""

    def __init__(self, package: str) -> None:
        super().__init__()
        codec = f"{package}._runtime.codec"
        optional = f"{codec}.decimal_numbers"
        others = [f"{codec}.codec", f"{codec}.files", *OTHER_TYPES]
        others += [optional] if find_spec(optional) else []
        self._modules = [import_module(name) for name in (f"{package}.models", *others)]

    def __missing__(self, name: str) -> Any:
        for module in self._modules:
            value = getattr(module, name, None)
            if value is not None and not isinstance(value, ModuleType):
                return typing.ForwardRef(value) if isinstance(value, str) else value
        raise KeyError(name)


def _find_checker(
    origin: Any, arguments: tuple[Any, ...], _: tuple[Any, ...]
) -> typeguard.TypeCheckerCallable | None:
    """Return the checker of tuples such as `tuple[int, *tuple[str, ...]]`, which typeguard lacks."""
    is_open = origin is tuple and any(map(_is_unpacked, arguments))
    return _check_open_tuple if is_open else None


def _strip_unpack(argument: Any) -> Any:
    """Return `tuple[T, ...]` for `Unpack[tuple[T, ...]]`, into which `get_type_hints` converts a star."""
    return get_args(argument)[0] if get_origin(argument) is Unpack else argument


def _is_unpacked(argument: Any) -> bool:
    argument = _strip_unpack(argument)
    return get_origin(argument) is tuple and get_args(argument)[1:] == (...,)


def _check_open_tuple(
    value: Any, origin: Any, arguments: tuple[Any, ...], memo: TypeCheckMemo
) -> None:
    *first, rest = arguments
    if not isinstance(value, tuple) or len(value) < len(first):
        raise TypeCheckError(f"is not a tuple of at least {len(first)} items")
    item_types = [
        *first,
        *[get_args(_strip_unpack(rest))[0]] * (len(value) - len(first)),
    ]
    for item, item_type in zip(value, item_types, strict=True):
        typeguard.check_type_internal(item, item_type, memo)


typeguard.checker_lookup_functions.insert(0, _find_checker)
