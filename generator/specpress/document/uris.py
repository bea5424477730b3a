"""Paths and URLs of documents: resolution, relative names and display."""

from __future__ import annotations

import os
import posixpath
import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from specpress.document.problems import Position, document_error

# At least two letters before the colon: one letter is a Windows drive.
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def with_slash(path: str) -> str:
    """Return a path template with a slash at its beginning.

    Without one it would continue the host of the server: `@other.example` names another host.
    """
    return path if not path or path.startswith("/") else f"/{path}"


def is_url(uri: str) -> bool:
    """Return True for a URL, False for the path of a file."""
    return bool(_URL.match(uri))


def join_uri(base: str, reference: str) -> str:
    """Resolve the document part of a reference in the document `base`.

    Raises:
        DocumentError: the reference is neither a path nor a URL, or a fetched document refers to a local file.
    """
    try:
        if is_url(reference):
            # Raises ValueError for a host that is not valid.
            urlsplit(reference)
            return reference
        if not is_url(base):
            return str((Path(base).parent / unquote(reference)).resolve())
        joined = urljoin(base, reference)
    # RuntimeError: symbolic links that lead to each other.
    except (ValueError, OSError, RuntimeError) as error:
        message = f"{reference!r} is neither a path nor a URL: {error}"
        raise document_error(
            Position(display_name(base), 1, 1), message, code="invalid-reference"
        ) from error
    if not is_url(joined):
        # A fetched document must not read files of this machine through `file:` references.
        message = (
            f"{reference!r} is not a URL: a fetched document may refer to URLs only"
        )
        raise document_error(
            Position(display_name(base), 1, 1), message, code="invalid-reference"
        )
    return joined


def resolve_uri(base: str, reference: str) -> str:
    """Resolve a reference against an identifier that need not be retrievable, such as an `$id`.

    Return the reference unchanged if it is not a valid URI.
    """
    try:
        return urljoin(base, reference)
    except ValueError:
        return reference


def relative_uri(uri: str, base: str) -> str:
    """Return `uri` relative to `base`, or as it is displayed if they have no common root.

    The result is the same on every machine.
    """
    if is_url(uri) != is_url(base):
        return display_name(uri)
    if not is_url(uri):
        return Path(os.path.relpath(uri, Path(base).parent)).as_posix()
    source, target = urlsplit(base), urlsplit(uri)
    if (source.scheme, _netloc(base)) != (target.scheme, _netloc(uri)):
        return display_name(uri)
    directory = posixpath.dirname(source.path) or "/"
    path = posixpath.relpath(target.path or "/", directory)
    return f"{path}?{target.query}" if target.query else path


def display_name(uri: str) -> str:
    """Return a path relative to the working directory, or a URL without credentials and query."""
    path = Path(uri)
    try:
        if is_url(uri):
            parts = urlsplit(uri)
            return urlunsplit((parts.scheme, _netloc(uri), parts.path, "", ""))
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        # An invalid URL is not shown: its credentials cannot be located.
        return "invalid URL" if is_url(uri) else path.as_posix()


def host(uri: str) -> str:
    """Return the host of a URL; empty for a path or an invalid URL."""
    try:
        return _netloc(uri) if is_url(uri) else ""
    except ValueError:
        return ""


def _netloc(url: str) -> str:
    """Return host and port, without credentials."""
    return urlsplit(url).netloc.rpartition("@")[2]
