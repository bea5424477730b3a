"""Build a request from an operation and its arguments. No input or output happens here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote, urljoin

from .encode import encode_any
from .files import as_file, is_raw, media_type, pieces_of
from .json import dumps
from .models import Model
from .operation import (
    Body,
    ClientSettings,
    Operation,
    Parameter,
    RequestOptions,
)
from .packed import ACCEPTED
from .timeouts import Timeout, timeout_of
from .types import codec, codec_of, encoded
from .uploads import Upload, joined
from .values import check_header, cookie, is_json, pairs, written

_SLASH = re.compile(r"[/\\]")
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Request:
    """A request that is ready to be sent."""

    method: str
    url: str = field(repr=False)
    headers: dict[str, str] = field(repr=False)
    content: bytes | Upload | None = field(repr=False)
    timeout: Timeout
    label: str
    """Method and path, without query or credentials: safe to show."""
    streams: bool = False
    """Whether the parts of the answer are wanted as they come, and the total ends with its head."""
    secrets: frozenset[str] = field(default=frozenset(), repr=False)
    """What must be seen nowhere, in all its forms."""

    @property
    def is_repeatable(self) -> bool:
        """Whether it can be sent again: not, once its body is a stream that was read."""
        return getattr(self.content, "is_repeatable", True)


@dataclass(slots=True)
class _Draft:
    """The parts of a request that grow while it is built."""

    headers: dict[str, str]
    query: list[str] = field(default_factory=list)
    cookies: list[str] = field(default_factory=list)

    def put(self, parameter: Parameter, value: Any) -> None:
        """Write an argument where its parameter says; those of the path stand in it already."""
        match parameter.location:
            case "header":
                text = written(parameter, value)
                if text or value == "":
                    self.headers[parameter.wire.lower()] = text
            case "query":
                self.query += [f"{n}={t}" for n, t in pairs(parameter, value)]
            case "querystring":
                self.query += filter(None, [_whole_query(parameter, value)])
            case "cookie":
                self.cookies += [cookie(n, t) for n, t in pairs(parameter, value)]


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
        ValueError: an argument cannot stand where it goes, or no server is known.
    """
    given = [
        (parameter, encode_any(arguments[parameter.name]))
        for parameter in operation.parameters
        if arguments.get(parameter.name) is not None
    ]
    path, _, fixed = _path(operation.path, given).partition("?")
    draft = _Draft(_headers(operation, settings), [fixed] if fixed else [])
    content = _content(operation, body, content_type, draft.headers)
    for parameter, value in given:
        draft.put(parameter, value)
    for name, text in options.get("extra_query", {}).items():
        draft.query.append(f"{quote(name, safe='')}={quote(text, safe='')}")
    if draft.cookies:
        own = [draft.headers["cookie"]] if "cookie" in draft.headers else []
        draft.headers["cookie"] = "; ".join([*own, *draft.cookies])
    more = {n.lower(): text for n, text in options.get("headers", {}).items()}
    headers = draft.headers | more
    for name, text in headers.items():
        check_header(name, text)
    query = f"?{'&'.join(draft.query)}" if draft.query else ""
    return Request(
        method=operation.method,
        url=f"{_server(operation, settings, options)}{path}{query}",
        headers=headers,
        content=content,
        timeout=timeout_of(options.get("timeout", settings.timeout)),
        label=f"{operation.method} {operation.path}",
    )


# -- where to ------------------------------------------------------------------------------


def fill(url: str, variables: Mapping[str, str]) -> str:
    """A server's URL with its variables filled in, without a slash at its end."""
    for name, text in variables.items():
        url = url.replace(f"{{{name}}}", quote(text, safe=":/"))
    return url.rstrip("/")


def _server(
    operation: Operation[Any], settings: ClientSettings, options: RequestOptions
) -> str:
    """The server that the call or the client was given, else the operation's own, else the client's."""
    base = options.get("base_url", settings.base_url).rstrip("/")
    if operation.server:
        chosen = {**dict(operation.variables), **settings.server_variables}
        own = fill(operation.server, chosen)
        given = settings.base_url_given or "base_url" in options
        base = base if given and "://" in own else urljoin(f"{base}/", own)
    if "://" not in base or "{" in base:
        hint = "give the client a `base_url`, and the variables of its server"
        raise ValueError(f"{operation.name} has no whole server ({base!r}): {hint}")
    return base


def _path(template: str, given: Iterable[tuple[Parameter, Any]]) -> str:
    """The path, and the query that the document writes into it, with the arguments filled in."""
    texts = {p.wire: written(p, value) for p, value in given if p.location == "path"}
    path, mark, query = template.partition("#")[0].partition("?")
    segments = [_segment(part, texts) for part in path.split("/")]
    return "/".join(segments) + mark + _filled(query, texts)


def _filled(template: str, texts: Mapping[str, str]) -> str:
    def text(found: re.Match[str]) -> str:
        if found[1] not in texts:
            raise ValueError(f"{found[0]} must not be None: it is a part of the path")
        return texts[found[1]]

    return _PLACEHOLDER.sub(text, template)


def _segment(template: str, texts: Mapping[str, str]) -> str:
    """One part of a path: no argument can reach beyond it, also where a server decodes it twice.

    Raises:
        ValueError: it is empty or a dot segment, or holds one.
    """
    filled = _filled(template, texts)
    plain = unquote(unquote(filled))
    if filled != template and (plain in ("", ".") or ".." in _SLASH.split(plain)):
        reason = "it would change the path of the request"
        raise ValueError(f"{template} must not be {plain!r}: {reason}")
    return filled


def _whole_query(parameter: Parameter, value: Any) -> str:
    """The argument that is the whole query (`in: querystring`)."""
    if isinstance(value, dict) and not is_json(parameter.content_type):
        from .forms import urlencoded

        return urlencoded(value, ())
    return next(text for _, text in pairs(parameter, value))


# -- headers -------------------------------------------------------------------------------


def _headers(operation: Operation[Any], settings: ClientSettings) -> dict[str, str]:
    """What is sent with every call of an operation; names in lower case."""
    accepted = dict.fromkeys(
        a.media_type for a in (*operation.answers, *operation.errors) if a.media_type
    )
    declared = {p.wire for p in operation.parameters if p.location == "header"}
    defaults = {n: text for n, text in settings.defaults.items() if n in declared}
    return {
        "user-agent": settings.user_agent,
        "accept": ", ".join(accepted) or "*/*",
        "accept-encoding": ACCEPTED,
        **{n.lower(): text for n, text in defaults.items()},
        **{n.lower(): text for n, text in settings.default_headers.items()},
    }


# -- body ----------------------------------------------------------------------------------


def _content(
    operation: Operation[Any],
    body: Any,
    content_type: str | None,
    headers: dict[str, str],
) -> bytes | Upload | None:
    """The body, and in the headers its media type; a file is read when it is sent, and its length is told now."""
    bodies = _carriers(operation.bodies, body)
    if not bodies:
        return None
    declared = _declared(bodies, body, content_type)
    if is_raw(body) or (declared.kind != "json" and isinstance(body, str)):
        kind = media_type(as_file(body), declared.media_type)
        content = joined(pieces_of(body))
    else:
        kind, content = _encoded(declared, body)
    headers["content-type"] = kind
    if isinstance(content, Upload) and content.length is not None:
        headers["content-length"] = str(content.length)
    return content


def _encoded(declared: Body, body: Any) -> tuple[str, bytes | Upload]:
    """The media type and the content of a body that is no file."""
    kind = declared.media_type
    if declared.type is None and declared.kind in ("form", "multipart"):
        value = body
    else:
        value = encoded(declared.type, body)
    match declared.kind:
        case "multipart":
            from .forms import multipart

            return multipart(value, declared.fields, kind)
        case "form":
            from .forms import urlencoded

            return kind, urlencoded(value, declared.fields).encode()
        case "lines":
            mark = b"\x1e" if "json-seq" in kind else b""
            lines = [mark + dumps(item) + b"\n" for item in value]
            return kind, b"".join(lines)
        case "json":
            return "application/json" if "*" in kind else kind, dumps(value)
        case _:
            raise TypeError(f"{type(body).__name__} cannot be sent as {kind}")


def _carriers(bodies: tuple[Body, ...], body: Any) -> tuple[Body, ...]:
    """The media types that can carry a body; None is one where it stands for null."""
    return tuple(b for b in bodies if b.nullable) if body is None else bodies


def _declared(bodies: tuple[Body, ...], body: Any, content_type: str | None) -> Body:
    """The media type to send: the one that was asked for, else the first of those that fit best.

    Raises:
        ValueError: the operation has no such media type.
    """
    if content_type is None:
        return max(bodies, key=lambda declared: _fit(declared, body))
    for declared in bodies:
        if declared.media_type == content_type:
            return declared
    known = ", ".join(b.media_type for b in bodies)
    raise ValueError(f"content_type must be one of {known}, not {content_type!r}")


def _fit(declared: Body, body: Any) -> int:
    """How well a media type fits a body: 0 not, 1 by its kind, 2 as the type of this very model."""
    raw = is_raw(body) or isinstance(body, str)
    if raw is not (declared.kind == "raw"):
        return 0
    if declared.type is None or not isinstance(body, Model):
        return 1
    return 1 + (codec(declared.type) is codec_of(type(body)))
