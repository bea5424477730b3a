"""Texts of dates, times and numbers in many forms: the value is the one that their parts denote."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone
from fractions import Fraction
from typing import Any

import pytest
from extend_client._runtime.codec import types
from extend_client._runtime.codec.codec import SENDING, InvalidDataError
from extend_client._runtime.codec.wire_texts import WireDecimal, parse_bytes
from extend_client._runtime.json.json import dumps, loads
from hypothesis import example, given
from hypothesis import strategies as st

from specpress.document.formats import is_base64, is_decimal

# Almost base64 or a decimal number, with the characters that only some readers accept.
NEARLY_BASE64 = st.text("Ab9+/-_= \r\n\u00e9", max_size=9)
NEARLY_DECIMAL = st.text("019.+-eE_ NaInf\u0663", max_size=9)
DAYS = st.dates(date(1, 1, 2), date(9999, 12, 30))
OFFSETS: dict[str, timezone | None] = {
    "": None,
    "Z": UTC,
    "z": UTC,
    "+00:00": UTC,
    "-0000": UTC,
    "+00": UTC,
    "+05:30": timezone(timedelta(hours=5, minutes=30)),
    "-0330": timezone(-timedelta(hours=3, minutes=30)),
    "+01": timezone(timedelta(hours=1)),
}
SEPARATORS = st.sampled_from("Tt ")
BLANKS = st.sampled_from(["", " "])
FRACTIONS = st.sampled_from(["", ".0", ",5", ".123", ".123456", ".1234567899"])
# Almost a date and time: digits and signs at any place.
NEARLY = st.text("0123456789-:.,TtZz+ W", max_size=30)


@st.composite
def clocks(draw: st.DrawFn) -> tuple[str, timedelta]:
    """Draw a time of day in some form, and the time since midnight."""
    hour, minute = draw(st.integers(0, 23)), draw(st.integers(0, 59))
    elapsed = timedelta(hours=hour, minutes=minute)
    text = f"{hour:02}:{minute:02}"
    if draw(st.booleans()):
        second, fraction = draw(st.integers(0, 59)), draw(FRACTIONS)
        text += f":{second:02}{fraction}"
        microseconds = int(fraction[1:7].ljust(6, "0"))
        elapsed += timedelta(seconds=second, microseconds=microseconds)
    return text, elapsed


def round_trip(kind: str, text: str) -> Any:
    """Return the value of a text; it must be encoded as this text."""
    value = types.decode_value(kind, text)
    assert types.encode_value(kind, value, SENDING) == text
    return value


@given(DAYS, SEPARATORS, clocks(), BLANKS, st.sampled_from([*OFFSETS]))
def test_date_time_denotes_its_parts(
    day: date, separator: str, clock: tuple[str, timedelta], blank: str, offset: str
) -> None:
    text = f"{day}{separator}{clock[0]}{blank if offset else ''}{offset}"
    value = round_trip("datetime", text)
    midnight = datetime.combine(day, time(), OFFSETS[offset])
    assert value == midnight + clock[1]
    assert value.utcoffset() == midnight.utcoffset()


@given(clocks(), BLANKS, st.sampled_from([*OFFSETS]))
def test_time_denotes_its_parts(
    clock: tuple[str, timedelta], blank: str, offset: str
) -> None:
    value = round_trip("time", f"{clock[0]}{blank if offset else ''}{offset}")
    midnight = datetime(2024, 3, 21, tzinfo=OFFSETS[offset])
    assert value == (midnight + clock[1]).timetz()


@given(DAYS, SEPARATORS, clocks(), BLANKS, st.sampled_from([*OFFSETS]))
def test_date_time_is_a_date_only_at_midnight(
    day: date, separator: str, clock: tuple[str, timedelta], blank: str, offset: str
) -> None:
    text = f"{day}{separator}{clock[0]}{blank if offset else ''}{offset}"
    is_midnight = not clock[1] and not clock[0][8:].strip("0.,")
    if is_midnight and OFFSETS[offset] in (None, UTC):
        value = round_trip("date", text)
        assert (value, hash(value)) == (day, hash(day))
    else:
        with pytest.raises(InvalidDataError):
            types.decode_value("date", text)


@given(DAYS, SEPARATORS, st.sampled_from(["", ":00", ":00.000", ":00,0"]))
def test_24_hours_are_the_next_midnight(
    day: date, separator: str, seconds: str
) -> None:
    value = round_trip("datetime", f"{day}{separator}24:00{seconds}Z")
    expected = datetime.combine(day, time(), UTC) + timedelta(days=1)
    assert value == expected


@given(NEARLY | st.text(max_size=20), st.sampled_from(["datetime", "date", "time"]))
@example("2024-03-21T16:45.5Z", "datetime")
@example("2024-W12-4", "date")
def test_any_text_is_refused_or_kept(text: str, kind: str) -> None:
    with contextlib.suppress(InvalidDataError):
        round_trip(kind, text)


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """Draw the JSON text of a number."""
    text = draw(st.sampled_from(["", "-"])) + str(draw(st.integers(0, 10**20)))
    if draw(st.booleans()):
        text += "." + draw(st.text("0123456789", min_size=1, max_size=20))
    if draw(st.booleans()):
        text += draw(st.sampled_from("eE")) + str(draw(st.integers(-30, 30)))
    return text


@given(numbers())
@example("9007199254740993.5")
@example("0.99999999999999999999")
@example("1e23")
def test_number_is_an_integer_if_it_has_no_fraction(text: str) -> None:
    number = Fraction(text)
    if number.denominator == 1:
        assert types.decode_value("int", loads(text)) == number
    else:
        with pytest.raises(InvalidDataError):
            types.decode_value("int", loads(text))


@given(numbers())
def test_number_keeps_its_digits(text: str) -> None:
    value = types.decode_value("float", loads(text))
    sent = dumps(types.encode_value("float", value, SENDING)).decode()
    assert Fraction(sent) == Fraction(text)


@given(numbers(), st.integers(-(10**20), 10**20))
@example("1e23", 10**23)
@example("9007199254740993.0", 9007199254740993)
@example("1.00000000000000000001", 1)
def test_constant_equals_a_number_with_the_same_digits(
    text: str, constant: int
) -> None:
    for candidate in (constant, int(Fraction(text))):
        annotation = f"Literal[{candidate}]"
        if Fraction(text) == candidate:
            assert types.decode_value(annotation, loads(text)) == candidate
        else:
            with pytest.raises(InvalidDataError):
                types.decode_value(annotation, loads(text))


@given(st.sampled_from([True, False, None, "1", [1], {"a": 1}]))
def test_only_numbers_are_integers(value: Any) -> None:
    for annotation in ("int", "float", "Literal[1]", "Literal[0]"):
        with pytest.raises(InvalidDataError):
            types.decode_value(annotation, json.loads(json.dumps(value)))


@given(NEARLY_BASE64)
@example("YQ")
@example("-_8=")
def test_generator_and_client_accept_the_same_base64(text: str) -> None:
    assert is_base64(text) is _is_read(parse_bytes, text)


@given(NEARLY_DECIMAL)
@example("")
@example("NaN")
def test_generator_and_client_accept_the_same_decimals(text: str) -> None:
    assert is_decimal(text) is _is_read(WireDecimal.parse, text)


def _is_read(parse: Callable[[str], Any], text: str) -> bool:
    try:
        parse(text)
    except (ValueError, ArithmeticError):
        return False
    return True
