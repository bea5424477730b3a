"""A server of the files of a directory, for commands that fetch a document."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class _Handler(SimpleHTTPRequestHandler):
    redirect = "/redirects"

    def do_GET(self) -> None:
        if self.path == "/redirects":
            self.send_response(302)
            self.send_header("Location", self.redirect)
            self.end_headers()
        else:
            super().do_GET()

    def guess_type(self, path: object) -> str:
        return "text/html" if str(path).endswith("docs") else "text/plain"

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serve(directory: Path, redirect: str = "/redirects") -> Iterator[int]:
    """Serve a directory at a free port of 127.0.0.1; `/redirects` redirects to a URL."""
    handler_class = type("Handler", (_Handler,), {"redirect": redirect})
    handler = partial(handler_class, directory=str(directory))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()
