"""Build a request from an operation and its arguments. No input or output happens here."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from .encode import encode_any
from .json import dumps
from .operation import ClientSettings, Credential, Operation, Parameter, RequestOptions

RESERVED = ":/?#[]@!$&'()*+,;="
SEPARATORS = {"spaceDelimited": "%20", "pipeDelimited": "%7C"}
_UNSAFE_HEADER = re.compile(r"[\r\n\x00]")


@dataclass(frozen=True, slots=True)
class Request:
    """A request that is ready to be sent."""

    method: str
    url: str = field(repr=False)
    headers: dict[str, str] = field(repr=False)
    content: bytes | None = field(repr=False)
    timeout: float | None
    label: str
    """Method and path, without query or credentials: safe to show."""


def build_request(
    operation: Operation[Any],
    arguments: Mapping[str, Any],
    body: Any,
    settings: ClientSettings,
    options: RequestOptions,
) -> Request:
    """Put the arguments where the operation's parameters say.

    Raises:
        ValueError: a path argument is empty or a dot segment, or a header holds a line break.
    """
    given = {
        p: encode_any(arguments[p.argument])
        for p in operation.parameters
        if arguments.get(p.argument) is not None
    }
    path = _path(operation.path, given)
    pairs = [
        pair
        for p, value in given.items()
        if p.location == "query"
        for pair in _query(p, value)
    ]
    cookies = [
        pair
        for p, value in given.items()
        if p.location == "cookie"
        for pair in _query(p, value)
    ]
    headers = _headers(operation, settings, given)
    content = _content(operation, body, headers)
    for credential in _chosen(operation, settings.credentials):
        _authenticate(credential, headers, pairs, cookies)
    if cookies:
        headers["cookie"] = "; ".join(cookies)
    for name, text in options.get("headers", {}).items():
        headers[name.lower()] = text
    for name, text in headers.items():
        check_header(name, text)
    base = operation.servers[0] if operation.servers else settings.base_url
    query = f"?{'&'.join(pairs)}" if pairs else ""
    return Request(
        method=operation.method,
        url=f"{base}{path}{query}",
        headers=headers,
        content=content,
        timeout=options.get("timeout", settings.timeout),
        label=f"{operation.method} {operation.path}",
    )


def check_header(name: str, text: str) -> None:
    """Refuse what could end a header and start another.

    Raises:
        ValueError: the value holds a line break or NUL.
    """
    if _UNSAFE_HEADER.search(text) or _UNSAFE_HEADER.search(name):
        raise ValueError(f"the header {name!r} holds a line break or NUL")


def path_segment(argument: str, text: str) -> str:
    """One argument as a part of a path: nothing in it can reach beyond its segment.

    Raises:
        ValueError: it is empty, or "." or "..", also when written with %2e.
    """
    plain = re.sub("%2e", ".", text, flags=re.IGNORECASE)
    if plain in ("", ".", ".."):
        raise ValueError(
            f"{argument} must not be {text!r}: it would change the path of the request"
        )
    return quote(text, safe="")


def _path(template: str, given: Mapping[Parameter, Any]) -> str:
    path = template
    for parameter, value in given.items():
        if parameter.location == "path":
            path = path.replace(f"{{{parameter.wire}}}", _path_value(parameter, value))
    return path


def _path_value(parameter: Parameter, value: Any) -> str:
    def segment(item: Any) -> str:
        return path_segment(parameter.argument, text_of(item))

    prefix = {"label": ".", "matrix": f";{parameter.wire}="}.get(parameter.style, "")
    if isinstance(value, dict):
        join = "=" if parameter.explode else ","
        value_parts = [f"{segment(k)}{join}{segment(v)}" for k, v in value.items()]
    elif isinstance(value, list):
        value_parts = [segment(item) for item in value]
    else:
        return prefix + segment(value)
    if not value_parts:
        raise ValueError(f"{parameter.argument} must not be empty")
    if not parameter.explode:
        return prefix + ",".join(value_parts)
    if parameter.style == "matrix":
        named = (
            value_parts
            if isinstance(value, dict)
            else [f"{parameter.wire}={v}" for v in value_parts]
        )
        return "".join(f";{part}" for part in named)
    separator = "." if parameter.style == "label" else ","
    return prefix + separator.join(value_parts)


def _query(parameter: Parameter, value: Any) -> Iterator[str]:
    """`name=value` pairs, encoded."""
    safe = RESERVED if parameter.allow_reserved else ""

    def encoded(item: Any) -> str:
        return quote(text_of(item), safe=safe)

    name = quote(parameter.wire, safe="")
    if parameter.content_type is not None:
        yield f"{name}={quote(dumps(value).decode(), safe='')}"
    elif isinstance(value, dict):
        yield from _query_object(parameter, name, value, encoded)
    elif isinstance(value, list):
        if parameter.explode:
            yield from (f"{name}={encoded(item)}" for item in value)
        elif value:
            yield f"{name}={SEPARATORS.get(parameter.style, ',').join(map(encoded, value))}"
    else:
        yield f"{name}={encoded(value)}"


def _query_object(
    parameter: Parameter, name: str, value: dict[str, Any], encoded: Any
) -> Iterator[str]:
    entries = [(quote(k, safe=""), v) for k, v in value.items() if v is not None]
    if parameter.style == "deepObject":
        yield from (f"{name}%5B{k}%5D={encoded(v)}" for k, v in entries)
    elif parameter.explode:
        yield from (f"{k}={encoded(v)}" for k, v in entries)
    elif entries:
        yield f"{name}={','.join(f'{k},{encoded(v)}' for k, v in entries)}"


def text_of(value: Any) -> str:
    """A JSON scalar as the text that stands in a path, query or header."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, list)):
        return dumps(value).decode()
    return "null" if value is None else str(value)


def _header_value(parameter: Parameter, value: Any) -> str:
    if parameter.content_type is not None:
        return dumps(value).decode()
    if isinstance(value, dict):
        join = "=" if parameter.explode else ","
        return ",".join(f"{k}{join}{text_of(v)}" for k, v in value.items())
    if isinstance(value, list):
        return ",".join(map(text_of, value))
    return text_of(value)


def _headers(
    operation: Operation[Any], settings: ClientSettings, given: Mapping[Parameter, Any]
) -> dict[str, str]:
    accepted = dict.fromkeys(
        a.media_type for a in (*operation.answers, *operation.errors) if a.media_type
    )
    headers = {
        "user-agent": settings.user_agent,
        "accept": ", ".join(accepted) or "*/*",
    }
    declared = {p.wire for p in operation.parameters if p.location == "header"}
    headers |= {
        n.lower(): text for n, text in settings.defaults.items() if n in declared
    }
    headers |= {n.lower(): text for n, text in settings.default_headers.items()}
    for parameter, value in given.items():
        if parameter.location == "header":
            headers[parameter.wire.lower()] = _header_value(parameter, value)
    return headers


def _content(
    operation: Operation[Any], body: Any, headers: dict[str, str]
) -> bytes | None:
    if body is None or not operation.bodies:
        return None
    declared = operation.bodies[0]
    headers["content-type"] = declared.media_type
    if declared.encode is not None:
        return dumps(declared.encode.load()(body))
    return body.encode() if isinstance(body, str) else bytes(body)


def _chosen(
    operation: Operation[Any], credentials: tuple[Credential, ...]
) -> Iterator[Credential]:
    """The credentials of the first alternative that the client can meet."""
    known = {credential.scheme: credential for credential in credentials}
    for alternative in operation.security:
        if all(scheme in known for scheme in alternative):
            yield from (known[scheme] for scheme in alternative)
            return


def _authenticate(
    credential: Credential,
    headers: dict[str, str],
    pairs: list[str],
    cookies: list[str],
) -> None:
    if credential.kind == "bearer":
        headers["authorization"] = f"Bearer {credential.value}"
    elif credential.kind == "basic":
        headers["authorization"] = (
            f"Basic {b64encode(credential.value.encode()).decode()}"
        )
    elif credential.location == "query":
        pairs.append(
            f"{quote(credential.wire, safe='')}={quote(credential.value, safe='')}"
        )
    elif credential.location == "cookie":
        cookies.append(f"{credential.wire}={quote(credential.value, safe='')}")
    else:
        headers[credential.wire.lower()] = credential.value
