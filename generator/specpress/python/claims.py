"""Claims of fields and enum members to their names."""

from __future__ import annotations

from functools import lru_cache

from specpress import ir
from specpress.python.names import Claim, describe_differences, screaming, snake
from specpress.python.names.case import CACHE_SIZE


# Cached: most objects of a document have fields in common, such as `id` and `name`.
@lru_cache(CACHE_SIZE)
def claim_field(wire: str, chosen: str | None = None) -> Claim:
    """Return the claim of a field by its JSON key, or by the name that the document chooses."""
    if chosen is not None:
        return Claim(wire, (snake(chosen), snake(wire), snake(f"{wire} field")))
    longer = map(snake, (*describe_differences(wire), f"{wire} field"))
    # A key that already is a Python name has precedence over others.
    return Claim(wire, (snake(wire), *longer), int(snake(wire) != wire))


def claim_member(member: ir.Member) -> Claim:
    """Return the claim of an enum member."""
    return _claim_value(member.value, member.name)


@lru_cache(CACHE_SIZE)
def _claim_value(member: str | int, name: str | None) -> Claim:
    text = _get_words(member, name)
    value = member if isinstance(member, str) else text
    candidates = (text, value, *describe_differences(value), f"{value} value")
    # Values that already are Python names have precedence, then those in lower case.
    rank = 0 if screaming(text) == value else 2 - value.islower()
    return Claim(str(member), tuple(map(screaming, candidates)), rank)


def _get_words(member: str | int, name: str | None) -> str:
    """Return the name that the document declares for a member, or else its value."""
    value = name or member
    return value if isinstance(value, str) else f"value {value}".replace("-", "minus ")
