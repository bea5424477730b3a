"""Hooks, spans, raw answers and errors: what a caller can see of a call, and that no secret is in it."""

from __future__ import annotations

import asyncio
import gc
import logging
import pickle
import warnings
from typing import Any

import pytest
from extend_client import (
    APIConnectionError,
    APIStatusError,
    AsyncExtend,
    Attempt,
    ClientStatusError,
    Extend,
    Hooks,
    RawResponse,
    ServerStatusError,
)
from extend_client._runtime import clock_async, clock_sync
from extend_client.errors import BadRequestError
from extend_client.models import ExtractRun
from extend_client.telemetry import open_telemetry
from extend_client.testing import (
    AsyncFakeTransport,
    FakeTransport,
    Recorder,
    TransportError,
    response,
)
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from tests.sandbox.server import make_run

SECRET = "sk_not_to_be_seen"
DONE = response(
    200, make_run("exr_1", "CANCELLED"), x_extend_request_id="req_1", x_other="o"
)
BUSY = response(503, retry_after="0")
REFUSED = response(400, {"code": "C", "message": "No.", "retryable": False})


@pytest.fixture(autouse=True)
def no_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    async def sleep(seconds: float) -> None:
        """Not in a test."""

    monkeypatch.setattr(clock_sync, "sleep", lambda seconds: None)
    monkeypatch.setattr(clock_async, "sleep", sleep)


def client(*answers: Any, **settings: Any) -> Extend:
    return Extend(token=SECRET, transport=FakeTransport(*answers), **settings)


def test_a_raw_answer_has_what_came_and_what_was_made_of_it() -> None:
    made = client(BUSY, DONE)
    raw: RawResponse[ExtractRun] = made.raw(made.extract_runs.cancel)("exr_1")
    assert raw.parsed.status == "CANCELLED"
    assert (raw.status, raw.attempts, raw.request_id) == (200, 2, "req_1")
    assert raw.headers["x-other"] == "o"
    assert raw.content == DONE.content
    assert raw.elapsed >= 0
    assert SECRET not in repr(raw)


def test_an_asynchronous_client_gives_raw_answers_too() -> None:
    async def run() -> RawResponse[ExtractRun]:
        made = AsyncExtend(token=SECRET, transport=AsyncFakeTransport(DONE))
        return await made.raw(made.extract_runs.cancel)("exr_1", timeout=5)

    assert asyncio.run(run()).parsed.id == "exr_1"


def test_hooks_see_every_attempt_and_can_add_headers() -> None:
    seen: list[tuple[str, int, int | None]] = []

    def note(event: str) -> Any:
        def hook(attempt: Attempt) -> None:
            seen.append((event, attempt.number, attempt.status))
            attempt.send_headers["x-mine"] = "yes"
            assert SECRET not in repr(attempt)

        return hook

    hooks = Hooks(note("request"), note("response"), note("retry"), note("error"))
    transport = FakeTransport(BUSY, TransportError("refused", False), REFUSED)
    made = Extend(token=SECRET, transport=transport, hooks=[hooks])
    with pytest.raises(BadRequestError):
        made.extract_runs.cancel("exr_1")
    assert seen == [
        ("request", 1, None),
        ("response", 1, 503),
        ("retry", 1, 503),
        ("request", 2, None),
        ("retry", 2, None),
        ("request", 3, None),
        ("response", 3, 400),
        ("error", 3, 400),
    ]
    assert all(request.headers["x-mine"] == "yes" for request in transport.requests)


def test_a_hook_may_be_a_coroutine_function() -> None:
    seen = []

    async def hook(attempt: Attempt) -> None:
        seen.append(attempt.operation)

    async def run() -> None:
        transport = AsyncFakeTransport(DONE)
        made = AsyncExtend(token="t", transport=transport, hooks=[Hooks(request=hook)])
        await made.extract_runs.cancel("exr_1")

    asyncio.run(run())
    assert seen == ["POST /extract_runs/{id}/cancel"]


def spans(*answers: Any) -> tuple[list[ReadableSpan], FakeTransport]:
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    transport = FakeTransport(*answers)
    made = Extend(token=SECRET, transport=transport, hooks=[open_telemetry(provider)])
    try:
        made.extract_runs.cancel("exr_1")
    except (APIStatusError, APIConnectionError):
        assert answers[-1] is not DONE
    return list(exporter.get_finished_spans()), transport


def test_each_attempt_is_a_span_by_the_conventions() -> None:
    (first, second), transport = spans(BUSY, DONE)
    assert first.name == second.name == "POST /extract_runs/{id}/cancel"
    assert dict(second.attributes or {}) == {
        "http.request.method": "POST",
        "server.address": "api.extend.ai",
        "server.port": 443,
        "url.full": "https://api.extend.ai/extract_runs/exr_1/cancel",
        "url.template": "/extract_runs/{id}/cancel",
        "http.request.resend_count": 1,
        "http.response.status_code": 200,
    }
    assert (first.attributes or {})["error.type"] == "503"
    assert not first.status.is_ok
    assert "traceparent" in transport.requests[0].headers


def test_a_lost_attempt_is_a_span_that_failed() -> None:
    (span,) = spans(TransportError("ReadError: reset", True), DONE)[0][:1]
    assert (span.attributes or {})["error.type"] == "ReadError"


@pytest.mark.parametrize(
    ("status", "kind"),
    [(418, ClientStatusError), (599, ServerStatusError), (302, APIStatusError)],
)
def test_a_status_that_is_not_documented_has_the_class_of_its_range(
    status: int, kind: type[APIStatusError]
) -> None:
    with pytest.raises(kind) as caught:
        client(response(status, b"<html>"), max_retries=0).extract_runs.cancel("exr_1")
    assert (caught.value.status, caught.value.raw) == (status, b"<html>")


@pytest.mark.parametrize(
    "told", [REFUSED, TransportError("reset", True), response(200, [])]
)
def test_an_error_tells_all_and_can_be_pickled(told: Any) -> None:
    with pytest.raises(Exception) as caught:
        client(told, max_retries=0).extract_runs.cancel("exr_1")
    error: Any = caught.value
    assert error.exchange.url == "https://api.extend.ai/extract_runs/exr_1/cancel"
    assert error.request == "POST /extract_runs/{id}/cancel"
    assert "\n" not in str(error)
    assert SECRET not in str(error) + repr(error) + repr(vars(error))
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again)) == (type(error), str(error))


def test_logging_is_quiet_by_default_and_tells_no_secret(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    client(BUSY, DONE).extract_runs.cancel("exr_1")
    assert capsys.readouterr() == ("", "")
    with caplog.at_level(logging.DEBUG, "extend_client"):
        client(BUSY, DONE).extract_runs.cancel("exr_1")
    assert "again in" in caplog.text
    assert SECRET not in caplog.text


def test_a_closed_client_says_so_and_closing_twice_is_nothing() -> None:
    made = client(DONE)
    made.close()
    made.close()
    with pytest.raises(RuntimeError, match="Extend is closed"):
        made.extract_runs.cancel("exr_1")


def test_a_used_client_that_is_left_open_warns() -> None:
    made = Extend(token=SECRET, base_url="http://127.0.0.1:9", max_retries=0)
    with pytest.raises(APIConnectionError):
        made.extract_runs.cancel("exr_1")
    with pytest.warns(ResourceWarning, match="unclosed Extend"):
        del made
        gc.collect()


def test_a_server_over_plain_http_warns_unless_it_is_here() -> None:
    with pytest.warns(UserWarning, match="not encrypted"):
        Extend(token=SECRET, base_url="http://user:pw@api.example")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for here in ("http://127.0.0.1:1", "http://localhost", "http://[::1]:8"):
            Extend(token=SECRET, base_url=here)


def test_a_recorded_call_can_be_played_again() -> None:
    recorder = Recorder(FakeTransport(BUSY, DONE))
    Extend(token=SECRET, transport=recorder).extract_runs.cancel("exr_1")
    assert len(recorder.requests) == 2
    assert client(*recorder.responses).extract_runs.cancel("exr_1").id == "exr_1"
    assert SECRET not in repr(recorder.requests) + repr(vars(recorder.requests[0].__class__))
