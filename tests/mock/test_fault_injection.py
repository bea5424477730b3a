"""Fault injection by options and by request headers."""

from __future__ import annotations

import http.client
from collections.abc import Iterator

import pytest

from specpress.mock.fault_injection import FaultInjection
from tests.mock.serving import MockServer, serve_document

DOCUMENT = """
paths:
  /thing:
    get:
      responses:
        '200': {description: ok, content: {text/plain: {example: abcdefghij}}}
        '503': {description: no, content: {text/plain: {example: later}}}
"""
delays: list[float] = []


async def sleep(seconds: float) -> None:
    delays.append(seconds)


@pytest.fixture
def server() -> Iterator[MockServer]:
    delays.clear()
    with serve_document(DOCUMENT, sleep=sleep) as running:
        yield running


def test_status_header(server: MockServer) -> None:
    response = server.request("GET", "/thing", x_mock_status="503")
    assert (response.status, response.body) == (503, b"later")
    assert server.request("GET", "/thing", x_mock_status="418").status == 418


def test_latency_header(server: MockServer) -> None:
    assert server.request("GET", "/thing", x_mock_latency="2.5").status == 200
    assert delays == [2.5]


def test_truncate_header(server: MockServer) -> None:
    with pytest.raises(http.client.IncompleteRead) as error:
        server.request("GET", "/thing", x_mock_truncate="3")
    assert error.value.partial == b"abc"
    assert server.request("GET", "/thing", x_mock_truncate="99").body == b"abcdefghij"


def test_drop_header(server: MockServer) -> None:
    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        server.request("GET", "/thing", x_mock_drop="true")
    assert server.request("GET", "/thing", x_mock_drop="false").status == 200


@pytest.mark.parametrize(
    "header",
    [{"x_mock_status": "99"}, {"x_mock_latency": "soon"}, {"x_mock_truncate": "-1"}],
)
def test_invalid_header(server: MockServer, header: dict[str, str]) -> None:
    response = server.request("GET", "/thing", **header)
    assert response.status == 400
    assert "must be a number" in response.json["detail"]


def test_options_apply_to_every_nth_request() -> None:
    with serve_document(
        DOCUMENT, fault_injection=FaultInjection(status=503, every=3)
    ) as server:
        assert [server.request("GET", "/thing").status for _ in range(6)] == [
            200,
            200,
            503,
        ] * 2
