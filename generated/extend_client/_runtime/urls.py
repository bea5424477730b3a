"""URLs of requests, and the origins that may receive credentials."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from types import NoneType
from typing import Any, NamedTuple, TypeAlias
from urllib.parse import quote, unquote, urljoin
from warnings import warn

from .codec.codec import ABSENT, InvalidArgumentError
from .operation import CallOptions, ClientSettings, Operation
from .redaction import redact_url

# Scheme, host and port of a URL, in lower case.
Origin: TypeAlias = tuple[str, str, int]

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
_SLASH = re.compile(r"[/\\]")
# Only URLs that all parsers read alike: no backslash, space or control character (some parsers drop
# them, some treat them as a slash), no second at sign, no escape in the host.
_URL = re.compile(
    r"(https?)://(?:[^\x00-\x20\x7f/\\?#@]*@)?(\[[0-9a-f:.]+\]|[^\x00-\x20\x7f/\\?#@:%\[\]{}<>^|`\"]+)"
    r"(?::(\d{1,5}))?(?:[/?][^\x00-\x20\x7f\\#{}]*)?",
    re.IGNORECASE,
)
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\#{}<>^|`\"]")
_AUTHORITY = re.compile(r"[\x00-\x20]*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)
_UNJOINED = re.compile(r"[\x00-\x20\x7f]|^[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ENDS_HOST = re.compile(r"[/\\?#@]")
_BEFORE_HOST = re.compile("[^/]*://[^/]*")
_SURROGATE = re.compile("[\ud800-\udfff]")
_PORTS = {"http": 80, "https": 443}
# HTTP libraries refuse URLs of 64 KiB; credentials in the query need some of it.
MAX_URL_LENGTH = 64_000


class Server(NamedTuple):
    """The server of one request."""

    base: str
    """URL without a trailing slash and without a query."""
    is_trusted: bool
    """True if its origin may receive the credentials of the client."""
    query: str = ""
    """Query of the URL, which is part of every request."""


def parse_origin(url: str) -> Origin:
    """Return scheme, host and port of an absolute URL.

    Raises:
        InvalidArgumentError: the URL is not absolute, or URL parsers could read it differently.
    """
    match = _URL.fullmatch(url) if isinstance(url, str) else None
    if match is None:
        raise _refuse_url(url)
    scheme, host = match[1].lower(), match[2].lower()
    port = int(match[3]) if match[3] else _PORTS[scheme]
    if not 0 < port < 65536:
        raise _refuse_url(url)
    try:
        return scheme, host.encode("ascii" if host.isascii() else "idna").decode(), port
    except UnicodeError:
        raise _refuse_url(url) from None


def warn_of_withheld_credentials(operation: Operation[Any], server: Server) -> None:
    """Warn that the credentials of the client are not sent to a server."""
    scheme, host, port = parse_origin(server.base)
    origin = f"{scheme}://{host}:{port}"
    text = f"{operation.name}: credentials are not sent to {origin}"
    hint = f"if it belongs to the API, pass trusted_origins=[{origin!r}]"
    warn(f"{text}; {hint}", UserWarning, stacklevel=2)


def _refuse_url(url: str, path: str = "") -> InvalidArgumentError:
    """Return the error for a URL that requests cannot be sent to."""
    return _refuse_at(path, "an absolute http URL", _show(url))


def _show(url: Any) -> Any:
    return redact_url(url, frozenset()) if isinstance(url, str) else url


def _refuse_at(
    path: str, expected: str, value: object, hint: str = "", names: Collection[str] = ()
) -> InvalidArgumentError:
    error = InvalidArgumentError(expected, value, hint, names)
    error.add(path)
    return error


@lru_cache
def _parse_origin_or_none(url: str) -> Origin | None:
    try:
        return parse_origin(url)
    except ValueError:
        return None


def parse_trusted_origins(
    origins: Iterable[str], server_urls: Mapping[str, str]
) -> frozenset[Origin]:
    """Return the origins that may receive credentials, besides that of the root server.

    These are the origins passed by the caller, and those of the URLs that replace declared servers.

    Raises:
        TypeError: `origins` is a str, or not iterable.
        InvalidArgumentError: an entry is not an origin.
    """
    if isinstance(origins, str) or not isinstance(origins, Iterable):
        raise TypeError(f"trusted_origins must be a list, got {type(origins).__name__}")
    listed = [*origins]
    for url in listed:
        if (
            _parse_origin_or_none(url) is None
            or "@" in url
            or url.rstrip("/").count("/") != 2
        ):
            example = "write scheme, host and port, as in 'https://files.example.com'"
            raise _refuse_at("trusted_origins", "an origin", _show(url), example)
    for url in server_urls.values():
        if _parse_origin_or_none(url) is None:
            raise _refuse_url(url, "base_url")
    return frozenset(map(parse_origin, (*listed, *server_urls.values())))


def select_servers(
    base_url: str | Mapping[str, str] | None,
    environment: str,
    servers: Mapping[str, str],
) -> tuple[str, dict[str, str]]:
    """Return the URL of the root server, and the URLs that replace declared servers.

    `servers` maps the declared URLs to the names of the servers; the keys of a mapping `base_url`
    are such names or URLs.

    Raises:
        InvalidArgumentError: `base_url` has a key that is neither, or a value that is not a URL.
    """
    if not isinstance(base_url, (Mapping, str, NoneType)):
        raise _refuse_url(base_url, "base_url")
    if not isinstance(base_url, Mapping):
        return base_url or environment, {}
    # The name of an unnamed server is empty, and is not a key.
    unknown = base_url.keys() - servers.keys() - {*filter(None, servers.values())}
    if unknown:
        names = sorted(name or url for url, name in servers.items())
        expected = f"a server of the API ({', '.join(names)})"
        raise _refuse_at("base_url", expected, min(unknown), names=names)
    replaced = {
        url: base_url[key]
        for url, name in servers.items()
        for key in (name, url)
        if key in base_url
    }
    return replaced.get(environment, environment), replaced


def fill_variables(url: str, variables: Mapping[str, str]) -> str:
    """Return a server URL with its variables replaced, without a trailing slash.

    Raises:
        InvalidArgumentError: a variable cannot be sent, or inside the host would end it.
    """

    def fill_one(match: re.Match[str]) -> str:
        if match[1] not in variables:
            return match[0]
        text = variables[match[1]]
        is_host = _BEFORE_HOST.fullmatch(url, 0, match.start())
        if not isinstance(text, str) or _SURROGATE.search(text):
            expected = "text without lone surrogates"
        elif is_host and _ENDS_HOST.search(text):
            expected = "part of a host name"
        else:
            return quote(text, safe=":/")
        raise _refuse_at(_name_variable(match[1]), expected, text)

    return _PLACEHOLDER.sub(fill_one, url).rstrip("/")


def _name_variable(name: str) -> str:
    return f"server_variables[{name!r}]"


def has_host(url: str) -> bool:
    """Return True if a URL from the document or a variable names a host, and is not just a path."""
    return bool(_AUTHORITY.match(url))


def is_trusted(origin: Origin, settings: ClientSettings) -> bool:
    """Return True if an origin may receive the credentials of the client."""
    is_root = origin == _parse_origin_or_none(settings.base_url)
    return is_root or origin in settings.trusted_origins


def select_server(
    operation: Operation[Any], settings: ClientSettings, options: CallOptions
) -> Server:
    """Return the server of a call.

    That is the explicit `base_url` of the call or of the client, else the server that the document
    declares for the operation, else that of the client. A relative server of an operation never
    changes the origin.

    Raises:
        InvalidArgumentError: it has no absolute URL, or the value of a variable cannot be sent.
    """
    explicit = _explicit_url(operation, settings, options)
    url = settings.base_url if explicit is None else explicit
    expected = _parse_origin_or_none(url)
    if operation.server and operation.server not in settings.server_urls:
        variables = {**dict(operation.variables), **settings.server_variables}
        declared = fill_variables(operation.server, variables)
        resolved = resolve_server(url, declared)
        if explicit is None:
            url = resolved
            expected = _parse_origin_or_none(url) if has_host(declared) else expected
        elif not has_host(declared) and _parse_origin_or_none(resolved) == expected:
            url = resolved
    if expected is None or _parse_origin_or_none(url) != expected:
        raise _refuse_server(operation, url, explicit is None)
    is_explicit = expected == _parse_origin_or_none(explicit or "")
    base, query = split_query(url)
    return Server(base, is_explicit or is_trusted(expected, settings), query)


def _refuse_server(
    operation: Operation[Any], url: str, is_declared: bool
) -> InvalidArgumentError:
    """Return the error for a server that requests cannot be sent to."""
    variable = _PLACEHOLDER.search(url)
    if variable is not None and is_declared:
        expected, hint = "text", f"{operation.name} has the server {url!r}"
        return _refuse_at(_name_variable(variable[1]), expected, ABSENT, hint)
    expected = f"an absolute http URL for {operation.name}"
    hint = "pass `base_url`, or the variables of the server, to the client"
    return _refuse_at("base_url", expected, redact_url(url, frozenset()), hint)


def split_query(url: str) -> tuple[str, str]:
    """Return the URL of a server without its trailing slash, and its query."""
    base, _, query = url.partition("?")
    return base.rstrip("/"), query


def resolve_server(root: str, url: str) -> str:
    """Return the URL of a server; a relative one keeps the query of the root server."""
    base, root_query = split_query(root)
    try:
        # `urljoin` removes control characters, and adds a host to "https://".
        resolved = url if _UNJOINED.search(url) else urljoin(f"{base}/", url)
    except ValueError:
        resolved = url
    if not root_query or has_host(url):
        return resolved
    path, query = split_query(resolved)
    return f"{path}?{'&'.join(filter(None, [root_query, query]))}"


def _explicit_url(
    operation: Operation[Any], settings: ClientSettings, options: CallOptions
) -> str | None:
    """Return the URL that the caller chose for an operation: for the call, its server, or all."""
    if "base_url" in options:
        if not isinstance(options["base_url"], (str, NoneType)):
            raise _refuse_url(options["base_url"], "base_url")
        return options["base_url"]
    root = settings.base_url if settings.is_base_url_explicit else None
    return settings.server_urls.get(operation.server, root)


def build_url(operation: Operation[Any], server: Server, path: str, query: str) -> str:
    """Return the URL of a request. Every request is built here.

    Raises:
        InvalidArgumentError: the path would change the origin.
    """
    slash = "" if not path or path.startswith("/") else "/"
    mark = ("&" if "?" in path else "?") if query else ""
    relative = _UNSAFE.sub(_percent_encode, f"{slash}{path}{mark}{query}")
    url = server.base + relative
    if parse_origin(url) != _parse_origin_or_none(server.base):
        expected = f"a path of {operation.name} on the same origin"
        raise _refuse_at("path", expected, redact_url(relative, frozenset()))
    return url


def _percent_encode(match: re.Match[str]) -> str:
    return quote(match[0], safe="")


def fill_path(template: str, texts: Mapping[str, str]) -> str:
    """Return the path, with the query that it may contain, with its placeholders replaced.

    Raises:
        InvalidArgumentError: an argument is missing, blank, or would change the path.
    """
    before, mark, query = template.partition("#")[0].partition("?")
    segments = [_fill_segment(s, texts) if "{" in s else s for s in before.split("/")]
    return "/".join(segments) + mark + _fill_placeholders(query, texts)


def _fill_segment(template: str, texts: Mapping[str, str]) -> str:
    """Return a path segment with its placeholders replaced.

    No argument can change other segments, even if a server decodes the path twice.
    """
    filled = _fill_placeholders(template, texts)
    if filled and "." not in filled and "%" not in filled:
        return filled
    plain = unquote(unquote(filled))
    if plain.strip() in ("", ".") or ".." in _SLASH.split(plain):
        match = _PLACEHOLDER.fullmatch(template)
        raise _refuse(match[1] if match else template, plain)
    return filled


def _refuse(name: str, value: object) -> InvalidArgumentError:
    """Return the error for an argument that would change the path of the request."""
    expected = "text that is not blank and does not change the path"
    error = InvalidArgumentError(expected, value)
    error.add(name)
    return error


def _fill_placeholders(template: str, texts: Mapping[str, str]) -> str:
    def fill_one(match: re.Match[str]) -> str:
        if match[1] not in texts:
            raise _refuse(match[1], None)
        return texts[match[1]]

    return _PLACEHOLDER.sub(fill_one, template)
