"""Run cases concurrently, each against its own listening address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeAlias

from tests.faults import tls
from tests.faults.case import Case
from tests.faults.client_variants import CLIENT_VARIANTS, ClientVariant
from tests.faults.server import FaultServer, ServerScript
from tests.faults.verdict import Verdict, judge

MAX_CONCURRENT = 12
Job: TypeAlias = tuple[Case, ClientVariant]


def run_case(server: FaultServer, case: Case, variant: ClientVariant) -> Verdict:
    """Run one case with one client variant."""
    with serve_case(server, case) as script:
        settings = {"base_url": case.url or script.url, **case.settings}
        outcome = variant.run(case.call, settings, case.custom_call)
        return judge(case, str(variant), variant.library, outcome, script)


@contextmanager
def serve_case(server: FaultServer, case: Case) -> Iterator[ServerScript]:
    """Serve the script of a case while the context lasts."""
    context = tls.create_context(case.tls) if case.tls else None
    scheme = case.scheme or ("https" if case.tls else "http")
    script = ServerScript(case.responses, case.greetings, tls=context)
    with server.serve(script, scheme):
        yield script


def plan_jobs(
    cases: Iterable[Case], variants: Sequence[ClientVariant] = CLIENT_VARIANTS
) -> list[Job]:
    """Return each case with each client variant to which it applies."""
    return [(case, v) for case in cases for v in variants if case.only in str(v)]


def run_jobs(jobs: Iterable[Job]) -> Iterator[Verdict]:
    """Run the jobs and yield their verdicts in the same order."""
    server = FaultServer()
    with tls.trust_test_issuer(), ThreadPoolExecutor(MAX_CONCURRENT) as pool:
        yield from pool.map(lambda job: run_case(server, *job), jobs)
    server.close()
