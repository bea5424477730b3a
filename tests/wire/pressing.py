"""Presses a document that a test writes down, imports what came out, and calls it in both flavours."""

from __future__ import annotations

import asyncio
import hashlib
import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp
from types import ModuleType
from typing import Any

from specpress.config import Settings
from specpress.files import write
from specpress.press import press
from tests.wire.server import Asked, Wire

FOLDER = Path(mkdtemp(prefix="specpress-wire-"))
HEAD = "openapi: 3.1.0\ninfo: {title: Acme, version: '1'}\n"


def package(document: str) -> ModuleType:
    """The package of a document (YAML; without `openapi` it gets version 3.1 and a title), imported."""
    text = document if "openapi:" in document else HEAD + document
    name = f"wire_{hashlib.sha256(text.encode()).hexdigest()[:12]}"
    if name not in sys.modules:
        spec = FOLDER / f"{name}.yaml"
        spec.write_text(text, "utf-8")
        pressed = press(Settings(str(spec), FOLDER, name, name, "Acme"))
        files = {n: t for n, t in pressed.files.items() if n.startswith(f"{name}/")}
        write(files, FOLDER)
        if str(FOLDER) not in sys.path:
            sys.path.insert(0, str(FOLDER))
            importlib.invalidate_caches()
    return importlib.import_module(name)


LIBRARIES = ("httpx2", "pyreqwest")


def call(
    made: ModuleType, server: Wire, use: Callable[[Any], Any], **settings: Any
) -> Any:
    """What `use` gives for a synchronous client; an asynchronous one, and each transport, sends and gives the same.

    The request that was sent is `server.last`.
    """
    settings.setdefault("base_url", server.url)
    libraries = [settings.pop("transport")] if "transport" in settings else LIBRARIES
    answers, told = list(server.answers), []
    for library in libraries:
        for run in (_call_sync, _call_async):
            server.answers[:] = answers
            result = run(made, use, {**settings, "transport": library})
            told.append((result, server.last))
    first, *others = told
    for result, sent in others:
        assert _plain(result) == _plain(first[0])
        assert _comparable(sent) == _comparable(first[1])
    return first[0]


def _call_sync(
    made: ModuleType, use: Callable[[Any], Any], settings: dict[str, Any]
) -> Any:
    with made.Acme(**settings) as client:
        return use(client)


def _call_async(
    made: ModuleType, use: Callable[[Any], Any], settings: dict[str, Any]
) -> Any:
    async def run() -> Any:
        async with made.AsyncAcme(**settings) as client:
            return await use(client)

    return asyncio.run(run())


def _plain(result: Any) -> Any:
    return repr(result)


def _comparable(asked: Asked) -> tuple[Any, ...]:
    """A request without what is a library's own, and without the boundary of its parts, which is never the same twice."""
    _, _, boundary = asked.headers.get("content-type", "").partition("boundary=")
    mark = boundary.encode() or b"\0"
    headers = {
        name: text.replace(boundary or "\0", "")
        for name, text in asked.headers.items()
        if name not in ("accept-encoding", "connection")
    }
    return asked.line, headers, asked.body.replace(mark, b"")
