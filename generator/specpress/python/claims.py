"""Claims of fields and enum members to their names."""

from __future__ import annotations

from specpress import ir
from specpress.python.names import Claim, describe_differences, screaming, snake


def claim_field(wire: str, chosen: str | None = None) -> Claim:
    """Return the claim of a field by its JSON key, or by the name that the document chooses."""
    if chosen is not None:
        return Claim(wire, (snake(chosen), snake(wire), snake(f"{wire} field")))
    longer = map(snake, (*describe_differences(wire), f"{wire} field"))
    # A key that already is a Python name has precedence over others.
    return Claim(wire, (snake(wire), *longer), int(snake(wire) != wire))


def claim_member(member: ir.Member) -> Claim:
    """Return the claim of an enum member."""
    text = _member_words(member)
    value = member.value if isinstance(member.value, str) else text
    candidates = (text, value, *describe_differences(value), f"{value} value")
    # Values that already are Python names have precedence, then those in lower case.
    rank = 0 if screaming(text) == value else 2 - value.islower()
    return Claim(str(member.value), tuple(map(screaming, candidates)), rank)


def _member_words(member: ir.Member) -> str:
    """Return the name that the document declares for a member, or else its value."""
    value = member.name or member.value
    return value if isinstance(value, str) else f"value {value}".replace("-", "minus ")
