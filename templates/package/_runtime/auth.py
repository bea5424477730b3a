"""Credentials: which of them a call needs, and where they stand in its request."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import quote

from .parameter_values import check_header, cookie
from .secret import Secret

if TYPE_CHECKING:
    from .operation import Credential, Operation

TokenProvider: TypeAlias = Callable[[], str]
"""Gives the credential for a call that is about to be sent."""
AsyncTokenProvider: TypeAlias = Callable[[], "str | Awaitable[str]"]
"""The same for an asynchronous client; it may be a coroutine function."""


def chosen(
    operation: Operation[Any], credentials: tuple[Credential, ...]
) -> tuple[Credential, ...]:
    """The credentials of the first alternative that the client can meet whole; else what it has of one.

    A call that may be anonymous is that rather than half of something else. Nothing is refused here:
    only the server knows what it lets pass.
    """
    known = {credential.scheme: credential for credential in credentials}
    best: tuple[Credential, ...] = ()
    for schemes in operation.security:
        found = tuple(known[scheme] for scheme in schemes if scheme in known)
        if found and len(found) == len(schemes):
            return found
        best = max(best, found, key=len)
    return () if () in operation.security else best


def sign(
    headers: dict[str, str], url: str, values: Iterable[tuple[Credential, str]]
) -> str:
    """Add credentials to the headers, and give the URL with those that stand there.

    A header that the caller gave stays as it is.

    Raises:
        ValueError: a credential holds a line break or NUL.
    """
    pairs, cookies = [], []
    for credential, value in values:
        match credential.kind, credential.location:
            case "apikey", "query":
                name = quote(credential.wire, safe="")
                pairs.append(f"{name}={quote(value, safe='')}")
            case "apikey", "cookie":
                cookies.append(cookie(credential.wire, value))
            case "apikey", _:
                headers.setdefault(credential.wire.lower(), Secret(value))
            case kind, _:
                headers.setdefault("authorization", Secret(_authorization(kind, value)))
        check_header(credential.wire, value)
    if cookies:
        given = [headers["cookie"]] if "cookie" in headers else []
        headers["cookie"] = Secret("; ".join([*given, *cookies]))
    if not pairs:
        return url
    mark = "&" if "?" in url else "?"
    return Secret(url + mark + "&".join(pairs))


def _authorization(kind: str, value: str) -> str:
    match kind:
        case "bearer":
            return f"Bearer {value}"
        case "basic":
            return f"Basic {b64encode(value.encode()).decode()}"
        case _:
            return value
