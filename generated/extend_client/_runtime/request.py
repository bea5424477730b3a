"""Build a request from an operation and its arguments. No input or output happens here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote
from warnings import warn

from . import urls
from .encode import encode_any
from .operation import ClientSettings, Lazy, Operation, Parameter, RequestOptions
from .parameter_values import check_header, cookie, is_json, pairs, written
from .operation_plan import plan_of
from .secret import Secret
from .timeouts import Timeout, timeout_of
from .transport import Content


@dataclass(frozen=True, slots=True)
class Request:
    """A request that is ready to be sent."""

    method: str
    url: str = field(repr=False)
    headers: dict[str, str] = field(repr=False)
    content: bytes | Content | None = field(repr=False)
    timeout: Timeout
    label: str
    """Method and path, without query or credentials: safe to show."""
    streams: bool = False
    """Whether the parts of the answer are wanted as they come, and the total ends with its head."""
    is_trusted: bool = False
    """True if the URL may receive the credentials of the client."""
    secrets: frozenset[Secret] = field(default=frozenset(), repr=False)
    """What must be seen nowhere."""

    @property
    def is_repeatable(self) -> bool:
        """Whether it can be sent again: not, once its body is a stream that was read."""
        content = self.content
        return content is None or isinstance(content, bytes) or content.is_repeatable


@dataclass(slots=True, repr=False)
class _Draft:
    """The parts of a request that grow while it is built."""

    headers: dict[str, str]
    path: dict[str, str] = field(default_factory=dict)
    query: list[str] = field(default_factory=list)
    cookies: list[str] = field(default_factory=list)

    def put(self, parameter: Parameter, value: Any) -> None:
        """Write an argument where its parameter says."""
        match parameter.location:
            case "path":
                self.path[parameter.wire] = written(parameter, value)
            case "query":
                self.query += [f"{n}={t}" for n, t in pairs(parameter, value)]
            case "header":
                text = written(parameter, value)
                if text or value == "":
                    self.add(parameter.wire.lower(), text)
            case "cookie":
                self.cookies += [cookie(n, t) for n, t in pairs(parameter, value)]
            case "querystring":
                self.query += filter(None, [_whole_query(parameter, value)])

    def add(self, name: str, text: str) -> None:
        """Add a header.

        Raises:
            ValueError: it would be two.
        """
        check_header(name, text)
        self.headers[name] = text

    def carry(self, kind: str, content: bytes | Content) -> bytes | Content:
        """Tell of the body; the length of a file, which is read when it is sent, is told now."""
        self.add("content-type", kind)
        if not isinstance(content, bytes) and content.length is not None:
            self.headers["content-length"] = str(content.length)
        return content

    def finish(self, more: Mapping[str, str]) -> None:
        """Add the cookies, and the headers of the call."""
        if self.cookies:
            own = [self.headers["cookie"]] if "cookie" in self.headers else []
            self.add("cookie", "; ".join([*own, *self.cookies]))
        for name, text in more.items():
            self.add(name.lower(), text)


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
        TypeError: an argument or the body cannot be written.
        ValueError: an argument cannot stand where it goes, or no server is known.
    """
    server = urls.select_server(operation, settings, options)
    plan = plan_of(operation, settings)
    if plan.credentials and not server.is_trusted:
        _warn_of_withheld_credentials(operation, server)
    draft = _Draft(dict(plan.headers if server.is_trusted else plan.public_headers))
    content = _content(draft, operation, body, content_type)
    for parameter in operation.parameters:
        value = arguments.get(parameter.name)
        if value is not None:
            draft.put(parameter, encode_any(value))
    for name, text in options.get("extra_query", {}).items():
        draft.query.append(f"{quote(name, safe='')}={quote(text, safe='')}")
    draft.finish(options.get("headers", {}))
    path = urls.fill_path(operation.path, draft.path)
    return Request(
        method=operation.method,
        url=urls.build_url(operation, server, path, "&".join(draft.query)),
        headers=draft.headers,
        content=content,
        timeout=timeout_of(options.get("timeout", settings.timeout)),
        label=f"{operation.method} {operation.path}",
        is_trusted=server.is_trusted,
    )


def _warn_of_withheld_credentials(
    operation: Operation[Any], server: urls.Server
) -> None:
    scheme, host, port = urls.origin_of(server.base)
    origin = f"{scheme}://{host}:{port}"
    text = f"{operation.name}: credentials are not sent to {origin}"
    hint = f"if it belongs to the API, pass trusted_origins=[{origin!r}]"
    warn(f"{text}; {hint}", UserWarning, stacklevel=2)


def _content(
    draft: _Draft, operation: Operation[Any], body: Any, content_type: str | None
) -> bytes | Content | None:
    """The body, if the operation has one."""
    if not operation.bodies:
        return None
    write = Lazy("_runtime.bodies", "written").load()
    found = write(operation.bodies, body, content_type)
    return draft.carry(*found) if found is not None else None


def _whole_query(parameter: Parameter, value: Any) -> str:
    """The argument that is the whole query (`in: querystring`)."""
    if isinstance(value, dict) and not is_json(parameter.content_type):
        found: str = Lazy("_runtime.forms", "urlencoded").load()(value)
        return found
    return next(text for _, text in pairs(parameter, value))
