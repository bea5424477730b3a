"""Serve the pages and the mock server at one origin, which refuses requests of other origins."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOCK = "/mock"
TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
}
# The policy of the pages themselves is stricter; other sites cannot show them in a frame.
HEADERS = (
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"frame-ancestors 'none'"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-content-type-options", b"nosniff"),
)
# Values of `Sec-Fetch-Site` in requests of other pages.
OTHER_SITES = ("cross-site", "same-site")
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class SiteServer:
    """An ASGI application: pages in memory, and the mock server below `/mock`."""

    def __init__(self, files: Mapping[str, str], mock: ASGIApp, host: str) -> None:
        self.files = files
        self.mock = mock
        self.host = host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a page, or pass the request to the mock server."""
        headers = {
            name.decode("latin-1"): v.decode("latin-1") for name, v in scope["headers"]
        }
        path = scope["path"]
        is_for_mock = path == MOCK or path.startswith(f"{MOCK}/")
        if refusal := self._find_refusal(headers, is_for_mock):
            await _send(send, 403, "txt", refusal)
        elif is_for_mock:
            await self.mock(_strip_prefix(scope), receive, send)
        else:
            await self._send_page(path, scope["method"], send)

    def _find_refusal(self, headers: Mapping[str, str], is_for_mock: bool) -> str:
        """Return the reason to refuse a request; "" without one.

        Another name for this address (DNS rebinding) would give other sites access to the mock server. They may
        have links to pages, but not send requests, of which browsers name the origin in one of two headers.
        """
        host = _parse_host(headers.get("host", ""))
        if self.host in LOOPBACK and host not in LOOPBACK:
            return "this server answers requests to its own address only"
        origin = headers.get("origin")
        is_other = origin is not None and _parse_origin(origin) != headers.get("host")
        is_of_other_site = headers.get("sec-fetch-site") in OTHER_SITES
        if is_other or (is_of_other_site and is_for_mock):
            return "this server refuses requests of pages of other origins"
        return ""

    async def _send_page(self, path: str, method: str, send: Send) -> None:
        if method not in ("GET", "HEAD"):
            await _send(send, 405, "txt", "the pages are read with GET")
            return
        name = unquote(path).lstrip("/") or "index.html"
        text = self.files.get(name)
        if text is None:
            await _send(send, 404, "txt", "there is no such page")
            return
        await _send(send, 200, name.rpartition(".")[2], text if method == "GET" else "")


def _parse_host(text: str) -> str | None:
    """Return the host of the header `Host`, without the port."""
    try:
        return urlsplit(f"//{text}").hostname
    except ValueError:
        return None


def _parse_origin(text: str) -> str | None:
    """Return host and port of an origin; None if it has none."""
    try:
        return urlsplit(text).netloc or None
    except ValueError:
        return None


def _strip_prefix(scope: Scope) -> Scope:
    """Return the scope with the path that the mock server has at its own address."""
    stripped = {**scope, "path": scope["path"][len(MOCK) :] or "/"}
    if raw_path := scope.get("raw_path"):
        stripped["raw_path"] = raw_path[len(MOCK) :] or b"/"
    return stripped


async def _send(send: Send, status: int, kind: str, text: str) -> None:
    body = text.encode()
    headers = [
        (b"content-type", TYPES.get(kind, TYPES["txt"]).encode()),
        (b"content-length", str(len(body)).encode()),
        *HEADERS,
    ]
    start: Message = {
        "type": "http.response.start",
        "status": status,
        "headers": headers,
    }
    await send(start)
    await send({"type": "http.response.body", "body": body})
