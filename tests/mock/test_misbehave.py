"""The mock misbehaves where it is told to, by flags or by headers."""

from __future__ import annotations

import http.client
from collections.abc import Iterator

import pytest

from specpress.mock.fault_injection import FaultInjection
from tests.mock.serving import Service, served

DOCUMENT = """
paths:
  /thing:
    get:
      responses:
        '200': {description: ok, content: {text/plain: {example: abcdefghij}}}
        '503': {description: no, content: {text/plain: {example: later}}}
"""
waited: list[float] = []


async def sleep(seconds: float) -> None:
    waited.append(seconds)


@pytest.fixture
def service() -> Iterator[Service]:
    waited.clear()
    with served(DOCUMENT, sleep=sleep) as found:
        yield found


def test_a_status_is_answered_as_the_document_says(service: Service) -> None:
    told = service.ask("GET", "/thing", x_mock_status="503")
    assert (told.status, told.body) == (503, b"later")
    assert service.ask("GET", "/thing", x_mock_status="418").status == 418


def test_an_answer_is_late(service: Service) -> None:
    assert service.ask("GET", "/thing", x_mock_latency="2.5").status == 200
    assert waited == [2.5]


def test_an_answer_breaks_off(service: Service) -> None:
    with pytest.raises(http.client.IncompleteRead) as caught:
        service.ask("GET", "/thing", x_mock_truncate="3")
    assert caught.value.partial == b"abc"
    assert service.ask("GET", "/thing", x_mock_truncate="99").body == b"abcdefghij"


def test_a_connection_is_dropped(service: Service) -> None:
    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        service.ask("GET", "/thing", x_mock_drop="true")
    assert service.ask("GET", "/thing", x_mock_drop="false").status == 200


@pytest.mark.parametrize(
    "header",
    [{"x_mock_status": "99"}, {"x_mock_latency": "soon"}, {"x_mock_truncate": "-1"}],
)
def test_what_cannot_be_asked_is_told(service: Service, header: dict[str, str]) -> None:
    told = service.ask("GET", "/thing", **header)
    assert told.status == 400
    assert "must be a number" in told.json["detail"]


def test_flags_befall_each_so_many_th_request() -> None:
    with served(DOCUMENT, misbehaviour=FaultInjection(status=503, every=3)) as service:
        assert [service.ask("GET", "/thing").status for _ in range(6)] == [
            200,
            200,
            503,
        ] * 2
