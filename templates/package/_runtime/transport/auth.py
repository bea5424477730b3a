"""Selection of the credentials of a call, and their place in its request."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import quote

from ..codec.codec import InvalidArgumentError
from ..codec.deferred_annotations import defer_module
from ..codec.parameter_values import format_cookie
from ..redaction import Secret
from .secrets import conceal, mask

if TYPE_CHECKING:
    from ..operation import Credential, Operation

STRIP_HINT = "a value from a file may need strip()"
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


_PREFIX = re.compile(r"bearer\s", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def to_secret(credential: Credential, value: object, is_checked: bool = True) -> Secret:
    """Return the value of a credential from a caller or a token provider.

    `is_checked` is True if a value that is a `Secret` was checked before.

    Raises:
        InvalidArgumentError: the value cannot be sent; the error has the name of the argument.
    """
    if is_checked and isinstance(value, Secret):
        return value
    # Tracebacks may show the local variables.
    value = conceal(value)
    if not isinstance(value, str):
        expected, hint, shown = "a str or a function that returns one", "", value
    else:
        expected, hint = find_fault(credential, value)
        shown = mask(value)
    if not expected:
        return Secret(value)
    error = InvalidArgumentError(expected, shown, hint)
    error.add(credential.argument)
    raise error


def find_fault(credential: Credential, value: str) -> tuple[str, str]:
    """Return the description of the valid values and a hint; "" for a valid value."""
    kind, location = credential.kind, credential.location
    if not value.strip():
        return "text that is not blank", "omit or unset it to call without a credential"
    if _CONTROL.search(value):
        return "text without a line break or another control character", STRIP_HINT
    if value != value.strip():
        return "text without surrounding blanks", STRIP_HINT
    if kind == "basic" and ":" not in value:
        return "'user:password'", ""
    is_encoded = kind == "basic" or location == "query"
    if _SURROGATE.search(value) or not (is_encoded or value.isascii()):
        return "ASCII text", ""
    if location == "cookie" and ";" in value:
        return "text without a semicolon, which would start another cookie", ""
    if kind == "bearer" and _PREFIX.match(value):
        return "the token alone", "the client adds 'Bearer ' itself"
    if kind == "bearer" and " " in value:
        return "a token without blanks", ""
    return "", ""


def sign(
    headers: dict[str, str], url: str, values: Iterable[tuple[Credential, str]]
) -> str:
    """Add credentials to the headers, and return the URL with those of the query.

    A header from the caller takes precedence.
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


defer_module(__name__)
