"""Fetch: takes a URL, gives where it led in the end, and the bytes that stand there.

https only, unless http is allowed; at most `LARGEST` bytes, `SECONDS` seconds and `REDIRECTS` redirects.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

from specpress import __version__
from specpress.problems import DocumentError, Place, UnreachableError, refusal
from specpress.uris import shown

if TYPE_CHECKING:
    import httpx2

LARGEST = 100_000_000
SECONDS = 60.0
REDIRECTS = 5
HEADERS = {
    "accept": "application/yaml, application/json, text/*;q=0.9, */*;q=0.8",
    "user-agent": f"specpress/{__version__}",
}


def fetch(url: str, *, allow_http: bool = False) -> tuple[str, bytes]:
    """What a URL gives, with the URL that it led to.

    Raises:
        DocumentError: it may not or cannot be fetched.
    """
    import httpx2

    try:
        return asyncio.run(_within_time(urldefrag(url)[0], allow_http))
    except TimeoutError as error:
        told = _refuse(url, f"took more than {SECONDS:.0f} seconds")
        raise UnreachableError(told.problems) from error
    except httpx2.TransportError as error:
        told = _refuse(url, f"cannot be fetched: {str(error) or type(error).__name__}")
        raise UnreachableError(told.problems) from error
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
        reason = str(error) or type(error).__name__
        raise _refuse(url, f"cannot be fetched: {reason}") from error


async def _within_time(url: str, allow_http: bool) -> tuple[str, bytes]:
    import httpx2

    # One limit over all: each part of an answer could come in time, and the whole never.
    async with asyncio.timeout(SECONDS):
        async with httpx2.AsyncClient(headers=HEADERS, timeout=None) as client:
            for _ in range(REDIRECTS + 1):
                _admit(url, allow_http)
                async with client.stream("GET", url) as answer:
                    if not answer.has_redirect_location:
                        return url, await _body(url, answer)
                    url = urldefrag(urljoin(url, answer.headers["location"]))[0]
    raise _refuse(url, f"redirects more than {REDIRECTS} times")


def _admit(url: str, allow_http: bool) -> None:
    scheme = urlsplit(url).scheme.lower()
    if scheme not in ("http", "https"):
        raise _refuse(url, f"cannot be fetched: {scheme} is not https")
    if scheme == "http" and not allow_http:
        hint = "use https, or allow it with --allow-http"
        raise _refuse(url, "is not fetched: others can read and change http", hint)


async def _body(url: str, answer: httpx2.Response) -> bytes:
    if answer.status_code != 200:
        told = f"{answer.status_code} {answer.reason_phrase}".strip()
        raise _refuse(url, f"cannot be fetched: the server answered {told}")
    data = bytearray()
    async for chunk in answer.aiter_bytes():
        data += chunk
        if len(data) > LARGEST:
            raise _refuse(url, f"is larger than {LARGEST // 1_000_000} MB")
    return bytes(data)


def _refuse(url: str, message: str, hint: str | None = None) -> DocumentError:
    name = shown(url)
    return refusal(Place(name, 1, 1), f"{name} {message}", hint)
