"""Invalid arguments: the error names the argument, and no request is sent."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from decimal import Decimal
from typing import Any, cast

import httpx2
import pytest
from extend_client import APIConnectionError, AsyncExtend, Extend, Hooks, Timeout
from extend_client._runtime.codec.codec import (
    SENDING,
    Encoding,
    InvalidArgumentError,
)
from extend_client._runtime.codec.types import encode_value
from extend_client._runtime.json.json import dumps
from extend_client.testing import AsyncFakeTransport, FakeTransport, response
from tests.sandbox.server import make_run

DONE = response(200, make_run("exr_1", "CANCELLED"))
BUSY = response(503)


def check_rejected(
    error: type[Exception], message: str, options: Any = None, **settings: Any
) -> None:
    """Check that both clients raise the error for these options of a call, or settings of a client."""
    transport = FakeTransport(BUSY, DONE)
    async_transport = AsyncFakeTransport(BUSY, DONE)
    with pytest.raises(error, match=message):
        client = Extend(**{"token": "t", "transport": transport, **settings})
        client.extract_runs.cancel("exr_1", **(options or {}))

    async def run() -> None:
        client = AsyncExtend(**{"token": "t", "transport": async_transport, **settings})
        await client.extract_runs.cancel("exr_1", **(options or {}))

    with pytest.raises(error, match=message):
        asyncio.run(run())
    assert not transport.requests + async_transport.requests


@pytest.mark.parametrize(
    "base_url",
    [
        "ftp://api.example",
        "https://api.example/#v1",
        "https://api.example/a b",
        "https://api.example\n",
        " https://api.example",
        "https://",
        "https://api.example:port",
    ],
)
def test_invalid_base_url(base_url: str) -> None:
    check_rejected(ValueError, "absolute http URL .*base_url", base_url=base_url)
    check_rejected(ValueError, "absolute http URL .*base_url", {"base_url": base_url})


def test_message_for_an_invalid_base_url_contains_no_password() -> None:
    with pytest.raises(ValueError, match="absolute http URL") as caught:
        Extend(
            token="t", base_url="https://me:hunter2@h/#x", transport=FakeTransport()
        ).extract_runs.cancel("exr_1")
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("timeout", ["5", (1, 2), True, b"1"])
def test_non_numeric_timeout(timeout: Any) -> None:
    check_rejected(TypeError, "timeout", timeout=timeout)
    check_rejected(TypeError, "timeout", {"timeout": timeout})


def test_nan_timeout() -> None:
    check_rejected(ValueError, "timeout", timeout=float("nan"))
    check_rejected(ValueError, "timeout", timeout=Timeout(read=float("nan")))


@pytest.mark.parametrize("retries", ["2", None, 1.5])
def test_non_integer_max_retries(retries: Any) -> None:
    check_rejected(TypeError, "max_retries", max_retries=retries)
    check_rejected(TypeError, "max_retries", {"max_retries": retries})


@pytest.mark.parametrize("token", [5, b"secret", ["secret"]])
def test_non_string_credential(token: Any) -> None:
    check_rejected(
        TypeError, "token: expected a str or a function that returns one", token=token
    )


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("base_url", 3, "base_url: expected an absolute http URL, got 3"),
        ("base_url", b"https://a", "base_url: expected .* got a value of type bytes"),
        ("headers", [1], "headers must be a dict, got list"),
        ("headers", "a", "headers must be a dict, got str"),
        ("max_retries", True, "max_retries must be an int, got bool"),
        ("max_retries", -1, "max_retries must not be negative, got -1"),
    ],
)
def test_wrong_value_of_an_option(name: str, value: Any, message: str) -> None:
    error = ValueError if "negative" in message else TypeError
    check_rejected(error, message, {name: value})
    check_rejected(error, message, **{name: value})


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("hooks", Hooks(), "hooks must be a list of Hooks, got Hooks"),
        ("hooks", [print], "hooks must be a list of Hooks"),
        ("trusted_origins", 3, "trusted_origins must be a list, got int"),
        ("trusted_origins", [3], "trusted_origins: expected an origin, got 3"),
    ],
)
def test_wrong_value_of_a_setting(name: str, value: Any, message: str) -> None:
    check_rejected(TypeError, message, **{name: value})


def test_unknown_option() -> None:
    check_rejected(
        TypeError,
        "max_retrys: expected an argument of extract_runs.cancel, got 'max_retrys'; did you mean 'max_retries'",
        {"max_retrys": 1},
    )


def test_non_string_header() -> None:
    check_rejected(
        TypeError,
        "header 'X-Number': expected a str, got 5",
        {"headers": {"X-Number": 5}},
    )
    check_rejected(
        TypeError, "header 'X-Number': expected a str, got 5", headers={"X-Number": 5}
    )


def invalid_transports() -> Iterator[tuple[type, Any]]:
    for client_class in (Extend, AsyncExtend):
        yield client_class, object()
        yield client_class, 5
    yield Extend, httpx2.AsyncClient()
    yield Extend, AsyncFakeTransport()
    yield AsyncExtend, httpx2.Client()
    yield AsyncExtend, FakeTransport()


@pytest.mark.parametrize(("client_class", "transport"), [*invalid_transports()])
def test_invalid_transport(client_class: Any, transport: Any) -> None:
    with pytest.raises(TypeError, match="transport must be"):
        client_class(token="t", transport=transport)


def test_async_token_provider_and_hook_of_a_sync_client() -> None:
    async def provide(*_: object) -> str:
        raise AssertionError("a sync client must not run a coroutine")

    for settings in ({"token": provide}, {"hooks": [Hooks(request=provide)]}):
        transport = FakeTransport(DONE)
        client = Extend(**{"token": "t", "transport": transport, **settings})
        with pytest.raises(
            TypeError, match="async provider or hook passed to a sync client"
        ):
            client.extract_runs.cancel("exr_1")
        assert not transport.requests


def test_infinite_timeout_is_none() -> None:
    transport = FakeTransport(DONE)
    with Extend(token="t", transport=transport) as client:
        client.extract_runs.cancel("exr_1", timeout=float("inf"))
        client.extract_runs.cancel("exr_1", timeout=Timeout(read=1e30, total=5))
    first, second = (request.timeout for request in transport.requests)
    assert first == Timeout(None, None, None, None, None)
    assert second.read is not None
    assert second.read <= 5


def test_negative_limits() -> None:
    check_rejected(ValueError, "timeout must not be negative", {"timeout": -1})
    for size, error in ((-1, ValueError), ("5", TypeError), (True, TypeError)):
        with pytest.raises(error, match="max_response_bytes must"):
            Extend(token="t", max_response_bytes=cast("Any", size))


def test_integer_that_python_cannot_write() -> None:
    number = 10**5000
    with pytest.raises(
        InvalidArgumentError, match=r"a\[0\]: expected an int of at most"
    ):
        dumps({"a": [number]})
    with pytest.raises(InvalidArgumentError, match="too many digits") as caught:
        encode_value("str", number, SENDING)
    assert "too many digits" in str(caught.value)


def test_decimals_of_any_size() -> None:
    for text in ("1E+1000000000", "1E-1000000000", "1.50", "-0.000001"):
        encoded = encode_value("Decimal", Decimal(text), SENDING)
        assert Decimal(encoded) == Decimal(text)
        assert len(encoded) < 20


@pytest.mark.parametrize("year", [1, 9999])
def test_local_time_at_the_ends_of_the_calendar(year: int) -> None:
    local = Encoding(naive_datetimes="local")
    with suppress(InvalidArgumentError):
        encode_value("datetime", datetime(year, 1, 1), local)
        encode_value("datetime", datetime(year, 12, 31, 23), local)


def test_invalid_proxy_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "nonsense://proxy")
    with (
        Extend(token="t", base_url="http://127.0.0.1:9", transport="httpx2") as client,
        pytest.raises(
            APIConnectionError, match=r"127.0.0.1:9: ValueError: .*proxy"
        ) as caught,
    ):
        client.extract_runs.cancel("exr_1")
    assert (caught.value.attempts, caught.value.may_have_arrived) == (1, False)
