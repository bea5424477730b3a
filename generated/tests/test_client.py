# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
"""The whole client, synchronous and asynchronous, against a server on loopback.

`calls.json` was made from the document: each operation, and what a test can give it.
"""

from __future__ import annotations

import asyncio
import inspect
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from extend_client import (
    APIDecodeError,
    APIStatusError,
    AsyncExtend,
    Extend,
    errors,
)

if TYPE_CHECKING:
    from conftest import Server

    Flavour = Callable[[Server, str], Any]

SECRET = "not-to-be-seen"

CALLS: dict[str, dict[str, Any]] = json.loads(
    Path(__file__).with_name("calls.json").read_text("utf-8")
)
REACHED = [name for name, told in CALLS.items() if "arguments" in told]
EXAMPLES = [name for name, told in CALLS.items() if "example" in told]
STATUSES = sorted(int(status) for status in errors.STATUS_ERRORS if status.isdigit())


def make(server: Server) -> Extend:
    return Extend(
        token=SECRET,
        base_url=server.url,
        max_retries=0,
    )


def make_async(server: Server) -> AsyncExtend:
    return AsyncExtend(
        token=SECRET,
        base_url=server.url,
        max_retries=0,
    )


def call(client: object, name: str) -> Any:
    resource, method = name.split(".")
    return getattr(getattr(client, resource), method)(**CALLS[name]["arguments"])


def call_sync(server: Server, name: str) -> Any:
    with make(server) as client:
        return call(client, name)


def call_async(server: Server, name: str) -> Any:
    async def run() -> Any:
        async with make_async(server) as client:
            return await call(client, name)

    return asyncio.run(run())


FLAVOURS = pytest.mark.parametrize("flavour", [call_sync, call_async])


@FLAVOURS
@pytest.mark.parametrize("name", REACHED)
def test_a_call_reaches_the_documented_operation(
    server: Server, name: str, flavour: Flavour
) -> None:
    server.status = 418
    with pytest.raises(APIStatusError) as caught:
        flavour(server, name)
    assert caught.value.status == 418
    (asked,) = server.asked
    assert asked.method == CALLS[name]["method"]
    assert "a/b?c" not in asked.path
    assert SECRET not in repr(caught.value) + str(caught.value)


@FLAVOURS
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_documented_example_comes_back_whole(
    server: Server, name: str, flavour: Flavour
) -> None:
    told = CALLS[name]
    server.status, server.content = told["status"], json.dumps(told["example"]).encode()
    result = flavour(server, name)
    assert result.to_dict() == told["example"]


@FLAVOURS
@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("name", REACHED[:1])
def test_each_documented_status_raises_its_class(
    server: Server, name: str, status: int, flavour: Flavour
) -> None:
    server.status, server.content = status, b"<html>not what was promised</html>"
    with pytest.raises(errors.STATUS_ERRORS[str(status)].load()) as caught:
        flavour(server, name)
    assert caught.value.status == status
    assert caught.value.body in (None, server.content, server.content.decode())
    assert caught.value.raw in (server.content, b"")


@FLAVOURS
@pytest.mark.parametrize("name", EXAMPLES)
def test_a_contradiction_is_told_and_nothing_is_lost(
    server: Server, name: str, flavour: Flavour
) -> None:
    server.status, server.content = CALLS[name]["status"], b"[1]"
    with pytest.raises(APIDecodeError) as caught:
        flavour(server, name)
    assert caught.value.raw == b"[1]"
    assert caught.value.status == server.status
    assert caught.value.faults


@pytest.mark.parametrize("name", CALLS)
def test_both_flavours_have_the_same_signature(server: Server, name: str) -> None:
    resource, method = name.split(".")
    with make(server) as client:
        plain = getattr(getattr(client, resource), method)
    other = getattr(getattr(make_async(server), resource), method)
    own, others = inspect.signature(plain), inspect.signature(other)
    assert own.parameters == others.parameters
    assert own.return_annotation == others.return_annotation.replace("AsyncS", "S")
    assert inspect.iscoroutinefunction(other)
    assert not inspect.iscoroutinefunction(plain)


def test_no_secret_is_shown(server: Server) -> None:
    with make(server) as client:
        assert SECRET not in repr(client) + repr(vars(client))
