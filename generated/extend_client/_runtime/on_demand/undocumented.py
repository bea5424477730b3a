"""Endpoints that the document does not describe: the operation of a single request."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin
from urllib.parse import parse_qsl, unquote

from .. import urls
from ..codec.codec import Encoding, InvalidArgumentError
from ..codec.types import Model, encode_value
from ..json.json import dumps
from ..operation import (
    ClientSettings,
    Operation,
    RequestOptions,
    ResponseSpec,
    TypeSpec,
)
from ..redaction import redact_url

JSON, BINARY = "application/json", "application/octet-stream"
_METHOD = re.compile("[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The operation of one request, its body, and the options of its call."""

    operation: Operation[Any]
    body: Any
    options: RequestOptions


@dataclass(frozen=True, slots=True)
class Content:
    """A request body: JSON, or bytes in another format."""

    media_type: str

    def encode(
        self, body: Any, content_type: str | None, encoding: Encoding
    ) -> tuple[str, bytes] | None:
        """Return the media type and the content; None without a body."""
        if body is None:
            return None
        if self.media_type == JSON:
            return JSON, dumps(encode_value(None, body, encoding))
        if not isinstance(body, bytes):
            raise InvalidArgumentError("bytes", body)
        return self.media_type, body


def create_endpoint(
    settings: ClientSettings,
    target: tuple[str, str],
    bodies: tuple[Any, bytes | None],
    cast_to: Any,
    options: RequestOptions,
) -> Endpoint:
    """Return the endpoint of a target, which is a method with a path or URL.

    `bodies` are a value for JSON and bytes, of which at most one is not None.

    Raises:
        InvalidArgumentError: an argument has an invalid value.
    """
    method, path = target
    if not isinstance(method, str) or not _METHOD.fullmatch(method):
        raise _refuse("method", "an HTTP method such as 'GET'", method)
    if bodies[0] is not None and bodies[1] is not None:
        raise _refuse("content", "None, as `json` is the body", bodies[1])
    body, media_type = (bodies[0], JSON) if bodies[1] is None else (bodies[1], BINARY)
    spec = None if cast_to is None else describe_type(cast_to)
    path, options = _locate(path, options, settings)
    schemes = tuple(credential.scheme for credential in settings.credentials)
    method = method.upper()
    result = ResponseSpec("2XX", JSON if spec else None, spec, "detect")
    operation: Operation[Any] = Operation(
        name="request",
        method=method,
        path=path,
        bodies=Content(media_type),
        responses=() if method == "HEAD" else (result,),
        security=settings.security or (schemes,),
    )
    return Endpoint(operation, body, options)


def _refuse(name: str, expected: str, value: object, hint: str = "") -> Exception:
    error = InvalidArgumentError(expected, value, hint)
    error.add(name)
    return error


def _locate(
    target: str, options: RequestOptions, settings: ClientSettings
) -> tuple[str, RequestOptions]:
    """Return the path of a target, and the options with its server and query.

    Raises:
        InvalidArgumentError: it is neither a path nor a URL of a trusted origin.
    """
    if not isinstance(target, str):
        raise _refuse("path", "a str", target)
    path, _, query = target.partition("#")[0].partition("?")
    if urls.has_host(path):
        server, path = _split_url(path, settings)
        if "base_url" in options:
            raise _refuse("base_url", "no value, as the path is a URL", server)
        options = {**options, "base_url": server}
    elif not path.startswith("/"):
        raise _refuse("path", "a path that begins with '/', or a URL", path)
    if {".", ".."} & {unquote(unquote(part)) for part in re.split(r"[/\\]", path)}:
        raise _refuse("path", "a path without the segments '.' and '..'", path)
    return path, _add_query(options, query)


def _split_url(url: str, settings: ClientSettings) -> tuple[str, str]:
    """Return the server and the path of a URL.

    Raises:
        InvalidArgumentError: its origin is not trusted.
    """
    try:
        origin = urls.parse_origin(url)
    except ValueError as error:
        raise _refuse(
            "path", "an absolute http URL", redact_url(url, frozenset())
        ) from error
    if not urls.is_trusted(origin, settings):
        hint = "pass its origin in `trusted_origins`, or its server as `base_url`"
        expected = "a path, or a URL of an origin that the client trusts"
        raise _refuse("path", expected, redact_url(url, frozenset()), hint)
    scheme, host, port = origin
    path = url.partition("://")[2].partition("/")[2]
    return f"{scheme}://{host}:{port}", f"/{path}"


def _add_query(options: RequestOptions, query: str) -> RequestOptions:
    """Return the options with the query of a path, whose names those of the caller replace."""
    pairs: dict[str, list[str]] = {}
    for name, text in parse_qsl(query, keep_blank_values=True):
        pairs.setdefault(name, []).append(text)
    given = options.get("query", {})
    if not pairs or not isinstance(given, Mapping):
        return options
    return {**options, "query": {**pairs, **given}}


def describe_type(kind: Any) -> TypeSpec:
    """Return a type as the runtime reads it: a model, or an annotation without modules."""
    is_model = isinstance(kind, type) and issubclass(kind, Model)
    return kind if is_model else _write_type(kind)


def _write_type(kind: Any) -> str:
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Literal:
        return f"Literal[{', '.join(map(repr, parts))}]"
    if origin in (Union, UnionType):
        return " | ".join(map(_write_type, parts))
    if origin is not None:
        return f"{origin.__name__}[{', '.join(map(_write_type, parts))}]"
    if kind in (None, NoneType, ...):
        return "..." if kind is ... else "None"
    return cast("str", getattr(kind, "__name__", str(kind)))
