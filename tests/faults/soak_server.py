"""Server of the soak test, in its own process: random successes and faults."""

from __future__ import annotations

import asyncio
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.actions import RUN, error_json, head, response

ROOT = Path(__file__).parents[2]
SEED = 20261125
PATH = re.compile(rb"(?:POST|GET) /extract_runs/([^/ ]+)")
RETRY_NOW = "retry-after: 0"
BUSY, NOT_FOUND = error_json("BUSY", True), error_json("NOT_FOUND")


def choose_response(run_id: bytes, chance: float) -> tuple[bytes, bool]:
    """Return the response for a number between 0 and 1, and whether the connection ends."""
    body = RUN.replace(b"exr_1", run_id)
    if chance < 0.005:
        return b"", True
    if chance < 0.01:
        return head(200, f"content-length: {len(body)}") + body[:60], True
    faults = {
        0.05: response(400, error_json()),
        0.09: response(404, NOT_FOUND),
        0.12: response(429, BUSY, RETRY_NOW),
        0.14: response(503, BUSY, RETRY_NOW),
        0.16: response(200, b'{"id": 7}'),
        0.18: response(200, b"<html>", content_type="text/html"),
        0.20: response(204),
    }
    fault = next((data for limit, data in faults.items() if chance < limit), None)
    return fault or response(200, body), False


class SoakProtocol(asyncio.Protocol):
    """One connection."""

    # Shared by all connections, so that the sequence of faults is reproducible.
    chance = random.Random(SEED)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Start with an empty buffer."""
        self._transport: asyncio.Transport = transport  # type: ignore[assignment]
        self._buffer = b""

    def data_received(self, data: bytes) -> None:
        """Respond to each complete request; the requests have no body."""
        *heads, self._buffer = (self._buffer + data).split(b"\r\n\r\n")
        for text in heads:
            match = PATH.match(text)
            run_id = match[1] if match else b"?"
            response_bytes, is_last = choose_response(run_id, self.chance.random())
            self._transport.write(response_bytes)
            if is_last:
                self._transport.close()


async def _serve() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(SoakProtocol, "127.0.0.1", 0, backlog=512)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


@contextmanager
def soak_server() -> Iterator[str]:
    """Run the server in a new process and yield its URL."""
    command = [sys.executable, "-m", "tests.faults.soak_server"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.terminate()


if __name__ == "__main__":
    asyncio.run(_serve())
