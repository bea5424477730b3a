"""Build a request from an operation and its arguments. No input or output happens here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from .encode import encode_any
from .files import File, is_raw, read_content
from .json import dumps
from .operation import (
    Body,
    ClientSettings,
    Operation,
    Parameter,
    RequestOptions,
)
from .timeouts import Timeout, timeout_of
from .values import header_value, query_pairs, text_of

_UNSAFE_HEADER = re.compile(r"[\r\n\x00]")


@dataclass(frozen=True, slots=True)
class Request:
    """A request that is ready to be sent."""

    method: str
    url: str = field(repr=False)
    headers: dict[str, str] = field(repr=False)
    content: bytes | None = field(repr=False)
    timeout: Timeout
    label: str
    """Method and path, without query or credentials: safe to show."""

    @property
    def is_repeatable(self) -> bool:
        """Whether it can be sent again: not, once its body is a stream that was read."""
        return self.content is None or isinstance(self.content, bytes)


def build_request(
    operation: Operation[Any],
    arguments: Mapping[str, Any],
    body: Any,
    settings: ClientSettings,
    options: RequestOptions,
    content_type: str | None = None,
) -> Request:
    """Put the arguments where the operation's parameters say.

    `content_type` chooses among the media types of the body; else the body itself does.

    Raises:
        ValueError: a path argument is empty or a dot segment, or a header holds a line break.
    """
    given = {
        p: encode_any(arguments[p.argument])
        for p in operation.parameters
        if arguments.get(p.argument) is not None
    }
    path = _path(operation.path, given)
    pairs = _pairs(given, "query") + _whole_query(given)
    extra = options.get("extra_query", {}).items()
    pairs += [f"{quote(name, safe='')}={quote(text, safe='')}" for name, text in extra]
    cookies = _pairs(given, "cookie")
    headers = _headers(operation, settings, given)
    content = _content(operation, body, content_type, headers)
    if cookies:
        headers["cookie"] = "; ".join(cookies)
    for name, text in options.get("headers", {}).items():
        headers[name.lower()] = text
    for name, text in headers.items():
        check_header(name, text)
    base = _base_url(operation, settings)
    query = f"?{'&'.join(pairs)}" if pairs else ""
    return Request(
        method=operation.method,
        url=f"{base}{path}{query}",
        headers=headers,
        content=content,
        timeout=timeout_of(options.get("timeout", settings.timeout)),
        label=f"{operation.method} {operation.path}",
    )


def _base_url(operation: Operation[Any], settings: ClientSettings) -> str:
    """The server of the operation, else of the client, with its variables filled in."""
    base = operation.servers[0] if operation.servers else settings.base_url
    if base.startswith("/"):
        base = settings.base_url + base
    variables = {**dict(operation.variables), **settings.server_variables}
    for name, text in variables.items():
        base = base.replace(f"{{{name}}}", quote(text, safe=":/"))
    return base


def _pairs(given: Mapping[Parameter, Any], location: str) -> list[str]:
    """The arguments of one location, as pairs."""
    return [
        pair
        for parameter, value in given.items()
        if parameter.location == location
        for pair in query_pairs(parameter, value)
    ]


def _whole_query(given: Mapping[Parameter, Any]) -> list[str]:
    """The argument that is the whole query (`in: querystring`)."""
    found: list[str] = []
    for parameter, value in given.items():
        if parameter.location != "querystring":
            continue
        if isinstance(value, dict) and "json" not in (parameter.content_type or ""):
            from .forms import urlencoded

            found.append(urlencoded(value, ()).decode())
        else:
            found.append(quote(text_of(value), safe="=&+%"))
    return [text for text in found if text]


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
            headers[parameter.wire.lower()] = header_value(parameter, value)
    return headers


def _content(
    operation: Operation[Any],
    body: Any,
    content_type: str | None,
    headers: dict[str, str],
) -> bytes | None:
    """The body as bytes; its media type goes to the headers."""
    if body is None or not operation.bodies:
        return None
    declared = _declared(operation.bodies, body, content_type)
    wanted = content_type or declared.media_type
    if isinstance(body, File) and body.content_type:
        wanted = body.content_type
    headers["content-type"] = "application/octet-stream" if "*" in wanted else wanted
    if is_raw(body) or (declared.kind == "raw" and isinstance(body, str)):
        return read_content(body)
    value = declared.encode.load()(body) if declared.encode else encode_any(body)
    if declared.kind in ("form", "multipart"):
        return _form(declared, value, headers)
    if declared.kind == "json" and "*" in wanted:
        headers["content-type"] = "application/json"
    return dumps(value)


def _form(declared: Body, value: Any, headers: dict[str, str]) -> bytes:
    from .forms import multipart, urlencoded

    if declared.kind == "form":
        return urlencoded(value, declared.encodings)
    media_type, content = multipart(value, declared.encodings, declared.media_type)
    headers["content-type"] = media_type
    return content


def _declared(bodies: tuple[Body, ...], body: Any, content_type: str | None) -> Body:
    """The media type to send: the one that was asked for, else the first that fits the body.

    Raises:
        ValueError: the operation has no such media type.
    """
    if content_type is None:
        raw = is_raw(body) or isinstance(body, str)
        fitting = [b for b in bodies if (b.kind == "raw") is raw]
        return (fitting or bodies)[0]
    for declared in bodies:
        if declared.media_type == content_type:
            return declared
    known = ", ".join(b.media_type for b in bodies)
    raise ValueError(f"content_type must be one of {known}, not {content_type!r}")
