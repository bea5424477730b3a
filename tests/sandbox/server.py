"""A mock server of the Extend document on loopback that records the requests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from specpress import ir
from specpress.config import load_settings
from specpress.document.problems import Problems
from specpress.document.resolve import Workspace
from specpress.mock import serving
from specpress.mock.app import Mock
from specpress.mock.lifecycle import NEVER, LifecycleStore
from specpress.pipeline import open_document
from specpress.reader import build

ROOT = Path(__file__).parents[2]


@cache
def load_document() -> tuple[Workspace, ir.Api]:
    """Return the Extend document with its overlay, as configured in this repository."""
    problems = Problems()
    workspace, _ = open_document(load_settings(ROOT, {}), problems)
    api = build(workspace.root, problems)
    problems.raise_if_errors()
    return workspace, api


def build_mock() -> Mock:
    """Return the mock; a run keeps its status until it is cancelled."""
    workspace, api = load_document()
    return Mock(workspace, api, advance=NEVER)


@cache
def _run_store() -> LifecycleStore:
    return build_mock().store.lifecycles[0]


def make_run(run_id: str, status: str) -> dict[str, Any]:
    """Return a run in a status, with the fields that the document declares for it."""
    runs = _run_store()
    return runs.with_state({**runs.sample, "id": run_id}, status)


@dataclass
class Sandbox:
    """A running mock server, its runs, and the requests that it received."""

    url: str
    runs: LifecycleStore
    requests: list[dict[str, Any]] = field(default_factory=list)

    def put(self, run_id: str, status: str) -> None:
        """Store a run in a status."""
        self.runs.put(run_id, status)


@contextmanager
def run_sandbox() -> Iterator[Sandbox]:
    """Run the mock server on a free port of loopback."""
    mock = build_mock()
    server = Sandbox("", mock.store.lifecycles[0])
    with serving.serve_in_background(
        _record_requests(mock.create_app(), server.requests)
    ) as url:
        server.url = url
        yield server


def _record_requests(app: ASGIApp, requests: list[dict[str, Any]]) -> ASGIApp:
    """Wrap an application so that it records its requests."""

    async def record(scope: Scope, receive: Receive, send: Send) -> None:
        headers = {
            n.decode("latin-1"): v.decode("latin-1") for n, v in scope["headers"]
        }
        path = scope["raw_path"].decode("latin-1")
        request = {
            "method": scope["method"],
            "path": path,
            "headers": headers,
            "body": b"",
        }
        requests.append(request)

        async def receive_body() -> Message:
            message = await receive()
            request["body"] += message.get("body", b"")
            return message

        await app(scope, receive_body, send)

    return record
