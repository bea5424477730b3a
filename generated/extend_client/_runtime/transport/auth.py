"""Selection of the credentials of a call, and their place in its request."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import quote

from ..codec.parameter_values import check_header, format_cookie
from ..redaction import Secret

if TYPE_CHECKING:
    from ..operation import Credential, Operation

# Called for each request; returns the credential.
TokenProvider: TypeAlias = Callable[[], str]
# The same for async clients: a function or a coroutine function.
AsyncTokenProvider: TypeAlias = Callable[[], "str | Awaitable[str]"]


def select(
    operation: Operation[Any], credentials: tuple[Credential, ...]
) -> tuple[Credential, ...]:
    """Return the credentials of the first security requirement that the client satisfies.

    Without one, a call that may be anonymous gets none, and any other call the most that the client
    has: the server decides whether to accept them.
    """
    available = {credential.scheme: credential for credential in credentials}
    best: tuple[Credential, ...] = ()
    for schemes in operation.security:
        selected = tuple(available[scheme] for scheme in schemes if scheme in available)
        if selected and len(selected) == len(schemes):
            return selected
        best = max(best, selected, key=len)
    return () if () in operation.security else best


def sign(
    headers: dict[str, str], url: str, values: Iterable[tuple[Credential, str]]
) -> str:
    """Add credentials to the headers, and return the URL with those of the query.

    A header from the caller takes precedence.

    Raises:
        ValueError: a credential contains a line break or NUL.
    """
    pairs, cookies = [], []
    for credential, value in values:
        match credential.kind, credential.location:
            case "apikey", "query":
                name = quote(credential.wire, safe="")
                pairs.append(f"{name}={quote(value, safe='')}")
            case "apikey", "cookie":
                cookies.append(format_cookie(credential.wire, value))
            case "apikey", _:
                headers.setdefault(credential.wire.lower(), Secret(value))
            case kind, _:
                headers.setdefault("authorization", Secret(_authorization(kind, value)))
        check_header(credential.wire, value)
    if cookies:
        existing = [headers["cookie"]] if "cookie" in headers else []
        headers["cookie"] = Secret("; ".join([*existing, *cookies]))
    if not pairs:
        return url
    separator = "&" if "?" in url else "?"
    return Secret(url + separator + "&".join(pairs))


def _authorization(kind: str, value: str) -> str:
    match kind:
        case "bearer":
            return f"Bearer {value}"
        case "basic":
            return f"Basic {b64encode(value.encode()).decode()}"
        case _:
            return value
