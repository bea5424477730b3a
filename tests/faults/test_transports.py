"""Faults that no server can cause: connections that cannot be written to, and custom httpx2 clients."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpcore2
import httpx2
import pytest

from tests.faults.calls import create_thing, run_sync
from tests.faults.case import Case
from tests.faults.cases import all_cases
from tests.faults.client_variants import CLIENT_VARIANTS, ClientVariant
from tests.faults.document import load_acme
from tests.faults.runner import serve_case
from tests.faults.secret_scan import record_logs, secrets_in
from tests.faults.server import FaultServer
from tests.faults.tls import trust_test_issuer
from tests.faults.verdict import judge

# Numbers of the cases that also run with a custom httpx2 client.
CUSTOM_CLIENT_CASES = {
    *(101, 117, 123, 127, 132, 141, 145, 150, 163, 167, 181, 184, 203, 205, 278, 309)
}


class BrokenConnection(httpcore2.NetworkStream):
    """A connection that breaks after some writes."""

    def __init__(self, writes: int) -> None:
        self.remaining_writes = writes

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        raise httpcore2.ReadError("reset")

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if not self.remaining_writes:
            raise httpcore2.WriteError("reset")
        self.remaining_writes -= 1

    def close(self) -> None:
        """Do nothing: no socket is open."""

    def get_extra_info(self, info: str) -> Any:
        return None


class BrokenBackend(httpcore2.NetworkBackend):
    """A network whose connections all break after some writes."""

    def __init__(self, writes: int) -> None:
        self.writes, self.connections = writes, 0

    def connect_tcp(self, *args: Any, **kwargs: Any) -> httpcore2.NetworkStream:
        self.connections += 1
        return BrokenConnection(self.writes)


@pytest.mark.parametrize(
    ("writes", "may_have_arrived", "connections"),
    [(0, False, 2), (1, True, 1), (2, True, 1)],
)
def test_post_is_retried_only_if_head_was_not_written(
    writes: int, may_have_arrived: bool, connections: int
) -> None:
    acme, backend = load_acme(), BrokenBackend(writes)
    transport = httpx2.HTTPTransport()
    transport._pool = httpcore2.ConnectionPool(network_backend=backend)
    with httpx2.Client(transport=transport) as http:
        client = acme.Acme(base_url="http://a.localhost", transport=http, max_retries=1)
        with pytest.raises(acme.APIConnectionError) as caught:
            run_sync(create_thing(client))
    assert caught.value.may_have_arrived is may_have_arrived
    assert backend.connections == connections


@pytest.fixture(scope="module")
def server() -> Iterator[FaultServer]:
    fault_server = FaultServer()
    yield fault_server
    fault_server.close()


@pytest.mark.parametrize("variant", CLIENT_VARIANTS[:2], ids=str)
@pytest.mark.parametrize(
    "case",
    [case for case in all_cases() if case.number in CUSTOM_CLIENT_CASES],
    ids=lambda case: str(case.number),
)
def test_custom_httpx2_client_survives_faults(
    server: FaultServer, case: Case, variant: ClientVariant
) -> None:
    with trust_test_issuer():
        is_async = variant.flavour == "async"
        http_client = httpx2.AsyncClient() if is_async else httpx2.Client()
    settings = {**case.settings, "transport": http_client}
    with record_logs() as logs, serve_case(server, case) as script:
        settings["base_url"] = case.url or script.url
        outcome = variant.run(case.call, settings)
        verdict = judge(case, str(variant), variant.library, outcome, script)
    assert not verdict.complaints
    assert not verdict.leaked
    assert not secrets_in("\n".join(logs.lines))
    assert not http_client.is_closed
