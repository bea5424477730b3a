"""Answer every request on a loopback port with the content of a file; the port is printed.

The server ends when its standard input does.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

BODY = Path(sys.argv[1]).read_bytes()
HEAD = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(BODY)}\r\n\r\n"
RESPONSE = HEAD.encode() + BODY


class Connection(asyncio.Protocol):
    """A connection whose requests have no body, or one of a declared length."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Note the transport."""
        self.transport = transport
        self.received = b""

    def data_received(self, data: bytes) -> None:
        """Answer each complete request."""
        self.received += data
        while (end := self.received.find(b"\r\n\r\n")) >= 0:
            end += 4 + _read_length(self.received[:end].lower())
            if len(self.received) < end:
                return
            self.received = self.received[end:]
            self.transport.write(RESPONSE)


def _read_length(head: bytes) -> int:
    _, _, rest = head.partition(b"\r\ncontent-length:")
    return int(rest.partition(b"\r\n")[0] or 0)


async def main() -> None:
    """Serve until standard input ends."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Connection, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.buffer.read)


if __name__ == "__main__":
    asyncio.run(main())
