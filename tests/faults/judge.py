"""What a call's outcome is worth: survived or not, and whether it misleads the caller."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.faults.case import VALUE, Case, Expected
from tests.faults.scan import secrets_in, shown
from tests.faults.server import Site
from tests.faults.ways import Outcome


@dataclass(frozen=True, slots=True)
class Verdict:
    """One case, one way."""

    case: Case
    way: str
    complaints: tuple[str, ...]
    lost: bool
    """A success that was none, an answer swallowed, a request sent again that must not be: all that misleads."""
    leaked: frozenset[str]
    told: str
    """The outcome in a few words."""

    @property
    def survived(self) -> bool:
        """Whether all was right."""
        return not self.complaints and not self.leaked


def judged(case: Case, way: str, library: str, outcome: Outcome, site: Site) -> Verdict:
    """The verdict on an outcome."""
    expected = case.expected_of(library)
    misleading = [*_misleading(expected, outcome, site)]
    others = [*_others(expected, outcome, site)]
    if not misleading and not others:
        others += _of_check(expected, outcome, site)
    leaked = secrets_in(shown(outcome.error)) if outcome.error else set()
    return Verdict(
        case,
        way,
        (*misleading, *others),
        bool(misleading),
        frozenset(leaked),
        described(outcome),
    )


def described(outcome: Outcome) -> str:
    """An outcome in a few words."""
    error = outcome.error
    if error is None:
        return f"value {str(outcome.value)[:60]!r}"
    return f"{type(error).__name__}: {str(error)[:160]}"


def _misleading(expected: Expected, outcome: Outcome, site: Site) -> Iterator[str]:
    error = outcome.error
    if error is None and expected.outcome != VALUE:
        yield f"success instead of {expected.outcome}"
    if error is not None and expected.outcome == VALUE and site.asked:
        yield f"the answer was swallowed: {described(outcome)}"
    most = max(_numbers(expected.requests))
    if len(site.asked) > most:
        yield f"{len(site.asked)} requests instead of {expected.requests}"
    if getattr(error, "may_have_arrived", True) is False and site.asked:
        yield "may_have_arrived is False, but the request arrived"


def _others(expected: Expected, outcome: Outcome, site: Site) -> Iterator[str]:
    if outcome.error is None or expected.outcome == VALUE:
        if outcome.error is not None and not site.asked:
            yield f"not a value: {described(outcome)}"
    else:
        yield from _of_error(expected, outcome.error)
    if len(site.asked) < min(_numbers(expected.requests)):
        yield f"{len(site.asked)} requests instead of {expected.requests}"
    if not expected.at_least <= outcome.elapsed <= expected.within:
        yield f"took {outcome.elapsed:.2f} s"


def _of_check(expected: Expected, outcome: Outcome, site: Site) -> Iterator[str]:
    if expected.check is not None:
        found = outcome.value if outcome.error is None else outcome.error
        if complaint := expected.check(found, site):
            yield str(complaint)


def _of_error(expected: Expected, error: BaseException) -> Iterator[str]:
    names = [kind.__name__ for kind in type(error).__mro__]
    if expected.outcome not in names:
        yield f"{type(error).__name__} instead of {expected.outcome}: {error}"
    for name, wanted in (
        ("status", expected.status),
        ("may_have_arrived", expected.arrived),
        ("raw", expected.raw),
    ):
        found = getattr(error, name, None)
        if wanted is not None and found != wanted:
            yield f"{name} is {_short(found)} instead of {_short(wanted)}"


def _numbers(requests: int | tuple[int, ...]) -> tuple[int, ...]:
    return (requests,) if isinstance(requests, int) else requests


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."
