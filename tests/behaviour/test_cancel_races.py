"""Cancel, with every answer that can be lost: what the caller is told is true of the run.

A model of the server is asked through a transport that loses requests and answers by a script; every
script of up to four requests is played, from every state, the run going on by itself in between.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from extend_client import APIConnectionError, APIStatusError, AsyncExtend, Extend
from extend_client._runtime import clock_async, clock_sync
from extend_client.errors import BadRequestError
from extend_client.models import ExtractRun
from extend_client.testing import (
    AsyncFakeTransport,
    FakeTransport,
    Request,
    Response,
    TransportError,
    response,
)
from tests.sandbox.server import make_run

REFUSED = {
    "code": "INVALID_REQUEST",
    "message": "Only runs in PROCESSING can be cancelled.",
    "retryable": False,
}
WAYS = ("ok", "refused", "request lost", "answer lost", "broken")
STATES = ("PENDING", "PROCESSING", "PROCESSED", "FAILED", "CANCELLED")
SCRIPTS = [*itertools.product(WAYS, repeat=3)]


@dataclass
class Server:
    """A run, and what becomes of the requests for it."""

    status: str
    script: Iterator[str]
    ending: str | None
    """What the run ends in by itself after the first request, if it is still going on."""
    posts: int = 0
    cancelled: bool = False
    """Whether a request of this client cancelled it."""
    asked: list[str] = field(default_factory=list)

    def next(self, request: Request) -> Response:
        way = next(self.script, "ok")
        self.asked.append(request.method)
        try:
            return self._meet(request, way)
        finally:
            if self.ending and self.status == "PROCESSING":
                self.status = self.ending

    def _meet(self, request: Request, way: str) -> Response:
        if way == "refused":
            raise TransportError("refused", False)
        if way == "request lost":
            raise TransportError("reset", True)
        told = self._read() if request.method == "GET" else self._cancel()
        if way == "answer lost":
            raise TransportError("reset", True)
        return response(502) if way == "broken" else told

    def _read(self) -> Response:
        return response(200, make_run("exr_1", self.status))

    def _cancel(self) -> Response:
        self.posts += 1
        if self.status != "PROCESSING":
            return response(400, REFUSED)
        self.status, self.cancelled = "CANCELLED", True
        return self._read()


class Lossy(FakeTransport):
    def __init__(self, server: Server) -> None:
        super().__init__()
        self.server = server

    def _next(self, request: Request) -> Response:
        return self.server.next(request)


class AsyncLossy(AsyncFakeTransport):
    def __init__(self, server: Server) -> None:
        super().__init__()
        self.server = server

    def _next(self, request: Request) -> Response:
        return self.server.next(request)


@pytest.fixture(autouse=True)
def no_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    async def sleep(seconds: float) -> None:
        """Not in a test."""

    monkeypatch.setattr(clock_sync, "sleep", lambda seconds: None)
    monkeypatch.setattr(clock_async, "sleep", sleep)


def cancel(server: Server) -> ExtractRun:
    with Extend(token="t", transport=Lossy(server)) as client:
        return client.extract_runs.cancel("exr_1")


def cancel_async(server: Server) -> ExtractRun:
    async def run() -> ExtractRun:
        async with AsyncExtend(token="t", transport=AsyncLossy(server)) as client:
            return await client.extract_runs.cancel("exr_1")

    return asyncio.run(run())


def check(server: Server, flavour: Any) -> None:
    try:
        run = flavour(server)
    except BadRequestError as error:
        check_refusal(server, error)
    except APIConnectionError as error:
        assert error.may_have_arrived or not server.cancelled
    except APIStatusError as error:
        assert error.status == 502
    else:
        assert run.status == server.status == "CANCELLED"
    assert server.posts <= 3


def check_refusal(server: Server, error: BadRequestError) -> None:
    if error.current is not None:
        assert error.current.status == server.status != "CANCELLED"
    elif not error.may_have_succeeded:
        assert not server.cancelled


@pytest.mark.parametrize("ending", [None, "PROCESSED", "FAILED"])
@pytest.mark.parametrize("status", STATES)
def test_what_the_caller_is_told_is_true(status: str, ending: str | None) -> None:
    for script in SCRIPTS:
        check(Server(status, iter(script), ending), cancel)


@pytest.mark.parametrize("status", STATES)
def test_the_asynchronous_client_tells_the_same(status: str) -> None:
    for script in itertools.product(WAYS, repeat=2):
        check(Server(status, iter(script), "PROCESSED"), cancel_async)


def test_a_lost_answer_and_a_refusal_are_success_with_the_state_known() -> None:
    server = Server("PROCESSING", iter(["answer lost"]), None)
    assert cancel(server).status == "CANCELLED"
    assert server.asked == ["POST", "POST", "GET"]


def test_a_run_that_finished_first_is_a_refusal_that_tells_the_state() -> None:
    server = Server("PROCESSING", iter(["request lost"]), "PROCESSED")
    with pytest.raises(BadRequestError) as caught:
        cancel(server)
    assert caught.value.current.status == "PROCESSED"
    assert not caught.value.may_have_succeeded


def test_a_plain_refusal_asks_nothing_more() -> None:
    server = Server("PENDING", iter([]), None)
    with pytest.raises(BadRequestError) as caught:
        cancel(server)
    assert server.asked == ["POST"]
    assert not caught.value.may_have_succeeded


def test_a_state_that_cannot_be_read_leaves_the_refusal_in_doubt() -> None:
    script = iter(["answer lost", "ok", *["request lost"] * 9])
    server = Server("PROCESSING", script, None)
    with pytest.raises(BadRequestError) as caught:
        cancel(server)
    assert caught.value.may_have_succeeded
    assert "may have succeeded" in str(caught.value)
