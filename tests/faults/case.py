"""A numbered fault: the behaviour of the server, the call, and its expected outcome."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.faults.actions import Actions, Responder
from tests.faults.calls import Call, cancel_run
from tests.faults.server import ServerScript

# Checks a result (a value or an exception) and the server; a true return value is a complaint.
Check = Callable[[Any, ServerScript], object]
VALUE = "a value"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """Expected outcome of a call."""

    # `VALUE`, or the name of the exception's class or of one of its base classes.
    outcome: str = VALUE
    # Number of requests that the server receives; a tuple gives the minimum and the maximum.
    requests: int | tuple[int, ...] = 1
    status: int | None = None
    # `may_have_arrived` of the exception.
    may_have_arrived: bool | None = None
    # Bytes that the exception must keep.
    raw: bytes | None = None
    # Maximum duration in seconds: the limits of the call and a large margin for a busy machine.
    within: float = 10.0
    at_least: float = 0.0
    check: Check | None = None
    # Another client may also return the right value.
    can_succeed: bool = False
    # The server performed the operation, so an error of the vendor's SDK misleads the caller.
    is_done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One fault."""

    number: int
    title: str
    # One sentence for the reader of the case.
    behaviour: str
    responses: tuple[Responder, ...] = ()
    greetings: tuple[Actions, ...] = ()
    # The server's certificate, one of `tls.KINDS`; None: no TLS.
    tls: str | None = None
    # Scheme of the URL, if it differs from the protocol of the server.
    scheme: str | None = None
    # URL of the request, if it is not the fault server's.
    url: str | None = None
    call: Call = cancel_run
    settings: dict[str, Any] = field(default_factory=dict)
    expected: Expected
    # Exceptions to `expected` for an HTTP library that may behave differently.
    expected_by_library: dict[str, Expected] = field(default_factory=dict)
    # The only flavour or HTTP library to which the fault applies.
    only: str = ""
    # Replaces `call`; receives a client variant and the settings of its client.
    custom_call: Callable[[Any, dict[str, Any]], Any] | None = None

    def expected_for(self, library: str) -> Expected:
        """Return the expected outcome of the call through an HTTP library."""
        return self.expected_by_library.get(library, self.expected)


def expect_value(check: Check | None = None, **options: Any) -> Expected:
    """Expect the value that the server sent."""
    return Expected(check=check, **options)


def expect_refusal(status: int, outcome: str, **options: Any) -> Expected:
    """Expect the exception of an error response."""
    return Expected(outcome=outcome, status=status, **options)


def expect_connection_error(
    may_have_arrived: bool | None = True, **options: Any
) -> Expected:
    """Expect a missing or truncated response."""
    defaults = {"outcome": "APIConnectionError", "may_have_arrived": may_have_arrived}
    return Expected(**{**defaults, **options})


def expect_timeout(may_have_arrived: bool | None = True, **options: Any) -> Expected:
    """Expect a missing or truncated response after a time limit."""
    return expect_connection_error(
        may_have_arrived, **{"outcome": "APITimeoutError", **options}
    )


def expect_decode_error(
    raw: bytes | None = None, status: int = 200, **options: Any
) -> Expected:
    """Expect that the body of a success contradicts the document, and that its bytes are kept."""
    return Expected(outcome="APIDecodeError", status=status, raw=raw, **options)


def check_message(text: str) -> Check:
    """Return a check that the message of an error contains a text."""

    def check(error: Any, script: ServerScript) -> object:
        return text not in str(error) and f"{text!r} is missing in {str(error)!r}"

    return check


def check_timeout(text: str) -> Check:
    """Return a check that an error names its limit, and is a `TimeoutError` of Python."""

    def check(error: Any, script: ServerScript) -> object:
        if not isinstance(error, TimeoutError):
            return "not a TimeoutError"
        return check_message(text)(error, script)

    return check
