"""Results of a cancel over a lossy connection: each result agrees with the state of the run.

A transport loses requests and responses by a script. Every script of three attempts runs from every state,
with and without a run that finishes by itself in between.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from extend_client import APIConnectionError, APIStatusError, AsyncExtend, Extend
from extend_client._runtime.transport import clock_async, clock_sync
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

REFUSAL = {
    "code": "INVALID_REQUEST",
    "message": "Only runs in PROCESSING can be cancelled.",
    "retryable": False,
}
CONDITIONS = (
    "ok",
    "connection refused",
    "request lost",
    "response lost",
    "bad gateway",
)
STATES = ("PENDING", "PROCESSING", "PROCESSED", "FAILED", "CANCELLED")
SCRIPTS = [*itertools.product(CONDITIONS, repeat=3)]


@dataclass
class Server:
    """A server with one run, and a script of connection faults."""

    status: str
    script: Iterator[str]
    final_status: str | None
    """Status in which the run finishes by itself after the first request."""
    cancel_count: int = 0
    is_cancelled: bool = False
    """True if a request of the client cancelled the run."""
    methods: list[str] = field(default_factory=list)

    def respond(self, request: Request) -> Response:
        condition = next(self.script, "ok")
        self.methods.append(request.method)
        try:
            return self._respond_under(condition, request)
        finally:
            if self.final_status and self.status == "PROCESSING":
                self.status = self.final_status

    def _respond_under(self, condition: str, request: Request) -> Response:
        if condition == "connection refused":
            raise TransportError("refused", False)
        if condition == "request lost":
            raise TransportError("reset", True)
        result = self._read() if request.method == "GET" else self._cancel()
        if condition == "response lost":
            raise TransportError("reset", True)
        return response(502) if condition == "bad gateway" else result

    def _read(self) -> Response:
        return response(200, make_run("exr_1", self.status))

    def _cancel(self) -> Response:
        self.cancel_count += 1
        if self.status != "PROCESSING":
            return response(400, REFUSAL)
        self.status, self.is_cancelled = "CANCELLED", True
        return self._read()


class LossyTransport(FakeTransport):
    def __init__(self, server: Server) -> None:
        super().__init__()
        self.server = server

    def _next(self, request: Request) -> Response:
        return self.server.respond(request)


class AsyncLossyTransport(AsyncFakeTransport):
    def __init__(self, server: Server) -> None:
        super().__init__()
        self.server = server

    def _next(self, request: Request) -> Response:
        return self.server.respond(request)


@pytest.fixture(autouse=True)
def no_sleep(monkeypatch: pytest.MonkeyPatch) -> None:
    async def sleep(seconds: float) -> None:
        """Return at once."""

    monkeypatch.setattr(clock_sync, "sleep", lambda seconds: None)
    monkeypatch.setattr(clock_async, "sleep", sleep)


def cancel(server: Server) -> ExtractRun:
    with Extend(token="t", transport=LossyTransport(server)) as client:
        return client.extract_runs.cancel("exr_1")


def cancel_async(server: Server) -> ExtractRun:
    async def run() -> ExtractRun:
        async with AsyncExtend(
            token="t", transport=AsyncLossyTransport(server)
        ) as client:
            return await client.extract_runs.cancel("exr_1")

    return asyncio.run(run())


def check_result(server: Server, cancel_run: Callable[[Server], ExtractRun]) -> None:
    try:
        run = cancel_run(server)
    except BadRequestError as error:
        check_refusal(server, error)
    except APIConnectionError as error:
        assert error.may_have_arrived or not server.is_cancelled
    except APIStatusError as error:
        assert error.status == 502
    else:
        assert run.status == server.status == "CANCELLED"
    assert server.cancel_count <= 3


def check_refusal(server: Server, error: BadRequestError) -> None:
    if error.current is not None:
        assert error.current.status == server.status != "CANCELLED"
    elif not error.may_have_succeeded:
        assert not server.is_cancelled


@pytest.mark.parametrize("final_status", [None, "PROCESSED", "FAILED"])
@pytest.mark.parametrize("status", STATES)
def test_result_of_cancel_agrees_with_the_run(
    status: str, final_status: str | None
) -> None:
    for script in SCRIPTS:
        check_result(Server(status, iter(script), final_status), cancel)


@pytest.mark.parametrize("status", STATES)
def test_result_of_asynchronous_cancel_agrees_with_the_run(status: str) -> None:
    for script in itertools.product(CONDITIONS, repeat=2):
        check_result(Server(status, iter(script), "PROCESSED"), cancel_async)


def test_refusal_after_a_lost_response_is_confirmed_as_success() -> None:
    server = Server("PROCESSING", iter(["response lost"]), None)
    assert cancel(server).status == "CANCELLED"
    assert server.methods == ["POST", "POST", "GET"]


def test_refusal_contains_the_current_run_if_it_finished_first() -> None:
    server = Server("PROCESSING", iter(["request lost"]), "PROCESSED")
    with pytest.raises(BadRequestError) as caught:
        cancel(server)
    assert caught.value.current.status == "PROCESSED"
    assert not caught.value.may_have_succeeded


def test_refusal_of_the_first_attempt_is_not_confirmed() -> None:
    server = Server("PENDING", iter([]), None)
    with pytest.raises(BadRequestError) as caught:
        cancel(server)
    assert server.methods == ["POST"]
    assert not caught.value.may_have_succeeded


def test_refusal_may_have_succeeded_if_confirmation_fails() -> None:
    script = iter(["response lost", "ok", *["request lost"] * 9])
    server = Server("PROCESSING", script, None)
    with pytest.raises(BadRequestError) as caught:
        cancel(server)
    assert caught.value.may_have_succeeded
    assert "may have succeeded" in str(caught.value)
