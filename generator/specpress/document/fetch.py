"""Fetch a document from a URL.

Only https, unless http is allowed; at most `MAX_BYTES` bytes, `MAX_SECONDS` seconds and `MAX_REDIRECTS` redirects.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

from specpress import __version__
from specpress.document.problems import (
    DocumentError,
    Position,
    UnreachableError,
    document_error,
)
from specpress.document.uris import display_name

if TYPE_CHECKING:
    import httpx2

MAX_BYTES = 100_000_000
MAX_SECONDS = 60.0
MAX_REDIRECTS = 5
HEADERS = {
    "accept": "application/yaml, application/json, text/*;q=0.9, */*;q=0.8",
    "user-agent": f"specpress/{__version__}",
}


def fetch(url: str, *, allow_http: bool = False) -> tuple[str, bytes]:
    """Return the final URL after redirects, and the bytes of the response.

    Raises:
        DocumentError: the URL is not allowed or cannot be fetched.
    """
    # Imported late: httpx is slow to import, and most documents are local files.
    import httpx2

    try:
        return asyncio.run(_fetch_in_time(urldefrag(url)[0], allow_http))
    except TimeoutError as error:
        timeout = _fetch_error(url, f"no response within {MAX_SECONDS:.0f} seconds")
        raise UnreachableError(timeout.problems) from error
    except httpx2.TransportError as error:
        failure = _fetch_error(url, str(error) or type(error).__name__)
        raise UnreachableError(failure.problems) from error
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
        raise _fetch_error(url, str(error) or type(error).__name__) from error


async def _fetch_in_time(url: str, allow_http: bool) -> tuple[str, bytes]:
    import httpx2

    # One deadline for everything: timeouts per read never end a slow trickle of bytes.
    async with asyncio.timeout(MAX_SECONDS):
        async with httpx2.AsyncClient(headers=HEADERS, timeout=None) as client:
            # Redirects are followed by hand: each target must pass the scheme check.
            for _ in range(MAX_REDIRECTS + 1):
                _check_scheme(url, allow_http)
                async with client.stream("GET", url) as response:
                    if not response.has_redirect_location:
                        return url, await _read_body(url, response)
                    location = response.headers["location"]
                    url = urldefrag(urljoin(url, location))[0]
    raise _fetch_error(url, f"more than {MAX_REDIRECTS} redirects")


def _check_scheme(url: str, allow_http: bool) -> None:
    scheme = urlsplit(url).scheme.lower()
    if scheme not in ("http", "https"):
        raise _fetch_error(url, f"scheme {scheme!r} is not supported", "use https")
    if scheme == "http" and not allow_http:
        hint = "use https, or allow http with --allow-http"
        raise _fetch_error(url, "http is not encrypted", hint)


async def _read_body(url: str, response: httpx2.Response) -> bytes:
    if response.status_code != 200:
        status = f"{response.status_code} {response.reason_phrase}".strip()
        raise _fetch_error(url, f"the server returned {status}")
    data = bytearray()
    async for chunk in response.aiter_bytes():
        data += chunk
        if len(data) > MAX_BYTES:
            raise _fetch_error(url, f"larger than {MAX_BYTES // 1_000_000} MB")
    return bytes(data)


def _fetch_error(url: str, reason: str, hint: str | None = None) -> DocumentError:
    name = display_name(url)
    message = f"cannot fetch {name}: {reason}"
    return document_error(Position(name, 1, 1), message, hint)
