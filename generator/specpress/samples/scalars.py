"""Candidates for strings and numbers under constraints, the most likely first."""

from __future__ import annotations

import base64
import math
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from random import Random

from specpress.samples.constraints import Constraints, number_range
from specpress.samples.patterns.formats import FORMAT_PATTERNS
from specpress.samples.patterns.generate import generate_matches
from specpress.schema.dialect import FORMAT_HINT

WORDS = (
    "amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heron", "iris", "juniper",
    "kelp", "larch", "maple", "north", "olive", "pearl", "quartz", "river", "sage", "tundra",
)  # fmt: skip
ATTEMPTS = 8
# Upper limit of numbers that the document does not limit.
DEFAULT_MAXIMUM = 100
# Of the numbers within limits; larger ranges are those of a format.
MAX_SPREAD = 10**9
# Longer strings and arrays are not generated.
MAX_LENGTH = 100_000
# Moments are samples too, so they must not depend on the clock.
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
SECONDS_PER_YEAR = 365 * 24 * 3600
FORMAT_RANGES = {
    "int8": (-(2**7), 2**7 - 1),
    "int16": (-(2**15), 2**15 - 1),
    "int32": (-(2**31), 2**31 - 1),
    "int64": (-(2**63), 2**63 - 1),
    "uint8": (0, 2**8 - 1),
    "uint16": (0, 2**16 - 1),
    "uint32": (0, 2**32 - 1),
    "uint64": (0, 2**64 - 1),
}


# Values of `contentEncoding` for the text of the format `byte`.
BASE64 = ("base64", "base64url")


def generate_strings(constraints: Constraints, random: Random) -> Iterator[str]:
    """Yield strings that match the format, then all constraints, then less of them."""
    low = constraints.lower_limit("minLength") or 0
    high = constraints.upper_limit("maxLength")
    if low > MAX_LENGTH:
        return
    formats, patterns = _list_formats(constraints), constraints.values_of("pattern")
    for name in formats:
        if name in FORMATS:
            yield from (FORMATS[name](random) for _ in range(ATTEMPTS))
    for name in formats:
        if name in FORMAT_PATTERNS:
            combined = [FORMAT_PATTERNS[name], *patterns]
            yield from generate_matches(combined, low, high, random)
    if patterns:
        yield from generate_matches(patterns, low, high, random)
        # Without those that the generator does not support.
        for pattern in patterns:
            yield from generate_matches([pattern], low, high, random)
    yield _fit_length(_random_words(random), low, high)
    yield from (
        _fit_length(text, low, high)
        for text in ("1", "A1", "a-b", "https://example.com/a")
    )


def _list_formats(constraints: Constraints) -> list[str]:
    encodings = constraints.values_of("contentEncoding")
    formats = ["byte"] if any(e in BASE64 for e in encodings) else []
    return [
        *formats,
        *constraints.values_of("format"),
        *constraints.values_of(FORMAT_HINT),
    ]


def _random_words(random: Random) -> str:
    return " ".join(random.sample(WORDS, 2))


def _fit_length(text: str, low: int, high: int | None) -> str:
    """Repeat or cut a text to a length between the limits."""
    if len(text) < low:
        text = (f"{text} " * (low // len(text) + 1))[:low]
    text = text if high is None else text[:high]
    return text if text == text.strip() else text.strip().ljust(len(text), "x")


def _random_moment(random: Random) -> datetime:
    return EPOCH + timedelta(seconds=random.randrange(SECONDS_PER_YEAR))


def _random_date_time(random: Random) -> str:
    return _random_moment(random).strftime("%Y-%m-%dT%H:%M:%SZ")


def _random_base64(random: Random) -> str:
    return base64.b64encode(_random_words(random).encode()).decode()


def _random_url(random: Random) -> str:
    return f"https://example.com/{random.choice(WORDS)}"


def _random_email(random: Random) -> str:
    return f"{random.choice(WORDS)}@example.com"


FORMATS: dict[str, Callable[[Random], str]] = {
    "date-time": _random_date_time,
    "date": lambda random: _random_moment(random).strftime("%Y-%m-%d"),
    "time": lambda random: _random_moment(random).strftime("%H:%M:%SZ"),
    "duration": lambda random: f"PT{random.randint(1, 59)}M",
    "uuid": lambda random: str(uuid.UUID(int=random.getrandbits(128), version=4)),
    "email": _random_email,
    "idn-email": _random_email,
    "hostname": lambda random: f"{random.choice(WORDS)}.example.com",
    "idn-hostname": lambda random: f"{random.choice(WORDS)}.example.com",
    "ipv4": lambda random: f"192.0.2.{random.randint(1, 254)}",
    "ipv6": lambda random: f"2001:db8::{random.randint(1, 0xFFFF):x}",
    "uri": _random_url,
    "url": _random_url,
    "iri": _random_url,
    "uri-reference": _random_url,
    "iri-reference": _random_url,
    "uri-template": lambda random: f"{_random_url(random)}/{{id}}",
    "json-pointer": lambda random: f"/{random.choice(WORDS)}",
    "relative-json-pointer": lambda random: f"{random.randint(0, 9)}/{random.choice(WORDS)}",
    "regex": lambda random: f"^{random.choice(WORDS)}$",
    "byte": _random_base64,
    "base64": _random_base64,
    "decimal": lambda random: f"{random.randint(1, DEFAULT_MAXIMUM)}.{random.randint(10, 99)}",
    "int64": lambda random: str(random.randint(1, DEFAULT_MAXIMUM)),
    "int32": lambda random: str(random.randint(1, DEFAULT_MAXIMUM)),
}


def generate_integers(constraints: Constraints, random: Random) -> Iterator[int]:
    """Yield integers within the limits."""
    yield from (int(n) for n in _multiples(constraints, random, Fraction(1)))


def generate_numbers(constraints: Constraints, random: Random) -> Iterator[float]:
    """Yield numbers within the limits, with two decimals if the limits allow it."""
    for step in (Fraction(1, 100), Fraction(1, 10**9)):
        for number in _multiples(constraints, random, step):
            yield int(number) if number.denominator == 1 else float(number)
    low, high = number_range(constraints)
    yield from (limit for limit in (low, high) if math.isfinite(limit))


def _multiples(
    constraints: Constraints, random: Random, step: Fraction
) -> Iterator[Fraction]:
    """Yield multiples of ``multipleOf``, or of `step` without that keyword."""
    low, high = number_range(constraints)
    # Through `str`, so that 0.01 is one hundredth and not the nearest binary fraction.
    steps = [Fraction(str(n)) for n in constraints.values_of("multipleOf")]
    if steps:
        step = _least_common_multiple(steps if step != 1 else [*steps, Fraction(1)])
    first, last = _factor_range(low, high, step)
    for name in constraints.values_of("format"):
        least, most = FORMAT_RANGES.get(name, (first * step, last * step))
        first = max(first, math.ceil(Fraction(least) / step))
        last = min(last, math.floor(Fraction(most) / step))
    if first > last:
        return
    if last - first > MAX_SPREAD and first <= 1 <= last:
        # Limits that mean no more than a format: many servers reject larger integers.
        first, last = 1, min(last, DEFAULT_MAXIMUM)
    for _ in range(ATTEMPTS):
        yield random.randint(first, last) * step
    yield from (first * step, last * step)


def _least_common_multiple(steps: list[Fraction]) -> Fraction:
    multiple = steps[0]
    for step in steps[1:]:
        numerator = math.lcm(multiple.numerator, step.numerator)
        multiple = Fraction(numerator, math.gcd(multiple.denominator, step.denominator))
    return multiple


def _factor_range(low: float, high: float, step: Fraction) -> tuple[int, int]:
    """Return the first and the last factor of `step` within the limits.

    A missing limit is set near the other one, or near zero.
    """
    width = max(DEFAULT_MAXIMUM, math.ceil(step)) if step >= 1 else DEFAULT_MAXIMUM
    if math.isinf(low):
        low = 1 if high > 1 else 0 if high >= 0 else high - width
    if math.isinf(high):
        high = low + width - 1
    return math.ceil(Fraction(low) / step), math.floor(Fraction(high) / step)
