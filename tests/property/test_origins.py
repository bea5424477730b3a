"""Origins of random paths, servers and variables: independent URL parsers agree on the host, or no request is sent."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import httpx2
from extend_client._runtime.codec.codec import SENDING
from extend_client._runtime.operation import ClientSettings, Operation, RequestOptions
from extend_client._runtime.urls import build_url, fill_path, select_server
from hypothesis import given
from hypothesis import strategies as st
from pyreqwest.http import Url

FRAGMENTS = [
    *"@:/\\?#.%[]{}|^`\"'<> \t\r\n\x00\x7f",
    "//",
    "https:",
    "evil.test",
    "127.0.0.1",
    "[::1]",
    "%2f",
    "%40",
    "\u2215",
    "\uff0f",
    "\u3002",
    "b\u00fccher",
    "..",
    "{v}",
    "a",
]
TEXTS = st.lists(st.sampled_from(FRAGMENTS), max_size=7).map("".join)
BASES = st.sampled_from(
    [
        "https://api.acme.test",
        "https://api.acme.test/v1/",
        "http://[::1]:8080/x",
        "https://B\u00dcCHER.acme.test",
    ]
)


def parse_origins(url: str) -> set[tuple[str, str | None, int | None]]:
    """Return the scheme, host and port of a URL according to three independent parsers."""
    origins = set()
    for parsed in (urlsplit(url), httpx2.URL(url)):
        host = (parsed.hostname if hasattr(parsed, "hostname") else parsed.host) or ""
        # urlsplit keeps an internationalized host and httpx2 decodes it.
        ascii_host = host if host.isascii() else host.encode("idna").decode()
        origins.add((parsed.scheme, ascii_host.strip("[]"), parsed.port))
    other = Url(url)
    origins.add((other.scheme, (other.host_str or "").strip("[]"), other.port))
    return origins


def build_settings(base_url: str, **settings: Any) -> ClientSettings:
    """Return the settings of a client with this base URL."""
    defaults: dict[str, Any] = {
        "base_url": base_url,
        "is_base_url_explicit": True,
        "default_headers": {},
        "credentials": (),
        "defaults": {},
        "server_variables": {},
        "timeout": None,
        "max_retries": 0,
        "user_agent": "test",
        "status_errors": {},
        "request_id_headers": (),
        "encoding": SENDING,
    }
    return ClientSettings(**{**defaults, **settings})


@given(BASES, TEXTS, TEXTS, TEXTS, st.booleans())
def test_credentials_reach_only_the_server_of_the_client(
    base: str, path: str, server: str, variable: str, is_explicit: bool
) -> None:
    operation: Operation[None] = Operation("op", "GET", path, server=server)
    settings = build_settings(
        base, is_base_url_explicit=is_explicit, server_variables={"v": variable}
    )
    try:
        selected = select_server(operation, settings, RequestOptions())
        url = build_url(operation, selected, fill_path(path, {"v": "1"}), "q=1")
    except ValueError:
        return
    if selected.is_trusted:
        assert parse_origins(url) == parse_origins(base)
    assert selected.is_trusted or not is_explicit
