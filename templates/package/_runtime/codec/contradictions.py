"""Values of a server that contradict its document, in the modes `warn` and `accept`.

The JSON value is decoded again after the unambiguous values in `CONVERSIONS` are converted. All
other values that contradict the document remain JSON values. Models and containers keep what was
received, so that it is written back.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from ..json.json import loads
from ..operation import PACKAGE, OnContradiction
from .codec import (
    ABSENT,
    Absent,
    Decode,
    Encodable,
    Fault,
    Faults,
    InvalidDataError,
    Undecoded,
)
from .models import is_set
from .received import Received, ReceivedDict, ReceivedList, ReceivedTuple
from .wire_texts import WireDatetime

log = logging.getLogger(PACKAGE)
_KINDS = {
    Absent: "nothing",
    type(None): "null",
    bool: "a boolean",
    str: "a string",
    list: "an array",
    dict: "an object",
}
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Accepted(NamedTuple):
    """A value that contradicts the document, as the caller receives it."""

    value: Any
    faults: list[Fault]


def accept(error: InvalidDataError) -> Accepted:
    """Return the value of an error whose `received` is set."""
    if error.decode is None:
        return Accepted(error.received, error.faults)
    try:
        return _Acceptance(error.received, error.decode, error.at).run()
    except RecursionError:
        return Accepted(error.received, error.faults)


class _Acceptance:
    """The decoding of one JSON value that contradicts the document."""

    def __init__(self, value: Any, decode: Decode, at: str) -> None:
        # Conversions change the copy, which belongs to nobody else.
        self._root = [_copy(value)]
        self._decode, self._at = decode, at
        self._faults: list[Fault] = []
        # Faults of undeclared keys that the decoder did not see.
        self._late = Faults()
        # Converted values: container, key and JSON value, by the id of the container and the key.
        self._converted: dict[tuple[int, Any], tuple[Any, Any, Any]] = {}

    def run(self) -> Accepted:
        """Decode until no further value can be converted."""
        while True:
            faults = Faults()
            result = self._decode(self._root[0], self._root, 0, faults, self._at)
            self._add_faults(faults.locate(self._root))
            if not self._convert_all(faults):
                break
        value, _ = self._read(result, self._root, 0)
        self._add_faults(self._late.locate(self._root))
        for owner, key, raw in self._converted.values():
            # Values of any type share the containers of the JSON value.
            owner[key] = raw
        return Accepted(value, self._faults)

    def _add_faults(self, faults: list[Fault]) -> None:
        """Add the faults of a round, except those of positions that have a fault already."""
        known = {fault.pointer for fault in self._faults}
        self._faults += [fault for fault in faults if fault.pointer not in known]

    def _convert_all(self, faults: Faults) -> bool:
        """Convert the unambiguous values; return False if there are none."""
        count = len(self._converted)
        for owner, key, expected, got, _ in faults.entries:
            self._convert(owner, key, expected, got)
        return len(self._converted) > count

    def _convert(self, owner: Any, key: Any, expected: str, got: Any) -> None:
        """Replace a JSON value by the one that it means, if that is clear."""
        position = id(owner), key
        conversion = CONVERSIONS.get(expected)
        if conversion is None or got is ABSENT or position in self._converted:
            return
        converted = conversion(got)
        if converted is not ABSENT:
            self._converted[position] = owner, key, got
            owner[key] = converted

    def _read(self, result: Any, owner: Any, key: Any) -> tuple[Any, Received | None]:
        """Return the value of a decoded part, and its record if it contradicts the document."""
        *_, raw = self._converted.get((id(owner), key), (ABSENT,))
        if isinstance(result, Undecoded):
            raw = get_item(owner, key, result.value) if raw is ABSENT else raw
            value = None if raw is ABSENT else raw
            return value, Received(key, value, raw)
        if raw is not ABSENT:
            return result, Received(key, result, raw)
        return self._read_inside(result, get_item(owner, key, None)), None

    def _read_inside(self, result: Any, source: Any) -> Any:
        match result:
            case Encodable():
                self._read_fields(result, source)
            case list():
                items, received = self._read_items(enumerate(result), source)
                if received:
                    return ReceivedList.create(items.values(), received)
                return [*items.values()]
            case tuple():
                items, received = self._read_items(enumerate(result), source)
                if received:
                    return ReceivedTuple.create(items.values(), received)
                return (*items.values(),)
            case dict():
                items, received = self._read_items(result.items(), source)
                return ReceivedDict.create(items, received) if received else items
        return result

    def _read_items(
        self, items: Iterable[tuple[Any, Any]], source: Any
    ) -> tuple[dict[Any, Any], list[Received]]:
        values, records = {}, []
        for key, item in items:
            values[key], record = self._read(item, source, key)
            if record is not None:
                records.append(record)
        return values, records

    def _read_fields(self, model: Any, source: Any) -> None:
        """Set the fields of a decoded model."""
        records, spec = [], model._read_spec()
        for field in spec.fields:
            if not is_set(model, field.name):
                continue
            value = getattr(model, field.name)
            value, record = self._read(value, source, field.wire_name)
            setattr(model, field.name, value)
            if record is not None:
                records.append(Received(field.name, record.value, record.raw))
        absent = [record.key for record in records if record.raw is ABSENT]
        for name in absent:
            delattr(model, name)
        if absent and isinstance(source, dict):
            # The decoder counts keys, so a missing one hides an undeclared one.
            spec.collect_extra(model, source, self._late)
        model._received = (*model._received, *records)
        model.extra = self._read_inside(model.extra, source)


def _copy(value: Any) -> Any:
    match value:
        case dict():
            return {key: _copy(item) for key, item in value.items()}
        case list():
            return [*map(_copy, value)]
    return value


def get_item(owner: Any, key: Any, default: Any) -> Any:
    """Return the JSON value at a position, or the default: positions inside of JSON strings have none."""
    try:
        return owner[key]
    except (LookupError, TypeError):
        return default


# The functions return `ABSENT` for a value whose meaning is not clear.


def _parse_number(value: Any) -> Any:
    """Return the number in a text."""
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        return ABSENT
    try:
        return loads(value)
    except ValueError:  # too many digits
        return ABSENT


def _parse_boolean(value: Any) -> Any:
    """Return the boolean in a text."""
    is_boolean = isinstance(value, str) and value in ("true", "false")
    return value == "true" if is_boolean else ABSENT


def _format_scalar(value: Any) -> Any:
    """Return the JSON text of a number or boolean."""
    if isinstance(value, bool):
        return str(value).lower()
    return _format_number(value)


def _format_number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return ABSENT
    return getattr(value, "literal", None) or repr(value)


def _add_time(value: Any) -> Any:
    """Return the start of the day of a date, without an offset."""
    is_date = isinstance(value, str) and _DATE.fullmatch(value)
    return f"{value}T00:00:00" if is_date else ABSENT


def _remove_time(value: Any) -> Any:
    """Return the date of a date and time, as it is written."""
    if not isinstance(value, str):
        return ABSENT
    try:
        WireDatetime.parse(value)
    except ValueError:
        return ABSENT
    return value[:10]


CONVERSIONS: dict[str, Callable[[Any], Any]] = {
    "an integer": _parse_number,
    "a number": _parse_number,
    "a boolean": _parse_boolean,
    "a string": _format_scalar,
    "a decimal number in a string": _format_number,
    "a date and time (RFC 3339)": _add_time,
    "a date (RFC 3339)": _remove_time,
}
"""Conversions of unambiguous values, by the description of the valid ones."""

# Kinds that `accept_logged` has logged as warnings.
_LOGGED: set[tuple[str, ...]] = set()


def accept_logged(error: InvalidDataError, mode: OnContradiction, label: str) -> Any:
    """Return the value of an error outside of a call, and log its contradictions."""
    accepted = accept(error)
    log_contradictions(accepted.faults, mode, label, _LOGGED)
    return accepted.value


def log_contradictions(
    faults: Iterable[Fault],
    mode: OnContradiction,
    label: str,
    logged: set[tuple[str, ...]],
) -> None:
    """Log contradictions without their values; `warn` logs the first of each kind as a warning.

    `logged` contains the kinds that were logged as warnings before.
    """
    for fault in faults:
        kind = label, fault.declared_at, fault.expected
        is_first = mode == "warn" and kind not in logged
        if is_first:
            logged.add(kind)
        position = fault.declared_at or fault.pointer or "the body"
        log.log(
            logging.WARNING if is_first else logging.DEBUG,
            "%s contradicts the document: expected %s, got %s (%s)",
            label,
            fault.expected,
            describe_kind(fault.got),
            position,
        )


def describe_kind(value: Any) -> str:
    """Return the JSON type of a value, for messages that must not quote it."""
    return _KINDS.get(type(value), "a number")
