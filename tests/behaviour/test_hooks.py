"""Hooks, spans, raw responses, errors and logs of a call: their contents, without the secret."""

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
from extend_client._runtime.transport import clock_async, clock_sync
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
def no_sleep(monkeypatch: pytest.MonkeyPatch) -> None:
    async def sleep(seconds: float) -> None:
        """Return at once."""

    monkeypatch.setattr(clock_sync, "sleep", lambda seconds: None)
    monkeypatch.setattr(clock_async, "sleep", sleep)


def build_client(*responses: Any, **settings: Any) -> Extend:
    return Extend(token=SECRET, transport=FakeTransport(*responses), **settings)


def test_raw_response_contains_the_content_and_the_parsed_value() -> None:
    client = build_client(BUSY, DONE)
    raw: RawResponse[ExtractRun] = client.raw(client.extract_runs.cancel)("exr_1")
    assert raw.parsed.status == "CANCELLED"
    assert (raw.status, raw.attempts, raw.request_id) == (200, 2, "req_1")
    assert raw.headers["x-other"] == "o"
    assert raw.content == DONE.content
    assert raw.elapsed >= 0
    assert SECRET not in repr(raw)


def test_raw_response_of_the_asynchronous_client() -> None:
    async def run() -> RawResponse[ExtractRun]:
        client = AsyncExtend(token=SECRET, transport=AsyncFakeTransport(DONE))
        return await client.raw(client.extract_runs.cancel)("exr_1", timeout=5)

    assert asyncio.run(run()).parsed.id == "exr_1"


def test_hooks_observe_every_attempt_and_can_add_headers() -> None:
    events: list[tuple[str, int, int | None]] = []

    def record(event: str) -> Any:
        def hook(attempt: Attempt) -> None:
            events.append((event, attempt.number, attempt.status))
            attempt.send_headers["x-mine"] = "yes"
            assert SECRET not in repr(attempt)

        return hook

    hooks = Hooks(
        record("request"), record("response"), record("retry"), record("error")
    )
    transport = FakeTransport(BUSY, TransportError("refused", False), REFUSED)
    client = Extend(token=SECRET, transport=transport, hooks=[hooks])
    with pytest.raises(BadRequestError):
        client.extract_runs.cancel("exr_1")
    assert events == [
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


def test_hook_can_be_a_coroutine_function() -> None:
    operations = []

    async def hook(attempt: Attempt) -> None:
        operations.append(attempt.operation)

    async def run() -> None:
        transport = AsyncFakeTransport(DONE)
        client = AsyncExtend(
            token="t", transport=transport, hooks=[Hooks(request=hook)]
        )
        await client.extract_runs.cancel("exr_1")

    asyncio.run(run())
    assert operations == ["POST /extract_runs/{id}/cancel"]


def record_spans(*responses: Any) -> tuple[list[ReadableSpan], FakeTransport]:
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    transport = FakeTransport(*responses)
    client = Extend(token=SECRET, transport=transport, hooks=[open_telemetry(provider)])
    try:
        client.extract_runs.cancel("exr_1")
    except (APIStatusError, APIConnectionError):
        assert responses[-1] is not DONE
    return list(exporter.get_finished_spans()), transport


def test_attempt_is_a_span_with_standard_attributes() -> None:
    (first, second), transport = record_spans(BUSY, DONE)
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


def test_failed_attempt_is_a_span_with_the_error() -> None:
    (span,) = record_spans(TransportError("ReadError: reset", True), DONE)[0][:1]
    assert (span.attributes or {})["error.type"] == "ReadError"


@pytest.mark.parametrize(
    ("status", "error_class"),
    [(418, ClientStatusError), (599, ServerStatusError), (302, APIStatusError)],
)
def test_undocumented_status_raises_the_class_of_its_range(
    status: int, error_class: type[APIStatusError]
) -> None:
    with pytest.raises(error_class) as caught:
        build_client(response(status, b"<html>"), max_retries=0).extract_runs.cancel(
            "exr_1"
        )
    assert (caught.value.status, caught.value.raw) == (status, b"<html>")


@pytest.mark.parametrize(
    "last_response", [REFUSED, TransportError("reset", True), response(200, [])]
)
def test_error_describes_the_exchange_and_can_be_pickled(last_response: Any) -> None:
    with pytest.raises(Exception) as caught:
        build_client(last_response, max_retries=0).extract_runs.cancel("exr_1")
    error: Any = caught.value
    assert error.exchange.url == "https://api.extend.ai/extract_runs/exr_1/cancel"
    assert error.request == "POST /extract_runs/{id}/cancel"
    assert "\n" not in str(error)
    assert SECRET not in str(error) + repr(error) + repr(vars(error))
    restored = pickle.loads(pickle.dumps(error))
    assert (type(restored), str(restored)) == (type(error), str(error))


def test_logs_are_off_by_default_and_contain_no_secret(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    build_client(BUSY, DONE).extract_runs.cancel("exr_1")
    assert capsys.readouterr() == ("", "")
    with caplog.at_level(logging.DEBUG, "extend_client"):
        build_client(BUSY, DONE).extract_runs.cancel("exr_1")
    assert "retrying in" in caplog.text
    assert SECRET not in caplog.text


def test_call_of_a_closed_client() -> None:
    client = build_client(DONE)
    client.close()
    # Closing twice is allowed.
    client.close()
    with pytest.raises(RuntimeError, match="Extend is closed"):
        client.extract_runs.cancel("exr_1")


def test_call_outside_of_an_event_loop() -> None:
    client = AsyncExtend(token=SECRET, base_url="http://127.0.0.1:9")
    call = client.extract_runs.cancel("exr_1")
    with pytest.raises(RuntimeError, match="need an event loop of asyncio"):
        call.send(None)


def test_unclosed_client_warns() -> None:
    client = Extend(token=SECRET, base_url="http://127.0.0.1:9", max_retries=0)
    with pytest.raises(APIConnectionError):
        client.extract_runs.cancel("exr_1")
    with pytest.warns(ResourceWarning, match="unclosed Extend"):
        del client
        gc.collect()


def test_plain_http_warns_except_for_loopback() -> None:
    with pytest.warns(UserWarning, match="not encrypted"):
        Extend(token=SECRET, base_url="http://user:pw@api.example")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for base_url in ("http://127.0.0.1:1", "http://localhost", "http://[::1]:8"):
            Extend(token=SECRET, base_url=base_url)


def test_recorded_call_can_be_replayed() -> None:
    recorder = Recorder(FakeTransport(BUSY, DONE))
    Extend(token=SECRET, transport=recorder).extract_runs.cancel("exr_1")
    assert len(recorder.requests) == 2
    assert build_client(*recorder.responses).extract_runs.cancel("exr_1").id == "exr_1"
    assert SECRET not in repr(recorder.requests) + repr(
        vars(recorder.requests[0].__class__)
    )
