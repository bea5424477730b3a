"""Presses a document that a test writes down, imports what came out, and calls it in both flavours."""

from __future__ import annotations

import asyncio
import hashlib
import importlib
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from tempfile import mkdtemp
from types import ModuleType
from typing import Any

import pytest

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
        for part in ("errors", "models", "webhooks"):
            if f"{name}/{part}.py" in files or f"{name}/{part}/__init__.py" in files:
                importlib.import_module(f"{name}.{part}")
    return importlib.import_module(name)


LIBRARIES = ("httpx2", "pyreqwest")


Use = Callable[[Any], Any]
"""What a test does with a client: a call, whose result an asynchronous client lets it await."""


def call(made: ModuleType, server: Wire, use: Use, **settings: Any) -> Any:
    """What `use` gives for a synchronous client; an asynchronous one, and each transport, sends and gives the same.

    The request that was sent is `server.last`.
    """

    async def waited(client: Any) -> Any:
        return await use(client)

    return _each(made, server, use, waited, settings)


def refused(
    made: ModuleType,
    server: Wire,
    use: Use,
    kind: type[Exception],
    **settings: Any,
) -> Any:
    """The exception that `use` ends with, in every flavour and over each transport."""
    settings.setdefault("max_retries", 0)

    def caught(client: Any) -> Exception:
        with pytest.raises(kind) as found:
            use(client)
        return found.value

    async def waited(client: Any) -> Exception:
        with pytest.raises(kind) as found:
            await use(client)
        return found.value

    return _each(made, server, caught, waited, settings)


def gathered(made: ModuleType, server: Wire, use: Use, **settings: Any) -> list[Any]:
    """The items of the stream that `use` opens."""

    async def waited(client: Any) -> list[Any]:
        return [item async for item in await use(client)]

    return _each(made, server, lambda client: list(use(client)), waited, settings)


def _each(
    made: ModuleType,
    server: Wire,
    use: Use,
    waited: Callable[[Any], Awaitable[Any]],
    settings: dict[str, Any],
) -> Any:
    """What all flavours and transports agree on."""
    settings.setdefault("base_url", server.url)
    libraries = [settings.pop("transport")] if "transport" in settings else LIBRARIES
    answers, told = list(server.answers), []
    for library in libraries:
        for run in (_call_sync, _call_async):
            server.answers[:] = answers
            wanted = use if run is _call_sync else waited
            result = run(made, wanted, {**settings, "transport": library})
            told.append((result, server.last))
    first, *others = told
    for result, sent in others:
        assert _plain(result) == _plain(first[0])
        assert _comparable(sent) == _comparable(first[1])
    return first[0]


def _call_sync(made: ModuleType, use: Use, settings: dict[str, Any]) -> Any:
    with made.Acme(**settings) as client:
        return use(client)


def _call_async(made: ModuleType, use: Use, settings: dict[str, Any]) -> Any:
    async def run() -> Any:
        async with made.AsyncAcme(**settings) as client:
            return await use(client)

    return asyncio.run(run())


def _plain(result: Any) -> Any:
    if isinstance(result, Exception):
        return [
            repr(getattr(result, name, None))
            for name in ("__class__", "body", "faults")
        ]
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


def part(made: ModuleType, name: str) -> Any:
    """A module of a package, such as `models`."""
    return importlib.import_module(f"{made.__name__}.{name}")
