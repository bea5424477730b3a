"""Values that keep the text that they were read from, so that encoding returns it unchanged.

Texts in another form than the specification's are read if their meaning is certain: a date and time
without seconds, a blank for ``T``, ``+0000``, or midnight where a date is declared.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Self
from uuid import UUID


class WireText:
    """Mixin of values that keep their original text, so that encoding preserves it."""

    __slots__ = ()
    text: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Parse a text.

        Raises:
            ValueError: the text is invalid.
        """
        value = cls._parse(text)
        object.__setattr__(value, "text", text)
        return value

    @classmethod
    def _parse(cls, text: str) -> Self:
        raise NotImplementedError

    def __repr__(self) -> str:
        text, name = super().__repr__(), f"{type(self).__name__}("
        if not text.startswith(name):
            return text
        kind: type = type(self).__mro__[2]
        module = "datetime." if kind.__module__ == "datetime" else ""
        return f"{module}{kind.__name__}({text.removeprefix(name)}"

    def __reduce_ex__(self, protocol: Any) -> Any:
        if hasattr(self, "text"):
            return type(self).parse, (self.text,)
        return super().__reduce_ex__(protocol)


# Groups: hour, minute, second, fraction, offset.
_CLOCK = r"(\d\d):?(\d\d)(?::?(\d\d)([.,]\d+)?)? ?(Z|[+-]\d[\d:]*)?"
_TIME = re.compile(_CLOCK, re.ASCII | re.IGNORECASE)
_DATETIME = re.compile(rf"(.{{10}})[T ]{_CLOCK}", re.ASCII | re.IGNORECASE)
_MIDNIGHT = re.compile(
    r"(.{10})[T ]00:?00(?::?00([.,]0+)?)? ?(Z|[+-]00(:?00)?)?", re.IGNORECASE
)


class WireDatetime(WireText, datetime):
    """Date and time; the text preserves digits below a microsecond."""

    __slots__ = ("text",)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Parse a text; the usual form without further calls, because there are many of them."""
        if text[10:11] == "T" and text[16:17] == ":":
            try:
                value = cls.fromisoformat(text)
            except ValueError:
                return super().parse(text)
            value.text = text
            return value
        return super().parse(text)

    @classmethod
    def _parse(cls, text: str) -> Self:
        match = _DATETIME.fullmatch(text)
        if match is None:
            raise ValueError("not a date and time")
        day, hour, minute, second, fraction, offset = match.groups("")
        added = timedelta()
        if hour == "24" and not (minute + second + fraction).strip("0.,"):
            hour, added = "00", timedelta(days=1)
        # Python has no leap seconds: 23:59:60 becomes 00:00:00 of the next day.
        if second == "60":
            second, added = "59", timedelta(seconds=1)
        clock = f"{hour}:{minute}:{second or '00'}{fraction}{offset.upper()}"
        moment = cls.fromisoformat(f"{day}T{clock}")
        try:
            return moment + added if added else moment
        except OverflowError:
            raise ValueError("after the year 9999") from None


class WireDate(WireText, date):
    """Date whose text has another form, such as a date and time at midnight."""

    __slots__ = ("text",)

    @classmethod
    def _parse(cls, text: str) -> Self:
        match = _MIDNIGHT.fullmatch(text)
        day = match[1] if match else text
        if len(day) != 10:
            raise ValueError("not a full date")
        return cls.fromisoformat(day)


class WireTime(WireText, time):
    """Time of day; a leap second becomes the second before it."""

    __slots__ = ("text",)

    @classmethod
    def _parse(cls, text: str) -> Self:
        match = _TIME.fullmatch(text)
        if match is None or text[2] != ":" or match[1] == "24":
            raise ValueError("not a time of day")
        hour, minute, second, fraction, offset = match.groups("")
        second = "59" if second == "60" else second or "00"
        return cls.fromisoformat(f"{hour}:{minute}:{second}{fraction}{offset.upper()}")


_UUID = re.compile(
    r"(?:urn:uuid:)?(\{)?([0-9a-f]{8}(-?)[0-9a-f]{4}(?:\3[0-9a-f]{4}){2}\3[0-9a-f]{12})(?(1)\})",
    re.IGNORECASE | re.ASCII,
)


class WireUUID(WireText, UUID):
    """UUID; the text preserves capital letters, braces and missing hyphens."""

    __slots__ = ("text",)

    @classmethod
    def _parse(cls, text: str) -> Self:
        match = _UUID.fullmatch(text)
        if match is None:
            raise ValueError("not a UUID")
        return cls(int=int(match[2].replace("-", ""), 16))


class WireDecimal(WireText, Decimal):
    """Decimal number; the text preserves zeros and exponents."""

    __slots__ = ("text",)

    @classmethod
    def _parse(cls, text: str) -> Self:
        value = cls(text)
        if not value.is_finite():
            raise ValueError("not a finite number")
        return value


class WireBytes(WireText, bytes):
    """Bytes whose base64 text differs from the result of `encode_bytes`."""

    @classmethod
    def _parse(cls, text: str) -> Self:
        return cls(_decode_base64(text))


_URL_SAFE = str.maketrans("-_", "+/", "\r\n")


def _decode_base64(text: str) -> bytes:
    """Decode base64, also with the URL-safe alphabet, without padding, or with line breaks."""
    plain = text.translate(_URL_SAFE).rstrip("=")
    return b64decode(plain + "=" * (-len(plain) % 4), validate=True)


def parse_bytes(text: str) -> bytes:
    """Parse base64 text."""
    value = _decode_base64(text)
    is_canonical = b64encode(value) == text.encode("ascii", "replace")
    return value if is_canonical else WireBytes.parse(text)


def parse_date(text: str) -> date:
    """Parse a date, or a date and time at midnight without an offset or in UTC."""
    if len(text) == 10 and text[7] == "-":
        return date.fromisoformat(text)
    return WireDate.parse(text)
