"""The mock of the Extend document on loopback: a run in each status, and a record of what was asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from specpress import ir
from specpress.build import build
from specpress.config import load_settings
from specpress.mock import serving
from specpress.mock.app import Mock
from specpress.mock.lifecycle import NEVER, LifecycleStore
from specpress.press import opened
from specpress.problems import Problems
from specpress.resolve import Workspace

ROOT = Path(__file__).parents[2]


@cache
def document() -> tuple[Workspace, ir.Api]:
    """The Extend document with its overlay, as the settings of this repository name them."""
    problems = Problems()
    workspace, _ = opened(load_settings(ROOT, {}), problems)
    api = build(workspace.root, problems)
    problems.raise_if_errors()
    return workspace, api


def mock() -> Mock:
    """The mock; a run stays in its status until it is cancelled."""
    workspace, api = document()
    return Mock(workspace, api, advance=NEVER)


@cache
def _life() -> LifecycleStore:
    return mock().store.lifecycles[0]


def make_run(run_id: str, status: str) -> dict[str, Any]:
    """A run in a status, with what the document says is there in it."""
    life = _life()
    return life.with_state({**life.sample, "id": run_id}, status)


@dataclass
class Sandbox:
    """Where the mock is, and what it was asked."""

    url: str
    life: LifecycleStore
    asked: list[dict[str, Any]] = field(default_factory=list)

    def put(self, run_id: str, status: str) -> None:
        """Have a run in a status."""
        self.life.put(run_id, status)


@contextmanager
def sandbox() -> Iterator[Sandbox]:
    """Serve on a free port of loopback while the context lasts."""
    served = mock()
    state = Sandbox("", served.store.lifecycles[0])
    with serving.serve_in_background(_recorded(served.create_app(), state.asked)) as url:
        state.url = url
        yield state


def _recorded(app: ASGIApp, asked: list[dict[str, Any]]) -> ASGIApp:
    """The application, which writes down what it is asked."""

    async def recorded(scope: Scope, receive: Receive, send: Send) -> None:
        headers = {
            n.decode("latin-1"): v.decode("latin-1") for n, v in scope["headers"]
        }
        path = scope["raw_path"].decode("latin-1")
        entry = {
            "method": scope["method"],
            "path": path,
            "headers": headers,
            "body": b"",
        }
        asked.append(entry)

        async def read() -> Message:
            message = await receive()
            entry["body"] += message.get("body", b"")
            return message

        await app(scope, read, send)

    return recorded
