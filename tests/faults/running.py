"""Run cases, many at once, each with a server of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeAlias

from tests.faults import tls
from tests.faults.case import Case
from tests.faults.judge import Verdict, judged
from tests.faults.server import FaultServer, Site
from tests.faults.ways import WAYS, Way

AT_ONCE = 12
Job: TypeAlias = tuple[Case, Way]


def run(server: FaultServer, case: Case, way: Way) -> Verdict:
    """Run one case in one way."""
    with site_of(server, case) as site:
        settings = {"base_url": case.url or site.url, **case.settings}
        outcome = way.call(case.flow, settings, case.play)
        return judged(case, str(way), way.library, outcome, site)


@contextmanager
def site_of(server: FaultServer, case: Case) -> Iterator[Site]:
    """The server of a case, listening."""
    context = tls.context(case.tls) if case.tls else None
    scheme = case.scheme or ("https" if case.tls else "http")
    site = Site(case.answers, case.greetings, tls=context)
    with server.serving(site, scheme):
        yield site


def jobs_of(cases: Iterable[Case], ways: Sequence[Way] = WAYS) -> list[Job]:
    """Every case in every way that it can happen in."""
    return [(case, way) for case in cases for way in ways if case.only in str(way)]


def run_all(jobs: Iterable[Job]) -> Iterator[Verdict]:
    """Run cases, each in its way; the verdicts come in the same order."""
    server = FaultServer()
    with tls.trusted(), ThreadPoolExecutor(AT_ONCE) as pool:
        yield from pool.map(lambda job: run(server, *job), jobs)
    server.close()
