"""The vendor's SDK with the same faults: its calls and the verdicts on them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import extend_ai
import httpx
from extend_ai.core.api_error import ApiError

from tests.faults import tls
from tests.faults.calls import EXTEND_CALLS, cancel_run, run_sync
from tests.faults.case import VALUE, Case, Expected
from tests.faults.client_variants import FLAVOURS, Outcome, measure
from tests.faults.runner import MAX_CONCURRENT, serve_case
from tests.faults.secret_scan import TOKEN, format_error, secrets_in
from tests.faults.server import FaultServer, ServerScript
from tests.faults.verdict import Verdict, describe

NAME = "extend-ai"
# The SDK passes the exceptions of its HTTP library through, so its users expect both.
EXPECTED_ERRORS = (ApiError, httpx.HTTPError)


class VendorClient:
    """A client of the vendor with the interface of a generated one."""

    def __init__(self, client: Any, settings: dict[str, Any]) -> None:
        self._client = client
        self._settings = settings
        self.extract_runs = self

    def cancel(self, run_id: str, **options: Any) -> Any:
        """Cancel a run with the settings and options that the vendor supports."""
        settings = {**self._settings, **options}
        supported = {}
        if "max_retries" in settings:
            supported["max_retries"] = settings["max_retries"]
        if "timeout" in settings:
            supported["timeout_in_seconds"] = shortest_limit(settings["timeout"])
        return self._client.extract_runs.cancel(run_id, request_options=supported)


def shortest_limit(timeout: Any) -> float:
    """Return the shortest limit of a timeout: the vendor's SDK supports only one."""
    limits = timeout if isinstance(timeout, tuple) else (timeout,)
    return min(seconds for seconds in limits if seconds is not None)


def select_applicable(cases: Iterable[Case]) -> list[Case]:
    """Return the cases that cancel a run with settings that the vendor supports."""
    supported = {"timeout", "max_retries", "max_response_bytes"}
    return [
        case
        for case in cases
        if case.call in EXTEND_CALLS
        and case.custom_call is None
        and not case.only
        and case.settings.keys() <= supported
        and (
            case.call is cancel_run
            or case.call.__name__ in ("both", "cancel_with_timeout")
        )
    ]


def run_vendor(cases: Iterable[Case]) -> Iterator[Verdict]:
    """Run the cases with both flavours of the vendor's SDK."""
    server = FaultServer()
    jobs = [(case, flavour) for case in cases for flavour in FLAVOURS]
    with tls.trust_test_issuer(), ThreadPoolExecutor(MAX_CONCURRENT) as pool:
        yield from pool.map(lambda job: _run_case(server, *job), jobs)
    server.close()


def _run_case(server: FaultServer, case: Case, flavour: str) -> Verdict:
    with serve_case(server, case) as script:
        url = case.url or script.url
        if flavour == "async":
            outcome = measure(lambda: asyncio.run(_call_async(case, url)))
        else:
            outcome = measure(lambda: _call_sync(case, url))
        return _judge(case, f"{flavour} {NAME}", outcome, script)


def _call_sync(case: Case, url: str) -> Any:
    with httpx.Client(timeout=60, follow_redirects=True) as http:
        client = extend_ai.Extend(token=TOKEN, base_url=url, httpx_client=http)
        return run_sync(case.call(VendorClient(client, case.settings)))


async def _call_async(case: Case, url: str) -> Any:
    async with httpx.AsyncClient(timeout=60, follow_redirects=True) as http:
        client = extend_ai.AsyncExtend(token=TOKEN, base_url=url, httpx_client=http)
        return await case.call(VendorClient(client, case.settings))


def _judge(case: Case, variant: str, outcome: Outcome, script: ServerScript) -> Verdict:
    """Judge an outcome without attributes that only our exceptions have."""
    expected = case.expected_for("httpx2")
    misleading = [*_misleading_complaints(expected, outcome, script)]
    others = [*_other_complaints(expected, outcome)]
    leaked = secrets_in(format_error(outcome.error)) if outcome.error else set()
    return Verdict(
        case,
        variant,
        (*misleading, *others),
        bool(misleading),
        frozenset(leaked),
        describe(outcome),
    )


def _misleading_complaints(
    expected: Expected, outcome: Outcome, script: ServerScript
) -> Iterator[str]:
    value, error = outcome.value, outcome.error
    if error is None and expected.outcome != VALUE and not expected.can_succeed:
        yield f"success instead of {expected.outcome}"
    elif error is None and _is_wrong(expected, value, script):
        yield "not the value that the server sent"
    if expected.is_done and isinstance(error, ApiError):
        yield f"{type(error).__name__}, but the run was cancelled"
    requests = expected.requests
    maximum = requests if isinstance(requests, int) else max(requests)
    if len(script.requests) > maximum:
        yield f"{len(script.requests)} requests instead of {requests}"


def _is_wrong(expected: Expected, value: Any, script: ServerScript) -> bool:
    """Return whether a value differs from the one that the server sent."""
    if isinstance(value, list):
        return getattr(value[1], "status", None) != "PROCESSED"
    if expected.check is None or expected.can_succeed:
        return getattr(value, "status", None) != "CANCELLED"
    return bool(expected.check(value, script))


def _other_complaints(expected: Expected, outcome: Outcome) -> Iterator[str]:
    error = outcome.error
    if outcome.elapsed > expected.within:
        yield "took too long"
    elif outcome.elapsed < expected.at_least:
        yield "did not wait long enough"
    if error is None:
        return
    if not isinstance(error, EXPECTED_ERRORS):
        yield f"{type(error).__name__}, not an exception of the SDK"
    elif expected.outcome == VALUE:
        yield f"failed with {type(error).__name__}"
    elif expected.status not in (None, getattr(error, "status_code", expected.status)):
        yield f"status {error.status_code} instead of {expected.status}"
