"""What no server can bring about by itself: a connection that cannot be written to, and clients of httpx2 that were given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpcore2
import httpx2
import pytest

from tests.faults.case import Case
from tests.faults.cases import all_cases
from tests.faults.document import acme
from tests.faults.flows import create, drive
from tests.faults.judge import judged
from tests.faults.running import site_of
from tests.faults.scan import hearing, secrets_in
from tests.faults.server import FaultServer
from tests.faults.tls import trusted
from tests.faults.ways import WAYS

GIVEN = (101, 117, 123, 127, 132, 141, 145, 150, 163, 167, 181, 184, 203, 205, 278, 309)
"""Cases that meet a given client, too."""


class Connection(httpcore2.NetworkStream):
    """A connection that breaks after so many writes."""

    def __init__(self, writes: int) -> None:
        self.left = writes

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        raise httpcore2.ReadError("reset")

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if not self.left:
            raise httpcore2.WriteError("reset")
        self.left -= 1

    def close(self) -> None:
        """Nothing is open."""

    def get_extra_info(self, info: str) -> Any:
        return None


class Backend(httpcore2.NetworkBackend):
    """Gives one such connection after the other."""

    def __init__(self, writes: int) -> None:
        self.writes, self.made = writes, 0

    def connect_tcp(self, *args: Any, **kwargs: Any) -> httpcore2.NetworkStream:
        self.made += 1
        return Connection(self.writes)


@pytest.mark.parametrize(
    ("writes", "arrived", "connections"), [(0, False, 2), (1, True, 1), (2, True, 1)]
)
def test_a_post_is_sent_again_only_if_its_head_could_not_be_written(
    writes: int, arrived: bool, connections: int
) -> None:
    backend = Backend(writes)
    transport = httpx2.HTTPTransport()
    transport._pool = httpcore2.ConnectionPool(network_backend=backend)
    with httpx2.Client(transport=transport) as http:
        made = acme().Acme(base_url="http://a.localhost", transport=http, max_retries=1)
        with pytest.raises(acme().APIConnectionError) as caught:
            drive(create(made))
    assert caught.value.may_have_arrived is arrived
    assert backend.made == connections


@pytest.fixture(scope="module")
def server() -> Iterator[FaultServer]:
    running = FaultServer()
    yield running
    running.close()


@pytest.mark.parametrize("way", WAYS[:2], ids=str)
@pytest.mark.parametrize(
    "case", [c for c in all_cases() if c.number in GIVEN], ids=lambda c: str(c.number)
)
def test_a_given_client_meets_faults_as_ours_does(
    server: FaultServer, case: Case, way: Any
) -> None:
    asynchronous = way.flavour == "async"
    with trusted():
        given = httpx2.AsyncClient() if asynchronous else httpx2.Client()
    settings = {**case.settings, "transport": given}
    with hearing() as heard, site_of(server, case) as site:
        settings["base_url"] = case.url or site.url
        outcome = way.call(case.flow, settings)
        verdict = judged(case, str(way), way.library, outcome, site)
    assert not verdict.complaints
    assert not verdict.leaked
    assert not secrets_in("\n".join(heard.lines))
    assert not given.is_closed
