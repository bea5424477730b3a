"""The transport for an argument of a client: a library, a client of httpx2, or a custom transport."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from ..codec.deferred_annotations import defer_module
from .transport import AsyncTransport, Library, SyncTransport

if TYPE_CHECKING:
    import httpx2


def select_sync_transport(
    transport: SyncTransport | httpx2.Client | Library | None,
) -> SyncTransport:
    """Return the transport for an argument of a client.

    Raises:
        ImportError: the library is not installed.
        TypeError: the argument is not a transport, or an async one.
        ValueError: unknown library name.
    """
    library, instance = _select_library(transport, "close")
    if library == "pyreqwest":
        from .pyreqwest_sync import PyreqwestSyncTransport

        return PyreqwestSyncTransport()
    if library == "httpx2":
        from .httpx2_sync import Httpx2SyncTransport

        return Httpx2SyncTransport(instance)
    custom: SyncTransport = instance
    return custom


def select_async_transport(
    transport: AsyncTransport | httpx2.AsyncClient | Library | None,
) -> AsyncTransport:
    """Return the transport for an argument of an async client.

    Raises:
        ImportError: the library is not installed.
        TypeError: the argument is not a transport, or a sync one.
        ValueError: unknown library name.
    """
    library, instance = _select_library(transport, "aclose")
    if library == "pyreqwest":
        from .pyreqwest_async import PyreqwestAsyncTransport

        return PyreqwestAsyncTransport()
    if library == "httpx2":
        from .httpx2_async import Httpx2AsyncTransport

        return Httpx2AsyncTransport(instance)
    custom: AsyncTransport = instance
    return custom


def _select_library(transport: Any, close: str) -> tuple[str, Any]:
    """Return the library ("" for a custom transport), and the client or transport of the caller.

    `close` is the method that distinguishes sync from async transports.

    Raises:
        TypeError: the argument is not a transport, or of the other kind.
        ValueError: unknown library name.
    """
    if transport is None:
        return ("pyreqwest" if find_spec("pyreqwest") else "httpx2"), None
    if isinstance(transport, str):
        if transport not in ("httpx2", "pyreqwest"):
            expected = "'httpx2' or 'pyreqwest'"
            raise ValueError(f"transport must be {expected}, got {transport!r}")
        return transport, None
    is_client = hasattr(transport, "build_request")
    if not hasattr(transport, close) or not (is_client or hasattr(transport, "open")):
        kind = "Async" if close == "aclose" else "Sync"
        client = "httpx2.AsyncClient" if close == "aclose" else "httpx2.Client"
        expected = f"a library name, an {client} or any {kind}Transport"
        got = type(transport).__name__
        raise TypeError(f"transport must be {expected}, got {got}")
    return ("httpx2" if is_client else ""), transport


defer_module(__name__)
