"""Clients: rate limits, copies, pickles, servers in a private network."""

from __future__ import annotations

import asyncio
import copy
import pickle
import warnings
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from typing import Any

import pytest
from bookshop_client import APITimeoutError, AsyncBookshop, Bookshop
from bookshop_client.models import Priority
from bookshop_client.testing import FakeBookshop, response

LIMITED = response(200, 2, ratelimit='"default";r=0;t=3600')


def test_rate_limits_are_ignored_by_default(fake_bookshop: FakeBookshop) -> None:
    fake_bookshop.ops.slow.returns(LIMITED)
    with fake_bookshop.client() as client:
        client.ops.slow()
        client.ops.slow()


def test_all_threads_respect_rate_limits(fake_bookshop: FakeBookshop) -> None:
    slow = fake_bookshop.ops.slow.returns(LIMITED)
    with fake_bookshop.client(respect_rate_limits=True, timeout=5) as client:
        client.ops.slow()

        def call(number: int) -> bool:
            with pytest.raises(APITimeoutError, match="rate limit"):
                client.ops.slow(seconds=number)
            return True

        with ThreadPoolExecutor(4) as pool:
            assert all(pool.map(call, range(8)))
    assert len(slow.requests) == 1


def test_all_tasks_respect_rate_limits(fake_bookshop: FakeBookshop) -> None:
    slow = fake_bookshop.ops.slow.returns(LIMITED)

    async def call() -> list[Any]:
        async with fake_bookshop.async_client(
            respect_rate_limits=True, timeout=5
        ) as client:
            await client.ops.slow()
            calls = [client.ops.slow() for _ in range(4)]
            return await asyncio.gather(*calls, return_exceptions=True)

    assert {type(result) for result in asyncio.run(call())} == {APITimeoutError}
    assert len(slow.requests) == 1


def read_settings(client: Bookshop) -> str:
    """Return what a client sends; it runs in another process."""
    fake = FakeBookshop()
    fake.ops.slow.returns(Priority.VALUE_1)
    with fake.client() as connected:
        connected.ops.slow()
    return repr(client)


@pytest.mark.parametrize("kind", [Bookshop, AsyncBookshop])
def test_copies_and_pickles(kind: type[Bookshop] | type[AsyncBookshop]) -> None:
    client = kind(base_url="https://shop.test", token="t", timeout=3, max_retries=1)
    for copied in (
        copy.deepcopy(client),
        copy.copy(client),
        pickle.loads(pickle.dumps(client)),
    ):
        assert type(copied) is kind
        assert repr(copied) == repr(client)
        assert copied.books is not client.books


def test_client_in_another_process() -> None:
    client = Bookshop(base_url="https://shop.test", token="t")
    with ProcessPoolExecutor(1) as pool:
        assert pool.submit(read_settings, client).result() == repr(client)


def test_copy_does_not_close_the_original(fake_bookshop: FakeBookshop) -> None:
    fake_bookshop.ops.slow.returns(Priority.VALUE_1)
    client = fake_bookshop.client()
    with copy.deepcopy(client) as copied:
        copied.ops.slow()
    client.ops.slow()
    client.close()


@pytest.mark.parametrize("kind", [Bookshop, AsyncBookshop])
def test_plain_http(kind: type[Bookshop] | type[AsyncBookshop]) -> None:
    url = "http://shop.internal:8000"
    with pytest.warns(UserWarning, match="allow_plain_http=True"):
        kind(base_url=url, token="t")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        kind(base_url=url, token="t", allow_plain_http=True)
        kind(base_url="http://127.0.0.1:8000", token="t")
