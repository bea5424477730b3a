"""Tracebacks: lines of compiled decoders, public names of exceptions, few frames, no private options."""

from __future__ import annotations

import asyncio
import inspect
import traceback
from pathlib import Path
from types import FrameType
from typing import Any

import extend_client
import pytest
from extend_client import AsyncExtend, Extend, errors
from extend_client._runtime.codec.types import model_codec
from extend_client.models import ExtractRun
from extend_client.testing import (
    AsyncFakeTransport,
    FakeTransport,
    TransportError,
    response,
)
from tests.sandbox.server import make_run

PACKAGE = str(Path(extend_client.__file__).parent)
RUN = make_run("exr_1", "CANCELLED")


def test_compiled_functions_have_source() -> None:
    ExtractRun.from_dict(RUN).to_dict()
    codec: Any = model_codec(ExtractRun)
    assert inspect.getsource(codec.decode).startswith("def decode(value, owner, key")
    assert inspect.getsource(codec.encode).startswith("def encode(model, encoding):")
    assert codec.decode.__module__ == ExtractRun.__module__


def test_traceback_shows_lines_of_compiled_functions() -> None:
    run = ExtractRun.from_dict(RUN)
    run.extra = {"a": object()}
    with pytest.raises(TypeError) as caught:
        run.to_dict()
    text = "".join(traceback.format_exception(caught.value))
    assert "return add_extra(out, model, encoding)" in text


def test_exceptions_have_public_names() -> None:
    for name in errors.__all__:
        kind = getattr(errors, name)
        if issubclass(kind, Exception):
            assert kind.__module__ == "extend_client.errors", name
    assert TransportError.__module__ == "extend_client.testing"
    error = errors.APIStatusError.__module__ + "." + errors.APIStatusError.__qualname__
    assert error == "extend_client.errors.APIStatusError"


def count_frames(frame: FrameType | None) -> int:
    """Return the number of frames of the package that called a frame."""
    outer = [f for f, _ in traceback.walk_stack(frame)]
    return sum(f.f_code.co_filename.startswith(PACKAGE) for f in outer)


class CountingTransport(FakeTransport):
    """Counts the frames of the package between the caller and `open`."""

    frames = 0

    def open(self, request: Any) -> Any:
        self.frames = count_frames(inspect.currentframe())
        return super().open(request)


class AsyncCountingTransport(AsyncFakeTransport):
    """Counts the frames of the package between the caller and `open`."""

    frames = 0

    async def open(self, request: Any) -> Any:
        self.frames = count_frames(inspect.currentframe())
        return await super().open(request)


def test_at_most_four_frames_before_the_transport() -> None:
    transport = CountingTransport(response(200, RUN))
    with Extend(token="t", transport=transport) as client:
        client.extract_runs.cancel("exr_1")
    assert 0 < transport.frames <= 4


def test_at_most_four_frames_before_the_async_transport() -> None:
    transport = AsyncCountingTransport(response(200, RUN))

    async def run() -> None:
        async with AsyncExtend(token="t", transport=transport) as client:
            await client.extract_runs.cancel("exr_1")

    asyncio.run(run())
    assert 0 < transport.frames <= 4


@pytest.mark.parametrize("option", ["_url", "_capture", "_confirm", "_context"])
def test_private_options_are_rejected(option: str) -> None:
    transport = FakeTransport(response(200, RUN))
    options: Any = {option: "https://example.com/"}
    with (
        Extend(token="t", transport=transport) as client,
        pytest.raises(
            TypeError, match=f"{option}: expected an argument of extract_runs.cancel"
        ),
    ):
        client.extract_runs.cancel("exr_1", **options)
    assert transport.requests == []


def test_call_inside_a_hook_has_its_own_context() -> None:
    transport = FakeTransport(response(200, RUN))
    with Extend(token="t", transport=transport) as inner:

        def call(attempt: extend_client.Attempt) -> None:
            inner.raw(inner.extract_runs.cancel)("exr_2")

        hooks = [extend_client.Hooks(request=call)]
        with Extend(token="t", transport=transport, hooks=hooks) as client:
            raw = client.raw(client.extract_runs.cancel)("exr_1")
    assert "exr_1" in raw.exchange.url
