"""Fetch a document from a URL.

Only https, unless http is allowed, and only from public addresses, unless all are allowed; at most
`files.MAX_BYTES` bytes, `MAX_SECONDS` seconds and `MAX_REDIRECTS` redirects.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from contextvars import copy_context
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urldefrag, urljoin, urlsplit

from specpress import __version__
from specpress.document import addresses, files
from specpress.document.policy import (
    ReadingPolicy,
    RefusedError,
    check_same_origin,
    refuse,
)
from specpress.document.problems import (
    DocumentError,
    UnreachableError,
    document_error,
)
from specpress.document.uris import display_name
from specpress.wording import name_option

if TYPE_CHECKING:
    import httpx2

T = TypeVar("T")
MAX_SECONDS = 60.0
MAX_REDIRECTS = 5
HEADERS = {
    "accept": "application/yaml, application/json, text/*;q=0.9, */*;q=0.8",
    # The encodings of `unpacking`, which unpacks within the limit of the size.
    "accept-encoding": "gzip, deflate",
    "user-agent": f"specpress/{__version__}",
}


def fetch(
    url: str, policy: ReadingPolicy, *, is_reference: bool = False
) -> tuple[str, bytes]:
    """Return the final URL after redirects, and the bytes of the response.

    Args:
        is_reference: A document refers to the URL: redirects must not leave its origin.

    Raises:
        DocumentError: the URL is not allowed or cannot be fetched.
    """
    # Imported late: httpx is slow to import, and most documents are local files.
    import httpx2

    try:
        return _run(_fetch_in_time(urldefrag(url)[0], policy, is_reference))
    except TimeoutError as error:
        timeout = _fetch_error(
            url, f"no response within {MAX_SECONDS:.0f} seconds", code="unreachable"
        )
        raise UnreachableError(timeout.problems) from error
    except (httpx2.TransportError, OSError) as error:
        failure = _fetch_error(
            url, str(error) or type(error).__name__, code="unreachable"
        )
        raise UnreachableError(failure.problems) from error
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
        raise _fetch_error(
            url, str(error) or type(error).__name__, code="invalid-url"
        ) from error


def _run(fetching: Coroutine[Any, Any, T]) -> T:
    """Return the result of a coroutine, also in a program whose event loop is running."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(fetching)
    # An event loop runs one coroutine at a time: the calling one waits in its thread.
    with ThreadPoolExecutor(1) as executor:
        return executor.submit(copy_context().run, asyncio.run, fetching).result()


async def _fetch_in_time(
    url: str, policy: ReadingPolicy, is_reference: bool
) -> tuple[str, bytes]:
    # One deadline for everything: timeouts per read never end a slow trickle of bytes.
    async with asyncio.timeout(MAX_SECONDS):
        # Redirects are followed by hand: each target must pass the checks.
        # A server on this computer is trusted if the user named it, but no redirect leads to it.
        # Without `allow_remote`, a reference has the origin of the document that the user named.
        is_named = not is_reference or not policy.allow_remote
        is_local = is_named and addresses.is_local(url)
        for _ in range(MAX_REDIRECTS + 1):
            is_local = is_local and addresses.is_local(url)
            _check_scheme(url, policy.allow_http or is_local)
            async with AsyncExitStack() as stack:
                response = await _open_response(url, policy, stack, is_local)
                if not response.has_redirect_location:
                    return url, await _read_body(url, response)
                target = urldefrag(urljoin(url, response.headers["location"]))[0]
                if is_reference:
                    check_same_origin(target, url, policy)
                url = target
    raise _fetch_error(
        url, f"more than {MAX_REDIRECTS} redirects", code="too-many-redirects"
    )


async def _open_response(
    url: str, policy: ReadingPolicy, stack: AsyncExitStack, is_local: bool
) -> httpx2.Response:
    import httpx2

    if policy.allow_remote and not is_local:
        client = httpx2.AsyncClient(headers=HEADERS, timeout=None)
        await stack.enter_async_context(client)
        return await stack.enter_async_context(client.stream("GET", url))
    return await addresses.open_response(url, HEADERS, stack, is_local=is_local)


def _check_scheme(url: str, allow_http: bool) -> None:
    scheme = urlsplit(url).scheme.lower()
    if scheme not in ("http", "https"):
        reason = f"scheme {scheme!r} is not supported"
        raise _refuse(url, reason, "use https", code="unknown-scheme")
    if scheme == "http" and not allow_http:
        hint = f"use https, or allow http with {name_option('--allow-http')}"
        raise _refuse(url, "http is not encrypted", hint, code="unencrypted")


async def _read_body(url: str, response: httpx2.Response) -> bytes:
    from specpress.document.unpacking import Unpacker

    if response.status_code != 200:
        status = f"{response.status_code} {response.reason_phrase}".strip()
        raise _fetch_error(
            url, f"the server returned {status}", "check the URL", code="http-status"
        )
    unpacker = Unpacker(response.headers.get("content-encoding", ""), files.MAX_BYTES)
    try:
        async for chunk in response.aiter_raw():
            unpacker.add(chunk)
        return unpacker.finish()
    except files.TooLargeError as error:
        raise _refuse(
            url, str(error), "split the document", code="too-large"
        ) from error


def _fetch_error(
    url: str, reason: str, hint: str | None = None, *, code: str
) -> DocumentError:
    name = display_name(url)
    message = f"cannot fetch {name}: {reason}"
    return document_error(None, message, hint, code=code)


def _refuse(url: str, reason: str, hint: str, *, code: str) -> RefusedError:
    """Return the error for a URL that the policy forbids; a reference to it is an error too."""
    return refuse(f"cannot fetch {display_name(url)}: {reason}", hint, code=code)
