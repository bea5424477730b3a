"""A client of httpx2 that the caller configured: its headers, cookies and parameters are sent as httpx2 sends them."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest
from extend_client import Extend

URL = "https://api.extend.ai/extract_runs/exr_1/cancel"
OPTIONS: dict[str, Any] = {
    "headers": [
        ("X-Trace", "1"),
        ("User-Agent", "mine"),
        ("x-two", "a"),
        ("X-Two", "b"),
    ],
    "cookies": {"session": "s"},
    "params": {"tenant": "acme"},
    "base_url": "https://other.example/base",
    "timeout": 7.0,
}


class Requests:
    """Records the requests that reach the transport."""

    def __init__(self) -> None:
        self.sent: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.sent.append(request)
        return httpx2.Response(404, json={})


class Signing(httpx2.Client):
    """Adds a header to each request that it builds."""

    def build_request(self, *args: Any, **kwargs: Any) -> httpx2.Request:
        request = super().build_request(*args, **kwargs)
        request.headers["x-signature"] = "s"
        return request


def read(request: httpx2.Request) -> tuple[str, dict[str, str], Any]:
    """Return the URL, the headers that the options decide, and the timeouts of a request."""
    ours = ("authorization", "accept", "accept-encoding", "user-agent")
    names = sorted({name for name in request.headers if name not in ours})
    headers = {n: ", ".join(request.headers.get_list(n)) for n in names}
    return str(request.url), headers, request.extensions["timeout"].keys()


@pytest.mark.parametrize("kind", [httpx2.Client, Signing])
def test_options_of_the_client_are_sent(kind: type[httpx2.Client]) -> None:
    requests = Requests()
    http = kind(transport=httpx2.MockTransport(requests), **OPTIONS)
    client = Extend(token="t", transport=http, max_retries=0)
    with pytest.raises(Exception, match="404"):
        client.extract_runs.cancel("exr_1")
    (sent,) = requests.sent
    version = sent.headers["x-extend-api-version"]
    expected = http.build_request(
        "POST", URL, headers={"x-extend-api-version": version}
    )
    assert read(sent) == read(expected)
    assert sent.headers.get_list("user-agent") == [client._settings.user_agent]
