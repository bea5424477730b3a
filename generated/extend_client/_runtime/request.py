"""Requests, built from operations and arguments or from redirects, without input or output."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias, cast
from urllib.parse import quote, unquote_plus, urljoin, urlsplit, urlunsplit

from . import urls
from .codec.arguments import find_codecs, requires_body
from .codec.codec import Codec, Encoding, InvalidArgumentError
from .codec.encoders import encode_any, encode_entries
from .codec.parameter_values import (
    check_additional_header,
    check_header,
    encode_query_value,
    format_cookie,
    serialize,
    serialize_pairs,
)
from .exchange import Invocation
from .operation import (
    CallOptions,
    ClientSettings,
    Credential,
    Operation,
    Parameter,
    RequestOptions,
)
from .redaction import Secret
from .timeouts import Timeout, to_timeout
from .transport.headers import check_headers
from .transport.transport import ACCEPTED, Content, Response
from .urls import parse_origin

CredentialValues: TypeAlias = Iterable[tuple[Credential, str]]
# Adds credentials to the headers; returns the URL with those of the query.
Sign: TypeAlias = Callable[[dict[str, str], str, CredentialValues], str]


@dataclass(frozen=True, slots=True)
class Request:
    """A request to send."""

    method: str
    url: str = field(repr=False)
    headers: dict[str, str] = field(repr=False)
    content: bytes | Content | None = field(repr=False)
    timeout: Timeout
    label: str
    """Method and path in the document, without query or credentials."""
    is_streamed: bool = False
    """True if the response is a stream: the total timeout then ends with its headers."""
    is_trusted: bool = False
    """True if the URL may receive the credentials of the client."""
    secrets: frozenset[Secret] = field(default=frozenset(), repr=False)
    """Values to redact in logs and errors."""
    invocation: Invocation | None = field(default=None, repr=False)
    """The call that sends the request; None for a request without an operation."""

    @property
    def is_repeatable(self) -> bool:
        """True if the request can be sent again: not with a stream that is consumed."""
        content = self.content
        return content is None or isinstance(content, bytes) or content.is_repeatable


@dataclass(slots=True, repr=False)
class _RequestBuilder:
    """The parts of a request while it is built."""

    headers: dict[str, str]
    path: dict[str, str] = field(default_factory=dict)
    query: list[str] = field(default_factory=list)
    cookies: list[str] = field(default_factory=list)
    content: Content | None = None
    """A body whose length only the caller knows."""

    def add_parameter(self, parameter: Parameter, value: Any) -> None:
        """Serialize an argument into the location of its parameter."""
        match parameter.location:
            case "path":
                self.path[parameter.wire] = serialize(parameter, value)
            case "query":
                self.query += [f"{n}={t}" for n, t in serialize_pairs(parameter, value)]
            case "header":
                text = serialize(parameter, value)
                if text or value == "":
                    self.headers[parameter.wire.lower()] = check_header(text)
            case "cookie":
                self.cookies += [
                    format_cookie(n, t) for n, t in serialize_pairs(parameter, value)
                ]
            case _ if parameter.serialize is not None:
                self.query += filter(None, [parameter.serialize(parameter, value)])

    def add_content(self, media_type: str, content: bytes | Content) -> bytes | Content:
        """Add the headers of a body, and return it."""
        self.headers["content-type"] = check_header(media_type)
        # Without a length, a streamed body is sent in chunks, which some servers reject.
        if not isinstance(content, bytes):
            if content.length is None:
                self.content = content
            else:
                self.headers["content-length"] = str(content.length)
        return content

    def finish(self, headers: Mapping[str, str]) -> None:
        """Add the cookies, and the headers of the call, which replace all others."""
        if self.cookies:
            existing = [self.headers["cookie"]] if "cookie" in self.headers else []
            self.headers["cookie"] = check_header("; ".join([*existing, *self.cookies]))
        for name, text in check_headers(headers).items():
            if self.content and name.lower() == "content-length":
                self.content.declare_length(text)
                self.headers["content-length"] = text
            else:
                self.headers[check_additional_header(name, text)] = text


def build_request(
    operation: Operation[Any],
    arguments: Mapping[str, Any],
    body: Any,
    settings: ClientSettings,
    options: CallOptions,
    content_type: str | None = None,
) -> Request:
    """Return the request of a call; `content_type` selects a media type of the body.

    Raises:
        InvalidArgumentError: an argument or the body has an invalid value, or the server has no
            absolute URL.
    """
    server = urls.select_server(operation, settings, options)
    plan = plan_operation(operation, settings)
    if plan.credentials and not server.is_trusted:
        urls.warn_of_withheld_credentials(operation, server)
    headers = plan.headers if server.is_trusted else plan.public_headers
    builder = _RequestBuilder(dict(headers))
    encoding = _choose_encoding(settings, options)
    content = _build_content(builder, operation, body, content_type, encoding)
    for parameter in operation.parameters:
        value, codec = arguments.get(parameter.name), plan.codecs.get(parameter.name)
        if value is None and (codec is None or codec.non_null is not None):
            if parameter.default is not None:
                builder.add_parameter(parameter, parameter.default)
            continue
        try:
            encode = encode_any if codec is None else codec.encode
            builder.add_parameter(parameter, encode(value, encoding))
        except InvalidArgumentError as error:
            error.add(parameter.name)
            raise
        except UnicodeEncodeError:
            raise _refuse_surrogates(value, parameter.name) from None
    query = builder.query
    if server.query or "query" in options:
        extra = _encode_query(cast("RequestOptions", options), encoding)
        query = _merge_queries(server.query.split("&"), query, extra)
    builder.finish(options.get("headers", {}))
    try:
        path = urls.fill_path(operation.path, builder.path)
        url = urls.build_url(operation, server, path, "&".join(query))
        if len(url) > urls.MAX_URL_LENGTH:
            raise _refuse_length(url, {**builder.path, **dict(map(_split_pair, query))})
    except InvalidArgumentError as error:
        names = {p.wire: p.name for p in operation.parameters}
        error.path = names.get(error.path, error.path)
        raise
    return Request(
        method=operation.method,
        url=url,
        headers=builder.headers,
        content=content,
        timeout=to_timeout(options.get("timeout", settings.timeout)),
        label=f"{operation.method} {operation.path}",
        is_trusted=server.is_trusted,
        invocation=Invocation(operation, arguments, body, content_type, options),
    )


def _refuse_surrogates(value: Any, name: str) -> InvalidArgumentError:
    """Return the error for text that cannot be encoded as UTF-8."""
    error = InvalidArgumentError("text without lone surrogates", value)
    error.add(name)
    return error


def _refuse_length(url: str, texts: Mapping[str, str]) -> InvalidArgumentError:
    """Return the error for a URL that HTTP libraries refuse; it names the longest argument."""
    expected = f"a URL of at most {urls.MAX_URL_LENGTH} characters"
    error = InvalidArgumentError(expected, url, f"it has {len(url)} characters")
    error.add(max(texts, key=lambda name: len(texts[name]), default="base_url"))
    return error


def _split_pair(pair: str) -> tuple[str, str]:
    name, _, text = pair.partition("=")
    return unquote_plus(name), text


def _encode_query(options: RequestOptions, encoding: Encoding) -> list[str]:
    """Return the undeclared query parameters of a call as `name=value` pairs."""
    query = options.get("query", {})
    try:
        if not isinstance(query, Mapping):
            raise InvalidArgumentError("a dict", query)
        values = encode_entries(encode_query_value, query, encoding)
        pairs = [(Parameter(name, "query"), value) for name, value in values.items()]
        return [f"{n}={t}" for pair in pairs for n, t in serialize_pairs(*pair)]
    except InvalidArgumentError as error:
        error.add("query")
        raise
    except UnicodeEncodeError:
        raise _refuse_surrogates(query, "query") from None


def _merge_queries(*queries: list[str]) -> list[str]:
    """Return the pairs of all queries; a name replaces the same name in the queries before."""
    merged: list[str] = []
    for query in queries:
        pairs = [pair for part in query for pair in part.split("&") if pair]
        names = set(map(_get_name, pairs))
        merged = [pair for pair in merged if _get_name(pair) not in names] + pairs
    return merged


def _get_name(pair: str) -> str:
    return _split_pair(pair)[0]


def _choose_encoding(settings: ClientSettings, options: CallOptions) -> Encoding:
    """Return the choices of a call, else those of the client."""
    if "send_read_only" not in options:
        return settings.encoding
    return replace(settings.encoding, read_only=options["send_read_only"])


def _build_content(
    builder: _RequestBuilder,
    operation: Operation[Any],
    body: Any,
    content_type: str | None,
    encoding: Encoding,
) -> bytes | Content | None:
    """Return the serialized body, or None without one."""
    if operation.bodies is None:
        return None
    try:
        typed_content = operation.bodies.encode(body, content_type, encoding)
        if typed_content is None and requires_body(operation):
            raise InvalidArgumentError("a value", body)
    except InvalidArgumentError as error:
        error.add("" if error.path == "content_type" else "body")
        raise
    except UnicodeEncodeError:
        raise _refuse_surrogates(body, "body") from None
    return builder.add_content(*typed_content) if typed_content is not None else None


@dataclass(frozen=True, slots=True)
class OperationPlan:
    """The headers and credentials of all requests of an operation."""

    headers: dict[str, str] = field(repr=False)
    """Headers for trusted origins; names in lower case."""
    public_headers: dict[str, str] = field(repr=False)
    """Headers for other origins: without the default headers of the client."""
    credentials: tuple[Credential, ...]
    secret_names: frozenset[str]
    """Query parameters with credentials."""
    sign: Sign
    codecs: Mapping[str, Codec]
    """Codecs of the arguments."""


def plan_operation(
    operation: Operation[Any], settings: ClientSettings
) -> OperationPlan:
    """Return the plan of an operation, from the cache of the client if possible.

    Raises:
        ValueError: a default header contains a line break.
    """
    plan = settings.plans.get(operation)
    if plan is None:
        plan = settings.plans[operation] = _create_plan(operation, settings)
    return plan


def _create_plan(operation: Operation[Any], settings: ClientSettings) -> OperationPlan:
    public = _build_headers(operation, settings)
    headers = public | dict(settings.default_headers)
    available = settings.credentials
    secret_names = frozenset(c.wire for c in available if c.location == "query")
    selected: tuple[Credential, ...] = ()
    sign: Sign = _keep_url
    if settings.auth is not None and available:
        selected = settings.auth.select(operation, available)
        sign = settings.auth.sign
    codecs = find_codecs(operation)
    return OperationPlan(headers, public, selected, secret_names, sign, codecs)


def _keep_url(headers: dict[str, str], url: str, values: CredentialValues) -> str:
    """Implement `Sign` for a client without credentials."""
    return url


def _build_headers(
    operation: Operation[Any], settings: ClientSettings
) -> dict[str, str]:
    specs = (*operation.responses, *operation.errors)
    accepted = dict.fromkeys(spec.media_type for spec in specs if spec.media_type)
    headers = {
        "user-agent": settings.user_agent,
        "accept": ", ".join(accepted) or "*/*",
        "accept-encoding": ACCEPTED,
    }
    declared = {p.wire for p in operation.parameters if p.location == "header"}
    for name in declared & settings.defaults.keys():
        text = settings.defaults[name]
        headers[check_additional_header(name, text)] = text
    return headers


REDIRECT_STATUSES = frozenset({301, 302, 303, 307, 308})
MAX_REDIRECTS = 10
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# Headers without information about the caller, sent to any origin.
PUBLIC_HEADERS = frozenset({"accept", "accept-encoding", "user-agent"})
# Characters of a URL that are not percent-encoded, besides letters, digits and -._
UNESCAPED = "!#$%&'()*+,/:;=?@[]~"


def follow_redirect(
    request: Request, response: Response, secret_names: frozenset[str]
) -> Request | None:
    """Return the request that follows a redirect, or None if there is none or it is unsafe.

    A request with side effects is only repeated at the same origin and with a status that keeps its
    method. Redirects from https to http are not followed.
    """
    location = response.headers.get("location")
    if response.status not in REDIRECT_STATUSES or location is None:
        return None
    try:
        redirected = redirect_to(request, location, secret_names)
    except ValueError:
        return None
    is_same_origin = parse_origin(request.url) == parse_origin(redirected.url)
    keeps_method = response.status in (307, 308)
    can_repeat = keeps_method and is_same_origin
    is_safe = request.method in SAFE_METHODS or can_repeat
    schemes = urlsplit(request.url).scheme, urlsplit(redirected.url).scheme
    is_secure = schemes != ("https", "http")
    return redirected if is_safe and is_secure and request.is_repeatable else None


def redirect_to(
    request: Request, location: str, secret_names: frozenset[str]
) -> Request:
    """Return the request to another URL; for another origin only with public headers.

    Query parameters with the names of credentials are removed from the URL: the client adds its
    credentials itself, if the origin is trusted.

    Raises:
        ValueError: the URL is invalid.
    """
    url = resolve_location(request.url, location, secret_names)
    is_same_origin = parse_origin(request.url) == parse_origin(url)
    headers = request.headers
    if not is_same_origin:
        headers = {n: headers[n] for n in headers if n in PUBLIC_HEADERS}
    is_trusted = request.is_trusted and is_same_origin
    return replace(request, url=url, headers=headers, is_trusted=is_trusted)


def resolve_location(url: str, location: str, secret_names: frozenset[str]) -> str:
    """Return the URL of a `Location` header, without user and fragment."""
    target = urlsplit(urljoin(url, quote(location, safe=UNESCAPED)))
    is_http = target.scheme in ("http", "https")
    if not is_http or not target.hostname or target.port == 0:
        raise ValueError("redirect to an invalid URL")
    if len(location) > urls.MAX_URL_LENGTH:
        raise ValueError("redirect to a URL that is too long")
    pairs = target.query.split("&")
    pairs = [pair for pair in pairs if pair.partition("=")[0] not in secret_names]
    host = target.netloc.rpartition("@")[2]
    return urlunsplit((target.scheme, host, target.path, "&".join(pairs), ""))
