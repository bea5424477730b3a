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


def call(
    made: ModuleType, server: Wire, use: Callable[[Any], Any], **settings: Any
) -> Any:
    """What `use` gives for a synchronous client; an asynchronous one must send and give the same.

    The request that was sent is `server.last`.
    """
    settings.setdefault("base_url", server.url)
    answers = list(server.answers)
    with made.Acme(**settings) as client:
        result = use(client)
    sent = server.last
    server.answers[:] = answers
    assert _plain(asyncio.run(_called(made, use, settings))) == _plain(result)
    assert _comparable(server.last) == _comparable(sent)
    return result


async def _called(
    made: ModuleType, use: Callable[[Any], Any], settings: dict[str, Any]
) -> Any:
    async with made.AsyncAcme(**settings) as client:
        return await use(client)


def _plain(result: Any) -> Any:
    return repr(result)


def _comparable(asked: Asked) -> tuple[Any, ...]:
    """A request without the boundary of its parts, which is never the same twice."""
    _, _, boundary = asked.headers.get("content-type", "").partition("boundary=")
    mark = boundary.encode() or b"\0"
    headers = {n: v.replace(boundary or "\0", "") for n, v in asked.headers.items()}
    return asked.line, headers, asked.body.replace(mark, b"")
