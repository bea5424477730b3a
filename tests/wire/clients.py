"""Generate and import the package of a document, and compare what its clients send and return."""

from __future__ import annotations

import asyncio
import hashlib
import importlib
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from specpress.config import Settings
from specpress.pipeline import generate
from tests.shared import RUN, build_once, write_sources
from tests.wire.server import ReceivedRequest, RecordingServer

PACKAGES = RUN / "packages"
HEAD = "openapi: 3.1.0\ninfo: {title: Acme, version: '1'}\n"
TRANSPORTS = ("httpx2", "pyreqwest")

# Calls a method of a client; with an asynchronous client, the result is awaited.
Use = Callable[[Any], Any]


def generate_package(document: str) -> ModuleType:
    """Return the imported package of a document in YAML.

    A document without `openapi` gets version 3.1 and a title.
    """
    text = document if "openapi:" in document else HEAD + document
    name = f"wire_{hashlib.sha256(text.encode()).hexdigest()[:12]}"
    if name not in sys.modules:
        package = build_once(PACKAGES / name, lambda path: _generate(text, name, path))
        if str(PACKAGES) not in sys.path:
            sys.path.insert(0, str(PACKAGES))
        importlib.invalidate_caches()
        for module in ("errors", "models", "webhooks"):
            if (package / f"{module}.py").exists() or (package / module).is_dir():
                importlib.import_module(f"{name}.{module}")
    return importlib.import_module(name)


def _generate(document: str, name: str, directory: Path) -> None:
    """Write the package of a document to a directory."""
    source = directory.with_suffix(".yaml")
    source.write_text(document, "utf-8")
    files = generate(Settings(str(source), directory, name, name, "Acme")).files
    prefix = f"{name}/"
    package = {n.removeprefix(prefix): files[n] for n in files if n.startswith(prefix)}
    write_sources(package, directory)


def import_submodule(package: ModuleType, name: str) -> Any:
    """Return a module of a package, such as `models`."""
    return importlib.import_module(f"{package.__name__}.{name}")


def call(
    package: ModuleType, server: RecordingServer, use: Use, **settings: Any
) -> Any:
    """Return the result of `use`, which must be the same for each client and transport.

    All of them must send the same request: it is `server.last`.
    """

    async def use_async(client: Any) -> Any:
        return await use(client)

    return _compare_clients(package, server, use, use_async, settings)


def catch_error(
    package: ModuleType,
    server: RecordingServer,
    use: Use,
    expected: type[Exception],
    **settings: Any,
) -> Any:
    """Return the exception that `use` raises, the same with each client and transport."""
    settings.setdefault("max_retries", 0)

    def catch(client: Any) -> Exception:
        with pytest.raises(expected) as caught:
            use(client)
        return caught.value

    async def catch_async(client: Any) -> Exception:
        with pytest.raises(expected) as caught:
            await use(client)
        return caught.value

    return _compare_clients(package, server, catch, catch_async, settings)


def collect_items(
    package: ModuleType, server: RecordingServer, use: Use, **settings: Any
) -> list[Any]:
    """Return the items of the stream that `use` opens."""

    async def collect(client: Any) -> list[Any]:
        return [item async for item in await use(client)]

    return _compare_clients(
        package, server, lambda client: list(use(client)), collect, settings
    )


def _compare_clients(
    package: ModuleType,
    server: RecordingServer,
    use: Use,
    use_async: Callable[[Any], Awaitable[Any]],
    settings: dict[str, Any],
) -> Any:
    """Return the common result of both clients over each transport."""
    settings.setdefault("base_url", server.url)
    transports = [settings.pop("transport")] if "transport" in settings else TRANSPORTS
    responses, exchanges = list(server.responses), []
    for transport in transports:
        for run in (_run_sync, _run_async):
            server.responses[:] = responses
            action = use if run is _run_sync else use_async
            result = run(package, action, {**settings, "transport": transport})
            assert server.requests, f"no request arrived: {result!r}"
            exchanges.append((result, server.last))
    (first_result, first_request), *others = exchanges
    for result, request in others:
        assert _comparable_result(result) == _comparable_result(first_result)
        assert _comparable_request(request) == _comparable_request(first_request)
    return first_result


def _run_sync(package: ModuleType, use: Use, settings: dict[str, Any]) -> Any:
    with package.Acme(**settings) as client:
        return use(client)


def _run_async(package: ModuleType, use: Use, settings: dict[str, Any]) -> Any:
    async def run() -> Any:
        async with package.AsyncAcme(**settings) as client:
            return await use(client)

    return asyncio.run(run())


def _comparable_result(result: Any) -> Any:
    if isinstance(result, Exception):
        return [
            repr(getattr(result, name, None))
            for name in ("__class__", "body", "faults")
        ]
    return repr(result)


def _comparable_request(request: ReceivedRequest) -> tuple[Any, ...]:
    """Return a request without the headers of the HTTP library and the random boundary of its parts."""
    _, _, boundary = request.headers.get("content-type", "").partition("boundary=")
    boundary = boundary or "\0"
    headers = {
        name: value.replace(boundary, "")
        for name, value in request.headers.items()
        if name not in ("accept-encoding", "connection")
    }
    return request.line, headers, request.body.replace(boundary.encode(), b"")
