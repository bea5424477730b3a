"""A small server on loopback that behaves as the documented endpoint: runs in each status, one cancel."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

STATUSES = ("PENDING", "PROCESSING", "PROCESSED", "FAILED", "CANCELLED")
PATH = re.compile(r"/extract_runs/([^/?]+)/cancel\Z")


def make_run(run_id: str, status: str) -> dict[str, Any]:
    """A run in a status, with what the document says is there in it."""
    nulls = (
        "output initialOutput reviewedOutput failureReason failureMessage metadata edits "
        "extractor extractorVersion file files parseRunId usage"
    )
    run: dict[str, Any] = {
        "object": "extract_run",
        "id": run_id,
        "status": status,
        **dict.fromkeys(nulls.split()),
        "reviewed": False,
        "edited": False,
        "config": {"baseProcessor": "extraction_light"},
        "dashboardUrl": f"https://dashboard.extend.ai/runs/{run_id}",
        "createdAt": "2026-10-01T08:00:00.004Z",
        "updatedAt": "2026-10-01T08:00:06.871Z",
    }
    if status == "PROCESSED":
        run |= {
            "output": {"value": {"total": 12.5}, "metadata": {}},
            "usage": {"credits": 2},
        }
    if status == "FAILED":
        run |= {
            "failureReason": "PARSING_ERROR",
            "failureMessage": "The file is damaged.",
        }
    return run


@dataclass
class Sandbox:
    """The server's state."""

    url: str
    runs: dict[str, dict[str, Any]]
    asked: list[dict[str, Any]] = field(default_factory=list)

    def cancel(
        self, run_id: str, headers: dict[str, str]
    ) -> tuple[int, dict[str, Any]]:
        """Status and body of the answer."""
        if not headers.get("authorization", "").startswith("Bearer "):
            return _error(401, "UNAUTHORIZED", "The API key is missing.")
        if "x-extend-api-version" not in headers:
            return _error(400, "INVALID_REQUEST", "The version header is missing.")
        run = self.runs.get(run_id)
        if run is None:
            return _error(404, "NOT_FOUND", "Extract run not found.")
        if run["status"] != "PROCESSING":
            return _error(
                400, "INVALID_REQUEST", "Only runs in PROCESSING can be cancelled."
            )
        run["status"] = "CANCELLED"
        return 200, run


def _error(status: int, code: str, message: str) -> tuple[int, dict[str, Any]]:
    body = {
        "code": code,
        "message": message,
        "retryable": False,
        "requestId": "req_sandbox",
    }
    return status, body


@contextmanager
def sandbox() -> Iterator[Sandbox]:
    """Serve on a free port of loopback while the context lasts."""
    runs = {f"exr_{s.lower()}": make_run(f"exr_{s.lower()}", s) for s in STATUSES}
    state = Sandbox("", runs)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            headers = {name.lower(): text for name, text in self.headers.items()}
            body = self.rfile.read(int(headers.get("content-length") or 0))
            state.asked.append(
                {"method": "POST", "path": self.path, "headers": headers, "body": body}
            )
            match = PATH.match(self.path)
            status, answer = (
                state.cancel(match[1], headers)
                if match
                else _error(404, "NOT_FOUND", "No such path.")
            )
            content = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(content)))
            self.send_header("x-extend-request-id", "req_sandbox")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Stay quiet."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{listening.server_port}"
    threading.Thread(target=listening.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield state
    finally:
        listening.shutdown()
        listening.server_close()
