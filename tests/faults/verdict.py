"""Verdict on the outcome of a call: survived or not, and whether it misleads the caller."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.faults.case import VALUE, Case, Expected
from tests.faults.client_variants import Outcome
from tests.faults.secret_scan import format_everything, secrets_in
from tests.faults.server import ServerScript


@dataclass(frozen=True, slots=True)
class Verdict:
    """Verdict on one case and one client variant."""

    case: Case
    variant: str
    complaints: tuple[str, ...]
    # A false success, a discarded response or a request that must not be repeated.
    is_misleading: bool
    leaked: frozenset[str]
    summary: str

    @property
    def has_survived(self) -> bool:
        """Return whether the outcome is as expected and leaks nothing."""
        return not self.complaints and not self.leaked


def judge(
    case: Case, variant: str, library: str, outcome: Outcome, script: ServerScript
) -> Verdict:
    """Compare an outcome with the expected one."""
    expected = case.expected_for(library)
    misleading = [*_misleading_complaints(expected, outcome, script)]
    others = [*_other_complaints(expected, outcome, script)]
    if not misleading and not others:
        others += _check_complaints(expected, outcome, script)
    leaked = secrets_in(format_everything(outcome.error)) if outcome.error else set()
    return Verdict(
        case,
        variant,
        (*misleading, *others),
        bool(misleading),
        frozenset(leaked),
        describe(outcome),
    )


def describe(outcome: Outcome) -> str:
    """Return an outcome in a few words."""
    error = outcome.error
    if error is None:
        return f"value {str(outcome.value)[:60]!r}"
    return f"{type(error).__name__}: {str(error)[:160]}"


def _misleading_complaints(
    expected: Expected, outcome: Outcome, script: ServerScript
) -> Iterator[str]:
    error = outcome.error
    if error is None and expected.outcome != VALUE:
        yield f"success instead of {expected.outcome}"
    if error is not None and expected.outcome == VALUE and script.requests:
        yield f"the response was discarded: {describe(outcome)}"
    maximum = max(_request_counts(expected.requests))
    if len(script.requests) > maximum:
        yield f"{len(script.requests)} requests instead of {expected.requests}"
    if getattr(error, "may_have_arrived", True) is False and script.requests:
        yield "may_have_arrived is False, but the request arrived"


def _other_complaints(
    expected: Expected, outcome: Outcome, script: ServerScript
) -> Iterator[str]:
    if outcome.error is None or expected.outcome == VALUE:
        if outcome.error is not None and not script.requests:
            yield f"not a value: {describe(outcome)}"
    else:
        yield from _error_complaints(expected, outcome.error)
    if len(script.requests) < min(_request_counts(expected.requests)):
        yield f"{len(script.requests)} requests instead of {expected.requests}"
    if not expected.at_least <= outcome.elapsed <= expected.within:
        yield f"took {outcome.elapsed:.2f} s"


def _check_complaints(
    expected: Expected, outcome: Outcome, script: ServerScript
) -> Iterator[str]:
    if expected.check is not None:
        result = outcome.value if outcome.error is None else outcome.error
        if complaint := expected.check(result, script):
            yield str(complaint)


def _error_complaints(expected: Expected, error: BaseException) -> Iterator[str]:
    names = [kind.__name__ for kind in type(error).__mro__]
    if expected.outcome not in names:
        yield f"{type(error).__name__} instead of {expected.outcome}: {error}"
    for name, wanted in (
        ("status", expected.status),
        ("may_have_arrived", expected.may_have_arrived),
        ("raw", expected.raw),
    ):
        actual = getattr(error, name, None)
        if wanted is not None and actual != wanted:
            yield f"{name} is {_shorten(actual)} instead of {_shorten(wanted)}"


def _request_counts(requests: int | tuple[int, ...]) -> tuple[int, ...]:
    return (requests,) if isinstance(requests, int) else requests


def _shorten(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."
