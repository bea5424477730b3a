"""A fake of GitHub's API for comments, on loopback."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from specpress.cli.pull_request import MAX_LENGTH

BOT = "github-actions[bot]"


@dataclass
class GitHub:
    """A fake of the API for comments."""

    comments: list[dict[str, Any]] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    status: int = 0
    location: str = ""
    """The status of all responses; 0 for those of a working API."""

    def add(self, body: str, login: str = BOT) -> None:
        """Add a comment."""
        number = max((c["id"] for c in self.comments), default=0) + 1
        self.comments.append({"id": number, "body": body, "user": {"login": login}})

    def respond(self, method: str, url: str, body: Any) -> tuple[int, Any]:
        """Return the status and the body of a response."""
        parts = urlsplit(url)
        self.requests.append(f"{method} {parts.path}")
        if self.status:
            return self.status, {"message": "no"}
        if body is not None and len(body["body"].encode("utf-16-le")) // 2 > MAX_LENGTH:
            return 422, {"message": "body is too long"}
        if parts.path == "/repos/ann/books/issues/7/comments":
            if method == "POST":
                self.add(body["body"])
                return 201, self.comments[-1]
            query = parse_qs(parts.query)
            size, page = int(query["per_page"][0]), int(query["page"][0])
            return 200, self.comments[(page - 1) * size : page * size]
        number = int(parts.path.rpartition("/")[2])
        assert parts.path == f"/repos/ann/books/issues/comments/{number}"
        (comment,) = (c for c in self.comments if c["id"] == number)
        if method == "DELETE":
            self.comments.remove(comment)
            return 204, None
        comment["body"] = body["body"]
        return 200, comment


@contextmanager
def serve_github(github: GitHub) -> Iterator[str]:
    """Serve the API; return its URL."""

    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            assert self.headers["Authorization"] == "Bearer secret"
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            status, content = github.respond(self.command, self.path, body)
            data = b"" if content is None else json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            if github.location:
                self.send_header("Location", github.location)
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PATCH = do_DELETE = handle_any

        def log_message(self, *_: Any) -> None:
            """Print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
