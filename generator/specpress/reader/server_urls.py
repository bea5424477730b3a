"""Check the URLs of servers: the client sends no request to a URL that parsers read differently."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from specpress.document.uris import resolve_uri

PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
# The client accepts the same URLs: `_URL` in `_runtime/urls.py`.
URL = re.compile(
    r"(https?)://(?:[^\x00-\x20\x7f/\\?#@]*@)?(\[[0-9a-f:.]+\]|[^\x00-\x20\x7f/\\?#@:%\[\]{}<>^|`\"]+)"
    r"(?::(\d{1,5}))?(?:[/?][^\x00-\x20\x7f\\#{}]*)?",
    re.IGNORECASE,
)
NEVER_VALID = re.compile(r"[\x00-\x20\x7f\\#]")
# HTTP libraries refuse URLs of 64 KiB; the path of the operation follows.
MAX_LENGTH = 60_000
_MAX_SHOWN = 80
_ROOT = "https://a"
# Texts for the first variable: most places, a whole URL, a scheme, `http{s}`.
_SAMPLES = ("1", _ROOT, "https", "s", "")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
# Variables may be a part of the scheme.
_ABSOLUTE = re.compile(r"(?:[a-z0-9+.-]|\{[^{}]+\})*://", re.IGNORECASE)
# A host with a domain, perhaps with a port: relative paths of files end in other words.
_HOST = re.compile(
    r"(?:localhost|(?:[a-z0-9{}-]+\.)+(?!json|yaml|yml|html?|php|aspx?)[a-z]{2,})(?::\d+)?(?:/|$)",
    re.IGNORECASE,
)
# The part of a URL, with placeholders, that may contain the scheme, host and port. `/{a}/b` has the
# host `b` if `a` is empty.
_AUTHORITY = re.compile(r"(?:(?:\{[^{}]+\})*/(?:\{[^{}]+\})+/|[^/]*//|)[^/]*")
_ENDS_HOST = re.compile(r"[/\\?#@]")


def shorten(text: str) -> str:
    """Return a URL or a value as a message shows it."""
    return repr(text if len(text) <= _MAX_SHOWN else f"{text[:_MAX_SHOWN]}…")


def suggest_scheme(url: str) -> str | None:
    """Return a URL with a scheme if it begins with a host, else None: `api.example.com/v1`."""
    if not _HOST.match(url):
        return None
    scheme = "http" if url.startswith("localhost") else "https"
    return f"{scheme}://{url}"


def find_variables(url: str) -> list[str]:
    """Return the names of the variables in a URL."""
    return [*dict.fromkeys(PLACEHOLDER.findall(url))]


def is_absolute(url: str) -> bool:
    """Return whether a URL has a host, or may have one because it begins with a variable."""
    return bool(_ABSOLUTE.match(url)) or url.startswith("{")


def fill(url: str, texts: Mapping[str, str]) -> str:
    """Return a URL with the variables replaced for which there is a text, as the client does it."""

    def fill_one(match: re.Match[str]) -> str:
        text = texts.get(match[1])
        return match[0] if text is None else quote(text, safe=":/")

    return PLACEHOLDER.sub(fill_one, url)


def is_sendable(url: str) -> bool:
    """Return whether requests can be sent to a URL without placeholders, absolute or relative."""
    if len(url) > MAX_LENGTH or NEVER_VALID.search(url):
        return False
    absolute = url if _SCHEME.match(url) else resolve_uri(f"{_ROOT}/", url)
    match = URL.fullmatch(absolute)
    if match is None or (match[3] and not 0 < int(match[3]) < 65536):
        return False
    try:
        match[2].encode("ascii" if match[2].isascii() else "idna")
    except UnicodeError:
        return False
    return True


def can_be_sent(url: str, texts: Mapping[str, str]) -> bool:
    """Return whether other variables may have values that make a URL sendable."""
    return any(map(is_sendable, _fill_others(url, texts)))


def _fill_others(url: str, texts: Mapping[str, str]) -> Iterator[str]:
    names = [name for name in find_variables(url) if name not in texts]
    samples = dict.fromkeys(names, "1")
    for text in _SAMPLES if names else ("",):
        yield fill(url, {**samples, **dict.fromkeys(names[:1], text), **texts})


def describe_fault(url: str) -> str | None:
    """Return why no values of its variables make a URL sendable, or None."""
    if can_be_sent(url, {}):
        return None
    plain = PLACEHOLDER.sub("", url)
    if len(url) > MAX_LENGTH:
        return f"it has {len(url)} characters"
    character = NEVER_VALID.search(plain)
    if character is not None:
        return f"it contains {character[0]!r}"
    if "{" in plain or "}" in plain:
        return "it contains a brace that encloses no variable"
    scheme = _SCHEME.match(url)
    if scheme is not None and scheme[0].lower() not in ("http:", "https:"):
        return f"its scheme is {scheme[0][:-1]!r}, not http or https"
    return "its host or port is not valid"


def find_faulty_texts(url: str, texts: Mapping[str, str]) -> list[str]:
    """Return the variables whose texts the client cannot send in a URL that is valid otherwise."""
    authority = _AUTHORITY.match(url)
    names = find_variables(authority[0]) if authority is not None else []
    hosts = find_variables(authority[0].partition("://")[2]) if authority else []
    faulty: list[str] = []
    kept: dict[str, str] = {}
    for name in names:
        if name not in texts:
            continue
        ends_host = name in hosts and _ENDS_HOST.search(texts[name])
        if ends_host or not can_be_sent(url, {**kept, name: texts[name]}):
            faulty.append(name)
        else:
            kept[name] = texts[name]
    return faulty
