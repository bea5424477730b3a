"""Values in keys: `filter[name]=a&items[0][price]=1`, the style `deepObject` with any nesting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from .codec import InvalidArgumentError
from .encoders import key_step
from .parameter_values import NULL_HINT, EncodeText, to_text

# An item of an array: its number, its brackets ("" for none) and its value.
Item = tuple[int, str, Any]
KEY_HINT = "the key would be read as the key of another value"
EMPTY_HINT = "an empty value has no key: leave it out"
ITEMS_HINT = "`brackets` cannot separate these items: choose `indexed`"


def deep_object(name: str, value: Any, encode: EncodeText) -> Iterator[tuple[str, str]]:
    """Yield keys and texts: arrays of scalars inside an object repeat their key, others are indexed."""
    return _list_pairs(name, value, encode, _choose_keys)


def indexed(name: str, value: Any, encode: EncodeText) -> Iterator[tuple[str, str]]:
    """Yield keys and texts: the key of an item has its index, as in `items[0][price]`."""
    return _list_pairs(name, value, encode, _number_items)


def brackets(name: str, value: Any, encode: EncodeText) -> Iterator[tuple[str, str]]:
    """Yield keys and texts: the key of an item has empty brackets, as in `items[][price]`."""
    return _list_pairs(name, value, encode, _bracket_items)


def repeat(name: str, value: Any, encode: EncodeText) -> Iterator[tuple[str, str]]:
    """Yield keys and texts: each item has the key of its array; an object is its JSON text."""
    return _list_pairs(name, value, encode, _repeat_items)


ListItems = Callable[[list[Any], bool], Iterator[Item]]


def _list_pairs(
    name: str,
    value: Any,
    encode: EncodeText,
    list_items: ListItems,
    is_inner: bool = False,
) -> Iterator[tuple[str, str]]:
    """Yield the pairs of a value.

    Raises:
        InvalidArgumentError: keys cannot express the value.
    """
    if not isinstance(value, (dict, list)):
        yield name, encode(to_text(value))
        return
    for step, key, item in _list_entries(name, value, encode, list_items, is_inner):
        try:
            _check(item)
            yield from _list_pairs(key, item, encode, list_items, True)
        except InvalidArgumentError as error:
            error.add(step)
            raise


def _list_entries(
    name: str,
    value: dict[str, Any] | list[Any],
    encode: EncodeText,
    list_items: ListItems,
    is_inner: bool,
) -> Iterator[tuple[str, str, Any]]:
    """Yield the step in the path, the key and the value of each property or item."""
    if isinstance(value, dict):
        for key, item in value.items():
            if not key or "[" in key or "]" in key:
                raise InvalidArgumentError("a key without brackets", key, KEY_HINT)
            yield key_step(key), name + encode("[") + encode(key) + encode("]"), item
    else:
        for index, suffix, item in list_items(value, is_inner):
            yield f"[{index}]", name + encode(suffix), item


def _check(value: Any) -> None:
    if value is None:
        raise InvalidArgumentError("a value", value, NULL_HINT)
    if value in ({}, []):
        raise InvalidArgumentError("a value that is not empty", value, EMPTY_HINT)


def _is_nested(value: Any) -> bool:
    return isinstance(value, (dict, list))


def _choose_keys(items: list[Any], is_inner: bool) -> Iterator[Item]:
    if is_inner and not any(map(_is_nested, items)):
        return _repeat_items(items, is_inner)
    return _number_items(items, is_inner)


def _number_items(items: list[Any], is_inner: bool) -> Iterator[Item]:
    return ((index, f"[{index}]", item) for index, item in enumerate(items))


def _repeat_items(items: list[Any], is_inner: bool) -> Iterator[Item]:
    for index, item in enumerate(items):
        yield index, "", to_text(item) if _is_nested(item) else item


def _bracket_items(items: list[Any], is_inner: bool) -> Iterator[Item]:
    """Yield the items with empty brackets.

    A server begins a new item when a key occurs again, so all items begin with a key that they share.
    """
    if len(items) < 2 or not any(map(_is_nested, items)):
        return ((index, "[]", item) for index, item in enumerate(items))
    shared = _find_shared_key(items)
    return ((i, "[]", {shared: o[shared], **o}) for i, o in enumerate(items))


def _find_shared_key(items: list[Any]) -> str:
    """Return a key that is a scalar in all items.

    Raises:
        InvalidArgumentError: there is none.
    """
    if all(isinstance(item, dict) for item in items):
        for key in items[0]:
            values = [item.get(key) for item in items]
            if not any(value is None or _is_nested(value) for value in values):
                return str(key)
    raise InvalidArgumentError("objects with a common key", items, ITEMS_HINT)
