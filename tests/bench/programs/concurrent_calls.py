"""Cancel runs on loopback, 50 at a time, with the contender named by the first argument; `--show` prints one result.

Prints the microseconds of a call: the fastest of three rounds.
"""

from __future__ import annotations

import asyncio
import json
import logging
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from comparing import show_result

CONCURRENT = 50
CALLS = 400
ROUNDS = 3
PATH = "/extract_runs/exr_1/cancel"
Call = Callable[[], Awaitable[object]]


@asynccontextmanager
async def specpress(url: str, library: str = "httpx2") -> AsyncIterator[Call]:
    from extend_client import AsyncExtend

    async with AsyncExtend(token="t", base_url=url, transport=library) as client:
        yield lambda: client.extract_runs.cancel("exr_1")


@asynccontextmanager
async def specpress_fast(url: str) -> AsyncIterator[Call]:
    async with specpress(url, "pyreqwest") as call:
        yield call


@asynccontextmanager
async def extend_ai(url: str) -> AsyncIterator[Call]:
    import httpx
    from extend_ai import AsyncExtend

    async with httpx.AsyncClient() as http:
        client = AsyncExtend(token="t", base_url=url, httpx_client=http)
        yield lambda: client.extract_runs.cancel("exr_1")


@asynccontextmanager
async def bare_httpx2(url: str) -> AsyncIterator[Call]:
    import httpx2

    async with httpx2.AsyncClient() as http:

        async def call() -> object:
            return json.loads((await http.post(url + PATH)).content)

        yield call


@asynccontextmanager
async def bare_pyreqwest(url: str) -> AsyncIterator[Call]:
    from pyreqwest.client import ClientBuilder

    async with ClientBuilder().build() as http:

        async def call() -> object:
            response = await http.post(url + PATH).build().send()
            return json.loads(bytes(await response.bytes()))

        yield call


CONTENDERS = {
    "specpress with httpx2": specpress,
    "specpress with pyreqwest": specpress_fast,
    "extend-ai": extend_ai,
    "httpx2 and json only": bare_httpx2,
    "pyreqwest and json only": bare_pyreqwest,
}


async def main(name: str, body: str) -> None:
    """Call a server in another process."""
    logging.disable()
    program = Path(__file__).with_name("server.py")
    server = subprocess.Popen(
        [sys.executable, str(program), body],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with server:
        port = int(server.stdout.readline())
        async with CONTENDERS[name](f"http://127.0.0.1:{port}") as call:
            if "--show" in sys.argv:
                show_result(await call())
            else:
                print(min([await _time_round(call) for _ in range(ROUNDS)]))
        server.stdin.close()


async def _time_round(call: Call) -> float:
    """Return the microseconds of a call, when workers share the calls."""
    remaining = iter(range(CALLS))

    async def work() -> None:
        for _ in remaining:
            await call()

    began = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(CONCURRENT)))
    return (time.perf_counter() - began) / CALLS * 1e6


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2]))
