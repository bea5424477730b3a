"""The server of the soak, a process of its own: answers in all ways, good and bad, in turn."""

from __future__ import annotations

import asyncio
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.acts import RUN, answer, head, refusal

ROOT = Path(__file__).parents[2]
SEED = 20261125
PATH = re.compile(rb"(?:POST|GET) /extract_runs/([^/ ]+)")
AGAIN = "retry-after: 0"
BUSY, GONE = refusal("BUSY", True), refusal("NOT_FOUND")


def outcome(name: bytes, chance: float) -> tuple[bytes, bool]:
    """What a request is answered, and whether the connection ends with that."""
    body = RUN.replace(b"exr_1", name)
    if chance < 0.005:
        return b"", True
    if chance < 0.01:
        return head(200, f"content-length: {len(body)}") + body[:60], True
    table = {
        0.05: answer(400, refusal()),
        0.09: answer(404, GONE),
        0.12: answer(429, BUSY, AGAIN),
        0.14: answer(503, BUSY, AGAIN),
        0.16: answer(200, b'{"id": 7}'),
        0.18: answer(200, b"<html>", content_type="text/html"),
        0.20: answer(204),
    }
    found = next((bad for limit, bad in table.items() if chance < limit), None)
    return found or answer(200, body), False


class Answering(asyncio.Protocol):
    """One connection."""

    chance = random.Random(SEED)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport: asyncio.Transport = transport  # type: ignore[assignment]
        self._waiting = b""

    def data_received(self, data: bytes) -> None:
        """Answer each request that is whole; none has a body."""
        *heads, self._waiting = (self._waiting + data).split(b"\r\n\r\n")
        for text in heads:
            match = PATH.match(text)
            name = match[1] if match else b"?"
            told, ends = outcome(name, self.chance.random())
            self._transport.write(told)
            if ends:
                self._transport.close()


async def _serve() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Answering, "127.0.0.1", 0, backlog=512)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


@contextmanager
def soaking() -> Iterator[str]:
    """The URL of a running server."""
    command = [sys.executable, "-m", "tests.faults.soaking"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.terminate()


if __name__ == "__main__":
    asyncio.run(_serve())
