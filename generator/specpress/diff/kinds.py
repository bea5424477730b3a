"""The kinds of changes: area, action, direction, and the effect on programs.

A verdict is about a program that uses the changed part. `tests/diff/cases/` proves each of them by running one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from specpress.diff.changes import Direction, Severity, Verdict
from specpress.diff.kind_tables import (
    FURTHER,
    MESSAGES,
    VALUE_AREAS,
    VALUE_VERDICTS,
    list_exceptions,
)

SEVERITIES = {
    "-": Severity.NONE,
    "safe": Severity.SAFE,
    "risky": Severity.RISKY,
    "breaking": Severity.BREAKING,
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of changes."""

    code: str
    area: str
    action: str
    direction: Direction | None
    deployed: Verdict
    regenerated: Verdict
    message: str
    """A sentence with the placeholders `noun`, `old` and `new`."""


@cache
def load_kinds() -> Mapping[str, Kind]:
    """Return all kinds by their codes."""
    kinds = {kind.code: kind for kind in (*_list_value_kinds(), *_list_further_kinds())}
    return MappingProxyType(kinds)


def _list_value_kinds() -> Iterator[Kind]:
    """Yield the kinds of changes to the values that a client sends or receives."""
    exceptions = list_exceptions()
    for area, direction in VALUE_AREAS.items():
        for action, verdicts in VALUE_VERDICTS[direction].items():
            code = f"{area}-{action}"
            texts = exceptions.get(code, verdicts)
            if texts is not None:
                message = MESSAGES[action]
                yield _create(area, action, direction, texts, message)


def _list_further_kinds() -> Iterator[Kind]:
    for line in FURTHER:
        area, action, direction, deployed, regenerated, message = line
        yield _create(area, action, direction, (deployed, regenerated), message)


def _create(
    area: str, action: str, direction: str, verdicts: tuple[str, str], message: str
) -> Kind:
    deployed, regenerated = map(_parse_verdict, verdicts)
    way = Direction(direction) if direction else None
    return Kind(f"{area}-{action}", area, action, way, deployed, regenerated, message)


def _parse_verdict(text: str) -> Verdict:
    """Return the verdict of a text such as `breaking wire`."""
    severity, _, stage = text.partition(" ")
    return Verdict(SEVERITIES[severity], stage or None)
