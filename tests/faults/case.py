"""A numbered fault: what the server does, what is called, and what must come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.faults.acts import Act, Acting
from tests.faults.flows import Flow, cancel
from tests.faults.server import Site

Check = Callable[[Any, Site], object]
"""Looks at the outcome (a value or an error) and at the server; what it gives, if it is true, is a complaint."""
VALUE = "a value"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What must come of a call."""

    outcome: str = VALUE
    """A value, or the name of the exception's class or of a base of it."""
    requests: int | tuple[int, ...] = 1
    """How many reach the server; where several numbers are right, all of them."""
    status: int | None = None
    arrived: bool | None = None
    """What `may_have_arrived` must say."""
    raw: bytes | None = None
    """The bytes that the error must keep."""
    within: float = 10.0
    """Seconds that the call may last: its limits, and a good deal more for a busy machine."""
    at_least: float = 0.0
    check: Check | None = None
    or_value: bool = False
    """Whether another client may as well give the right answer."""
    done: bool = False
    """Whether the server did what was asked, so that a refusal would mislead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One fault."""

    number: int
    title: str
    does: str
    """What the server does, in words."""
    answers: tuple[Acting, ...] = ()
    greetings: tuple[Act, ...] = ()
    tls: str | None = None
    """The certificate that the server shows; None: no TLS."""
    scheme: str | None = None
    """What the URL says, where that is not what the server speaks."""
    url: str | None = None
    """Where the client sends to, where that is no server of ours."""
    flow: Flow = cancel
    settings: dict[str, Any] = field(default_factory=dict)
    expected: Expected
    of: dict[str, Expected] = field(default_factory=dict)
    """What is expected of one HTTP library, where the two may rightly differ."""
    only: str = ""
    """The one flavour or HTTP library that the fault can happen to."""
    play: Callable[[Any, dict[str, Any]], Any] | None = None
    """What is done in the place of a flow, with a way and the settings of its client."""

    def expected_of(self, library: str) -> Expected:
        """What must come of the call through an HTTP library."""
        return self.of.get(library, self.expected)


def value(check: Check | None = None, **told: Any) -> Expected:
    """The right answer."""
    return Expected(check=check, **told)


def refused(status: int, outcome: str, **told: Any) -> Expected:
    """An error answer, told as such."""
    return Expected(outcome=outcome, status=status, **told)


def lost(arrived: bool | None = True, **told: Any) -> Expected:
    """No answer, or one that broke off."""
    return Expected(**{"outcome": "APIConnectionError", "arrived": arrived, **told})


def late(arrived: bool | None = True, **told: Any) -> Expected:
    """No answer in time."""
    return lost(arrived, **{"outcome": "APITimeoutError", **told})


def undecodable(raw: bytes | None = None, status: int = 200, **told: Any) -> Expected:
    """A success whose body is not what the document promises; the bytes are kept."""
    return Expected(outcome="APIDecodeError", status=status, raw=raw, **told)
