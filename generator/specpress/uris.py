"""Uris: what a document is called, a path or a URL, and the way from one document to another."""

from __future__ import annotations

import os
import posixpath
import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from specpress.problems import Place, refusal

# Two letters at least: one letter before a colon is a drive.
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def with_slash(path: str) -> str:
    """Return a path template with a slash at its beginning.

    Without one it would continue the host of the server: `@other.example` names another host.
    """
    return path if not path or path.startswith("/") else f"/{path}"


def is_url(uri: str) -> bool:
    """Whether this is a URL, and not the path of a file."""
    return bool(_URL.match(uri))


def join(base: str, reference: str) -> str:
    """The document that a reference (without its fragment) in `base` leads to.

    Raises:
        DocumentError: it is neither a path nor a URL, or a fetched document refers to a file of this machine.
    """
    if is_url(reference):
        return reference
    try:
        if not is_url(base):
            return str((Path(base).parent / unquote(reference)).resolve())
        joined = urljoin(base, reference)
    except ValueError as error:
        message = f"{reference!r} is neither a path nor a URL: {error}"
        raise refusal(Place(shown(base), 1, 1), message) from error
    if not is_url(joined):
        raise refusal(
            Place(shown(base), 1, 1),
            f"{reference!r} is not a URL: a fetched document may refer to URLs only",
        )
    return joined


def resolved(base: str, reference: str) -> str:
    """The name that a reference stands for, which need lead nowhere; as it is, where it is no URI."""
    try:
        return urljoin(base, reference)
    except ValueError:
        return reference


def relative(uri: str, base: str) -> str:
    """The way from `base` to `uri`, the same on every machine; whole, where they share no root."""
    if is_url(uri) != is_url(base):
        return shown(uri)
    if not is_url(uri):
        return Path(os.path.relpath(uri, Path(base).parent)).as_posix()
    here, there = urlsplit(base), urlsplit(uri)
    if (here.scheme, _host(base)) != (there.scheme, _host(uri)):
        return shown(uri)
    way = posixpath.relpath(there.path or "/", posixpath.dirname(here.path) or "/")
    return f"{way}?{there.query}" if there.query else way


def shown(uri: str) -> str:
    """How a document is shown: a path from here, a URL without what may be secret in it."""
    path = Path(uri)
    try:
        if is_url(uri):
            parts = urlsplit(uri)
            return urlunsplit((parts.scheme, _host(uri), parts.path, "", ""))
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return "a wrong URL" if is_url(uri) else path.as_posix()


def host(uri: str) -> str:
    """The host of a URL; nothing for a path, and for what is no URL after all."""
    try:
        return _host(uri) if is_url(uri) else ""
    except ValueError:
        return ""


def _host(url: str) -> str:
    """Host and port, without a name and a password."""
    return urlsplit(url).netloc.rpartition("@")[2]
