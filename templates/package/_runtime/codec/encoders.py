"""Encoding of scalars, and of values by their Python type; values that cannot be sent are refused."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from operator import index
from typing import Any, SupportsIndex
from uuid import UUID

from .codec import (
    Encodable,
    Encode,
    Encoding,
    InvalidArgumentError,
    Undecoded,
    UnknownVariant,
)
from .files import as_file, is_file_tuple, is_raw
from .received import restore
from .recursion import restart
from .scalars import as_integer
from .wire_texts import WireDatetime, WireUUID


def refuse(
    expected: str, value: Any, hint: str = "", names: tuple[str, ...] = ()
) -> Any:
    """Return the JSON value of an undecoded part of a response; refuse all other values.

    Raises:
        InvalidArgumentError: the value is not an undecoded part.
    """
    if isinstance(value, Undecoded):
        return value.value
    raise InvalidArgumentError(expected, value, hint, names)


def _typed_encoder(kind: type, expected: str) -> Encode:
    """Return the encoding function of a type whose values are JSON values."""

    def encode(value: Any, encoding: Encoding) -> Any:
        return value if isinstance(value, kind) else refuse(expected, value)

    return encode


encode_string = _typed_encoder(str, "a str")
encode_boolean = _typed_encoder(bool, "a bool")


def encode_integer(value: Any, encoding: Encoding) -> Any:
    """Return an int; a float without fraction (3.0) is an integer too."""
    integer = as_integer(value)
    if isinstance(integer, int) and not isinstance(integer, bool):
        return integer
    if isinstance(value, SupportsIndex) and not isinstance(value, bool):
        return index(value)
    return refuse("an int", value)


def encode_number(value: Any, encoding: Encoding) -> Any:
    """Return a float or an int; a Decimal is accepted if a float has all its digits."""
    if isinstance(value, (float, int)) and not isinstance(value, bool):
        return value
    is_decimal = isinstance(value, Decimal) and value.is_finite()
    if is_decimal and Decimal(repr(float(value))) == value:
        return float(value)
    return refuse("a float", value)


def encode_null(value: Any, encoding: Encoding) -> Any:
    """Return None."""
    return value if value is None else refuse("None", value)


NAIVE_HINT = "add a time zone, as in datetime(…, tzinfo=UTC), or set naive_datetimes"


def encode_datetime(value: Any, encoding: Encoding) -> Any:
    """Return the original text of a date and time, or else the shortest exact one.

    Raises:
        InvalidArgumentError: the value is not a datetime, or has no offset and `naive_datetimes`
            does not allow that.
    """
    if not isinstance(value, datetime):
        return refuse("a datetime", value)
    if isinstance(value, WireDatetime) and hasattr(value, "text"):
        return value.text
    if value.tzinfo is None and encoding.naive_datetimes != "as-is":
        value = _add_offset(value, encoding.naive_datetimes)
    return _format_time(value)


def _add_offset(value: datetime, choice: str) -> datetime:
    match choice:
        case "utc":
            return value.replace(tzinfo=UTC)
        case "local":
            return _add_local_offset(value)
        case _:
            raise InvalidArgumentError("a datetime with an offset", value, NAIVE_HINT)


def _add_local_offset(value: datetime) -> datetime:
    try:
        return value.astimezone()
    except (OverflowError, OSError, ValueError):
        raise InvalidArgumentError("a datetime with a local time", value) from None


def _format_time(value: datetime | time) -> str:
    formatted = value.isoformat()
    return formatted[:-6] + "Z" if value.tzinfo is UTC else formatted


def encode_time(value: Any, encoding: Encoding) -> Any:
    """Return the original text of a time of day, or else the shortest exact one."""
    if not isinstance(value, time):
        return refuse("a time", value)
    text = getattr(value, "text", None)
    return text if isinstance(text, str) else _format_time(value)


def encode_date(value: Any, encoding: Encoding) -> Any:
    """Return the original text of a date, or else the canonical one; a datetime is not a date."""
    if not isinstance(value, date) or isinstance(value, datetime):
        return refuse("a date", value)
    text = getattr(value, "text", None)
    return text if isinstance(text, str) else value.isoformat()


_UUID_LENGTH = 36  # of the canonical form


def encode_uuid(value: Any, encoding: Encoding) -> Any:
    """Return the original text of a UUID, or else the canonical one; its text is accepted too."""
    if isinstance(value, UUID):
        return value.text if isinstance(value, WireUUID) else str(value)
    if isinstance(value, str) and len(value) == _UUID_LENGTH:
        try:
            return WireUUID.parse(value).text
        except ValueError:
            pass
    return refuse("a UUID", value)


MAX_ZEROS = 1000


def encode_decimal(value: Any, encoding: Encoding) -> Any:
    """Return the original text of a decimal number, or else all its digits."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = Decimal(value)
    if not isinstance(value, Decimal) or not value.is_finite():
        return refuse("a finite Decimal", value)
    text = getattr(value, "text", None)
    if isinstance(text, str):
        return text
    # Without an exponent, except for numbers that would have thousands of zeros.
    is_short = abs(value.adjusted()) <= MAX_ZEROS
    return f"{value:f}" if is_short else str(value)


def encode_bytes(value: Any, encoding: Encoding) -> Any:
    """Return the original base64 text of bytes, or else the canonical one."""
    if not isinstance(value, (bytes, bytearray, memoryview)):
        return refuse("bytes", value)
    text = getattr(value, "text", None)
    return text if isinstance(text, str) else b64encode(value).decode("ascii")


SCALARS: tuple[tuple[type | tuple[type, ...], Encode], ...] = (
    (datetime, encode_datetime),  # before date, its base class
    (date, encode_date),
    (time, encode_time),
    (UUID, encode_uuid),
    (Decimal, encode_decimal),
    ((bytes, bytearray, memoryview), encode_bytes),
)


# Most values of any type are one of these: they need no further comparison.
_UNCHANGED = frozenset({str, int, float, bool, type(None)})


def encode_any(value: Any, encoding: Encoding) -> Any:
    """Return the JSON value of a model, scalar, list or dict; files are returned unchanged.

    Raises:
        InvalidArgumentError: the value cannot be encoded as JSON.
    """
    if type(value) in _UNCHANGED:
        return value
    try:
        match value:
            case Encodable():
                return value._encode(encoding)
            case Enum() | UnknownVariant() | Undecoded():
                return value.value
            case None | bool() | int() | float() | str():
                return value
            case dict():
                return encode_entries(encode_any, value, encoding)
            case list() | tuple():
                return encode_items(encode_any, value, encoding)
    except RecursionError as error:
        return restart(encode_any, value, encoding, error)
    for kind, encode in SCALARS:
        if isinstance(value, kind):
            return encode(value, encoding)
    if isinstance(value, Mapping):
        return encode_entries(encode_any, value, encoding)
    if is_array(value):
        return encode_items(encode_any, value, encoding)
    return value if is_raw(value) else refuse("a JSON value", value)


def is_array(value: Any) -> bool:
    """Return whether a value is sent as a JSON array: a sequence, but not text or bytes."""
    is_text = isinstance(value, (str, bytes, bytearray, memoryview))
    return isinstance(value, Sequence) and not is_text


def encode_items(encode: Encode, values: Iterable[Any], encoding: Encoding) -> Any:
    """Encode the items of an array."""
    items: list[Any] = []
    if type(values) is not list:
        values = restore(values)
    try:
        for value in values:
            items.append(encode(value, encoding))
    except InvalidArgumentError as error:
        error.add(f"[{len(items)}]")
        raise
    return items


def encode_entries(
    encode: Encode, values: Mapping[str, Any], encoding: Encoding
) -> Any:
    """Encode the values of an object."""
    entries, key = {}, ""
    if type(values) is not dict:
        values = restore(values)
    try:
        for key, value in values.items():
            if type(key) is not str:
                encode_string(key, encoding)
            entries[key] = encode(value, encoding)
    except InvalidArgumentError as error:
        error.add(key_step(key))
        raise
    return entries


def key_step(key: object) -> str:
    """Return the step of a path to the value of a key."""
    is_name = isinstance(key, str) and key.isidentifier()
    return f".{key}" if is_name else f"[{key!r}]"


def encode_file(value: Any, encoding: Encoding) -> Any:
    """Return the content of a file as a `File`: only multipart bodies contain it."""
    if encoding.is_complete:
        return value.value if isinstance(value, Undecoded) else value
    return as_file(value)


def encode_file_or_text(value: Any, encoding: Encoding) -> Any:
    """Return text as it is, which multipart bodies refuse for a file; other values like `encode_file`."""
    return value if isinstance(value, str) else encode_file(value, encoding)


def encode_upload(value: Any, encoding: Encoding) -> Any:
    """Encode like `encode_any`, but leave bytes as file content instead of base64."""
    if is_file_tuple(value):
        return as_file(value)
    if isinstance(value, (list, tuple)):
        return encode_items(encode_upload, value, encoding)
    return value if is_raw(value) else encode_any(value, encoding)
