"""Leaves: takes facts, gives candidates for a string or a number that keeps them, the likeliest first."""

from __future__ import annotations

import base64
import math
import re
import string
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from random import Random

import rstr

from specpress.mock.constraints import Constraints, bounds

WORDS = (
    "amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heron", "iris", "juniper",
    "kelp", "larch", "maple", "north", "olive", "pearl", "quartz", "river", "sage", "tundra",
)  # fmt: skip
TRIES = 8
SMALL = 100
"""A number that nothing limits is no larger."""
LONGEST = 100_000
"""A string or array that must be longer is not made."""
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
YEAR = 365 * 24 * 3600
LIMITS = {
    "int8": (-(2**7), 2**7 - 1),
    "int16": (-(2**15), 2**15 - 1),
    "int32": (-(2**31), 2**31 - 1),
    "int64": (-(2**63), 2**63 - 1),
    "uint8": (0, 2**8 - 1),
    "uint16": (0, 2**16 - 1),
    "uint32": (0, 2**32 - 1),
    "uint64": (0, 2**64 - 1),
}


def strings(facts: Constraints, random: Random) -> Iterator[str]:
    """Strings: as the format says, as the pattern says, else words of the right length."""
    low, high = facts.least("minLength") or 0, facts.most("maxLength")
    if low > LONGEST:
        return
    for name in facts.all("format"):
        if name in FORMATS:
            yield from (FORMATS[name](random) for _ in range(TRIES))
    patterns = facts.all("pattern")
    if patterns:
        yield from _matching(patterns, low, high, random)
    yield _sized(_words(random), low, high)
    yield from (
        _sized(w, low, high) for w in ("1", "A1", "a-b", "https://example.com/a")
    )


def _words(random: Random) -> str:
    return " ".join(random.sample(WORDS, 2))


def _sized(text: str, low: int, high: int | None) -> str:
    """A text cut or repeated to a length."""
    if len(text) < low:
        text = (f"{text} " * (low // len(text) + 1))[:low]
    text = text if high is None else text[:high]
    return text if text == text.strip() else text.strip().ljust(len(text), "x")


def _matching(
    patterns: list[str], low: int, high: int | None, random: Random
) -> Iterator[str]:
    """TextReader that match: first of each pattern alone, then of one after the other; short before long."""
    alone = [[pattern] for pattern in patterns]
    rows = [*alone, patterns, patterns[::-1]] if len(patterns) > 1 else alone
    top = low + TRIES if high is None else high
    exact = range(max(1, low - 2 * TRIES), min(top, low + TRIES) + 1)
    maker = _Xeger(random)
    for row in rows:
        for least, most in ((0, 3), (0, 1), *((n, n) for n in exact)):
            maker.limit(least, most)
            try:
                for _ in range(TRIES):
                    yield "".join(maker.xeger(_python(pattern)) for pattern in row)
            except FOREIGN:
                break


FOREIGN = (re.error, KeyError, IndexError, ValueError, TypeError, OverflowError)
"""What comes of a pattern that Python or rstr does not understand."""


class _Xeger(rstr.Rstr):
    """rstr, with limits of one's own for repetitions that have none, and signs that are ASCII and seen."""

    def __init__(self, random: Random) -> None:
        super().__init__(random)
        signs = f"{string.ascii_letters}{string.digits}"
        self._cases = {**self._cases, "any": lambda _: random.choice(signs)}

    def limit(self, least: int, most: int) -> None:
        """How often to repeat what may be repeated more often than so."""
        self._least, self._most = least, min(most, LONGEST)

    def _handle_repeat(self, start_range: int, end_range: int, value: str) -> str:
        low, high = int(start_range), int(end_range)
        most = max(low, min(high, self._most))
        least = most if self._least and high > self._least else low
        return "".join(
            self._handle_state(part)
            for _ in range(self._random.randint(least, most))
            for part in value
        )

    def _handle_in(self, value: object) -> object:
        # Of what a class leaves open, a letter or a figure is likeliest to be allowed elsewhere, too.
        found = [super(_Xeger, self)._handle_in(value) for _ in range(4)]
        return next((sign for sign in found if str(sign).isalnum()), found[0])


def _python(pattern: str) -> str:
    """A pattern of JavaScript as Python writes it."""
    named = re.sub(r"\(\?<([A-Za-z_]\w*)>", r"(?P<\1>", pattern)
    return re.sub(r"\\p\{(\w+)\}", lambda found: _CLASSES.get(found[1], r"\w"), named)


_CLASSES = {"L": "[a-zA-Z]", "Lu": "[A-Z]", "Ll": "[a-z]", "N": "[0-9]", "Nd": "[0-9]"}


def _moment(random: Random) -> datetime:
    return EPOCH + timedelta(seconds=random.randrange(YEAR))


def _date_time(random: Random) -> str:
    return _moment(random).strftime("%Y-%m-%dT%H:%M:%SZ")


def _base64(random: Random) -> str:
    return base64.b64encode(_words(random).encode()).decode()


def _address(random: Random) -> str:
    return f"https://example.com/{random.choice(WORDS)}"


def _mail(random: Random) -> str:
    return f"{random.choice(WORDS)}@example.com"


FORMATS: dict[str, Callable[[Random], str]] = {
    "date-time": _date_time,
    "date": lambda random: _moment(random).strftime("%Y-%m-%d"),
    "time": lambda random: _moment(random).strftime("%H:%M:%SZ"),
    "duration": lambda random: f"PT{random.randint(1, 59)}M",
    "uuid": lambda random: str(uuid.UUID(int=random.getrandbits(128), version=4)),
    "email": _mail,
    "idn-email": _mail,
    "hostname": lambda random: f"{random.choice(WORDS)}.example.com",
    "idn-hostname": lambda random: f"{random.choice(WORDS)}.example.com",
    "ipv4": lambda random: f"192.0.2.{random.randint(1, 254)}",
    "ipv6": lambda random: f"2001:db8::{random.randint(1, 0xFFFF):x}",
    "uri": _address,
    "url": _address,
    "iri": _address,
    "uri-reference": _address,
    "iri-reference": _address,
    "uri-template": lambda random: f"{_address(random)}/{{id}}",
    "json-pointer": lambda random: f"/{random.choice(WORDS)}",
    "relative-json-pointer": lambda random: f"{random.randint(0, 9)}/{random.choice(WORDS)}",
    "regex": lambda random: f"^{random.choice(WORDS)}$",
    "byte": _base64,
    "base64": _base64,
    "decimal": lambda random: f"{random.randint(1, SMALL)}.{random.randint(10, 99)}",
    "int64": lambda random: str(random.randint(1, SMALL)),
    "int32": lambda random: str(random.randint(1, SMALL)),
}


def integers(facts: Constraints, random: Random) -> Iterator[int]:
    """Whole numbers within the limits."""
    yield from (int(n) for n in _numbers(facts, random, Fraction(1)))


def numbers(facts: Constraints, random: Random) -> Iterator[float]:
    """Numbers within the limits, with two decimals where that fits."""
    for step in (Fraction(1, 100), Fraction(1, 10**9)):
        for found in _numbers(facts, random, step):
            yield int(found) if found.denominator == 1 else float(found)
    low, high = bounds(facts)
    yield from (limit for limit in (low, high) if math.isfinite(limit))


def _numbers(facts: Constraints, random: Random, step: Fraction) -> Iterator[Fraction]:
    """Multiples of what they must be multiples of, else of `step`."""
    low, high = bounds(facts)
    for name in facts.all("format"):
        least, most = LIMITS.get(name, (low, high))
        low, high = max(low, least), min(high, most)
    steps = [Fraction(str(n)) for n in facts.all("multipleOf")]
    if steps:
        step = _common(steps if step != 1 else [*steps, Fraction(1)])
    first, last = _range(low, high, step)
    if first > last:
        return
    for _ in range(TRIES):
        yield random.randint(first, last) * step
    yield from (first * step, last * step)


def _common(steps: list[Fraction]) -> Fraction:
    """The least common multiple."""
    found = steps[0]
    for step in steps[1:]:
        top = math.lcm(found.numerator, step.numerator)
        found = Fraction(top, math.gcd(found.denominator, step.denominator))
    return found


def _range(low: float, high: float, step: Fraction) -> tuple[int, int]:
    """Which multiples are within the limits; a side that has none is set near the other, or near zero."""
    reach = max(SMALL, math.ceil(step)) if step >= 1 else SMALL
    if math.isinf(low):
        low = 1 if high > 1 else 0 if high >= 0 else high - reach
    if math.isinf(high):
        high = low + reach - 1
    return math.ceil(_exact(low) / step), math.floor(_exact(high) / step)


def _exact(number: float) -> Fraction:
    return Fraction(number)
