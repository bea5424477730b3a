"""Fault injection: delays, error statuses and broken connections, by option or by header."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from specpress.mock.preferences import STATUS_HEADER

LATENCY_HEADER = "x-mock-latency"
TRUNCATE_HEADER = "x-mock-truncate"
DROP_HEADER = "x-mock-drop"
FALSE_VALUES = ("", "0", "false", "no")


class InvalidMockHeader(ValueError):
    """A header of fault injection has an invalid value."""


@dataclass(frozen=True, slots=True)
class FaultInjection:
    """The faults to inject into responses.

    Attributes:
        latency: Seconds to wait before the response.
        status: The status to respond with, regardless of the request.
        truncate: The number of body bytes after which the connection is closed.
        drop: Whether to close the connection instead of responding.
        every: The interval of affected requests: 3 means every third one.
    """

    latency: float = 0.0
    status: int | None = None
    truncate: int | None = None
    drop: bool = False
    every: int = 1

    def applies_to(self, number: int) -> bool:
        """Return whether the request with this number, counted from 1, is affected."""
        return number % self.every == 0

    def for_request(self, number: int, headers: Mapping[str, str]) -> FaultInjection:
        """Return the faults for one request; its headers take precedence.

        Raises:
            InvalidMockHeader: A header has an invalid value.
        """
        faults = self if self.applies_to(number) else FaultInjection()
        if LATENCY_HEADER in headers:
            latency = _parse_number(headers, LATENCY_HEADER, 3600.0)
            faults = replace(faults, latency=latency)
        if STATUS_HEADER in headers:
            status = int(_parse_number(headers, STATUS_HEADER, 599.0, 200.0))
            faults = replace(faults, status=status)
        if TRUNCATE_HEADER in headers:
            truncate = int(_parse_number(headers, TRUNCATE_HEADER, 1e9))
            faults = replace(faults, truncate=truncate)
        if DROP_HEADER in headers:
            drop = headers[DROP_HEADER].strip().lower() not in FALSE_VALUES
            faults = replace(faults, drop=drop)
        return faults


def _parse_number(
    headers: Mapping[str, str], name: str, most: float, least: float = 0.0
) -> float:
    try:
        number = float(headers[name])
    except ValueError:
        number = -1.0
    # NaN fails this comparison too.
    if not least <= number <= most:
        raise InvalidMockHeader(
            f"header {name!r} must be a number from {least:g} to {most:g}, got {headers[name]!r}"
        )
    return number
