"""The vendor's SDK before the same faults: its calls, and what they are worth."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import extend_ai
import httpx
from extend_ai.core.api_error import ApiError

from tests.faults import tls
from tests.faults.case import VALUE, Case, Expected
from tests.faults.flows import EXTEND, cancel, drive
from tests.faults.judge import Verdict, described
from tests.faults.running import AT_ONCE, site_of
from tests.faults.scan import TOKEN, secrets_in, text_of
from tests.faults.server import FaultServer, Site
from tests.faults.ways import FLAVOURS, Outcome, timed

NAME = "extend-ai"
ITS_OWN = (ApiError, httpx.HTTPError)
"""What its users are told to expect: its errors, and those of the HTTP library that it passes on."""


class Theirs:
    """A client of the vendor, called as one of ours."""

    def __init__(self, client: Any, settings: dict[str, Any]) -> None:
        self._client = client
        self._settings = settings
        self.extract_runs = self

    def cancel(self, run_id: str, **options: Any) -> Any:
        """Cancel, with the options where the vendor has them."""
        given = {**self._settings, **options}
        known = {"max_retries": given["max_retries"]} if "max_retries" in given else {}
        if "timeout" in given:
            known["timeout_in_seconds"] = shortest(given["timeout"])
        return self._client.extract_runs.cancel(run_id, request_options=known)


def shortest(timeout: Any) -> float:
    """The one limit that the vendor has: the shortest of ours."""
    parts = timeout if isinstance(timeout, tuple) else (timeout,)
    return min(seconds for seconds in parts if seconds is not None)


def applicable(cases: Iterable[Case]) -> list[Case]:
    """The cases that the vendor can meet: those of cancel, with settings that it has."""
    known = {"timeout", "max_retries", "max_response_bytes"}
    return [
        case
        for case in cases
        if case.flow in EXTEND
        and case.play is None
        and not case.only
        and case.settings.keys() <= known
        and (case.flow is cancel or case.flow.__name__ in ("both", "cancel_soon"))
    ]


def run_theirs(cases: Iterable[Case]) -> Iterator[Verdict]:
    """Run the cases in both flavours of the vendor's SDK."""
    server = FaultServer()
    jobs = [(case, flavour) for case in cases for flavour in FLAVOURS]
    with tls.trusted(), ThreadPoolExecutor(AT_ONCE) as pool:
        yield from pool.map(lambda job: _run(server, *job), jobs)
    server.close()


def _run(server: FaultServer, case: Case, flavour: str) -> Verdict:
    with site_of(server, case) as site:
        url = case.url or site.url
        if flavour == "async":
            outcome = timed(lambda: asyncio.run(_call_async(case, url)))
        else:
            outcome = timed(lambda: _call_sync(case, url))
        return _judged(case, f"{flavour} {NAME}", outcome, site)


def _call_sync(case: Case, url: str) -> Any:
    with httpx.Client(timeout=60, follow_redirects=True) as http:
        made = extend_ai.Extend(token=TOKEN, base_url=url, httpx_client=http)
        return drive(case.flow(Theirs(made, case.settings)))


async def _call_async(case: Case, url: str) -> Any:
    async with httpx.AsyncClient(timeout=60, follow_redirects=True) as http:
        made = extend_ai.AsyncExtend(token=TOKEN, base_url=url, httpx_client=http)
        return await case.flow(Theirs(made, case.settings))


def _judged(case: Case, way: str, outcome: Outcome, site: Site) -> Verdict:
    """The verdict, by what can be asked of any client: no attribute of our errors is looked for."""
    expected = case.expected_of("httpx2")
    misleading = [*_misleading(expected, outcome, site)]
    others = [*_others(expected, outcome)]
    leaked = secrets_in(text_of(outcome.error)) if outcome.error else set()
    told = described(outcome)
    complaints = (*misleading, *others)
    return Verdict(case, way, complaints, bool(misleading), frozenset(leaked), told)


def _misleading(expected: Expected, outcome: Outcome, site: Site) -> Iterator[str]:
    value, error = outcome.value, outcome.error
    if error is None and expected.outcome != VALUE and not expected.or_value:
        yield f"success instead of {expected.outcome}"
    elif error is None and _is_wrong(expected, value, site):
        yield "not what the server said"
    if expected.done and isinstance(error, ApiError):
        yield f"it was done, and {type(error).__name__} is told"
    most = expected.requests
    if len(site.asked) > (most if isinstance(most, int) else max(most)):
        yield f"{len(site.asked)} requests instead of {most}"


def _is_wrong(expected: Expected, value: Any, site: Site) -> bool:
    """Whether a value is not the right one."""
    if isinstance(value, list):
        return getattr(value[1], "status", None) != "PROCESSED"
    if expected.check is None or expected.or_value:
        return getattr(value, "status", None) != "CANCELLED"
    return bool(expected.check(value, site))


def _others(expected: Expected, outcome: Outcome) -> Iterator[str]:
    error = outcome.error
    if not expected.at_least <= outcome.elapsed <= expected.within:
        yield "took too long" if outcome.elapsed > expected.within else "came too soon"
    if error is None:
        return
    if not isinstance(error, ITS_OWN):
        yield f"{type(error).__name__}, which is none of its errors"
    elif expected.outcome == VALUE:
        yield f"gave up with {type(error).__name__}"
    elif expected.status not in (None, getattr(error, "status_code", expected.status)):
        yield f"status {error.status_code} instead of {expected.status}"
