"""A local HTTP server with a configurable response, which records the requests."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


@dataclass
class ReceivedRequest:
    """A request that the server received."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Server:
    """The response to send, and the requests received."""

    url: str = ""
    status: int = 200
    content: bytes = b"{}"
    content_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    requests: list[ReceivedRequest] = field(default_factory=list)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    state = Server()
    # A proxy of the environment does not reach this server.
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.setenv(name, "127.0.0.1")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def respond(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            headers = {name.lower(): text for name, text in self.headers.items()}
            body = self.rfile.read(length)
            request = ReceivedRequest(self.command, self.path, headers, body)
            state.requests.append(request)
            self.send_response(state.status)
            content = b"" if state.status in (204, 304) else state.content
            self.send_header("content-type", state.content_type)
            self.send_header("content-length", str(len(content)))
            for name, text in state.headers.items():
                self.send_header(name, text)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        def __getattr__(self, name: str) -> Callable[[], None]:
            """Handle every method, also one that the document defines."""
            if name.startswith("do_"):
                return self.respond
            raise AttributeError(name)

        def log_message(self, format: str, *args: object) -> None:
            """Suppress the log."""

    http_server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{http_server.server_port}"
    thread = threading.Thread(
        target=http_server.serve_forever, args=(0.01,), daemon=True
    )
    thread.start()
    yield state
    http_server.shutdown()
    http_server.server_close()
