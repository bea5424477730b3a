"""FaultInjection: takes the flags of the command and the headers of a request, gives what the answer shall suffer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

LATENCY, STATUS, TRUNCATE, DROP = (
    "x-mock-latency",
    "x-mock-status",
    "x-mock-truncate",
    "x-mock-drop",
)


class InvalidMockHeader(ValueError):
    """A header asks for something that there is not."""


@dataclass(frozen=True, slots=True)
class FaultInjection:
    """What an answer suffers."""

    latency: float = 0.0
    """Seconds before it is sent."""
    status: int | None = None
    """The status that is answered, whatever was asked."""
    truncate: int | None = None
    """After so many bytes of the body, the connection is closed."""
    drop: bool = False
    """Whether the connection is closed before anything is sent."""
    every: int = 1
    """Each so-many-th request suffers what is not asked by a header."""

    def befalls(self, number: int) -> FaultInjection:
        """What the request of a number, from 1, suffers of itself."""
        return self if number % self.every == 0 else FaultInjection()

    def asked_by(self, headers: Mapping[str, str]) -> FaultInjection:
        """The same with what a request asks for itself.

        Raises:
            InvalidMockHeader: it asks for something that there is not.
        """
        found = self
        if LATENCY in headers:
            found = replace(found, latency=_number(headers, LATENCY, 3600.0))
        if STATUS in headers:
            found = replace(found, status=int(_number(headers, STATUS, 599.0, 200.0)))
        if TRUNCATE in headers:
            found = replace(found, truncate=int(_number(headers, TRUNCATE, 1e9)))
        if DROP in headers:
            found = replace(
                found,
                drop=headers[DROP].strip().lower() not in ("", "0", "false", "no"),
            )
        return found


def _number(
    headers: Mapping[str, str], name: str, most: float, least: float = 0.0
) -> float:
    try:
        found = float(headers[name])
    except ValueError:
        found = -1.0
    if not least <= found <= most:
        raise InvalidMockHeader(
            f"{name} must be a number from {least:g} to {most:g}, not {headers[name]!r}"
        )
    return found
