"""The files and URLs that may be read: the policy of a run, and the errors for what it refuses.

The user names the document and its overlays. Everything that a document refers to is checked here.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from urllib.parse import unquote, urlsplit

from specpress.document.problems import (
    DocumentError,
    Problem,
)
from specpress.document.uris import display_name, is_url, join_uri
from specpress.wording import name_option

DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class ReadingPolicy:
    """What a document may refer to.

    Attributes:
        root: A directory whose files may be read, besides those below the directory of the document.
        allow_remote: Read URLs of every origin, also at private addresses.
        allow_http: Read URLs without encryption.
    """

    root: Path | None = None
    allow_remote: bool = False
    allow_http: bool = False


DEFAULT_POLICY = ReadingPolicy()


class RefusedError(DocumentError):
    """The policy refuses to read a file or URL."""


def refuse(reason: str, hint: str | None, *, code: str) -> RefusedError:
    """Return the error for a file or URL; a reference adds its own position."""
    return RefusedError([Problem(reason, hint, code=code)])


def resolve_reference(
    reference: str, base: str, main: str, policy: ReadingPolicy
) -> str:
    """Return the path or URL that a reference in the document `base` denotes.

    Args:
        main: The path or URL of the main document.

    Raises:
        RefusedError: the policy forbids it.
        DocumentError: the reference is neither a path nor a URL.
    """
    if is_url(base) and reference[:5].lower() == "file:":
        raise _refuse_scheme(reference)
    uri = join_uri(base, reference)
    if is_url(uri):
        _check_origin(uri, main, policy)
    else:
        _check_inside(reference, uri, main, policy)
    return uri


def origin(url: str) -> tuple[str, str, int | None]:
    """Return scheme, host and port of a URL."""
    parts = urlsplit(url)
    scheme = parts.scheme.lower()
    port = parts.port or DEFAULT_PORTS.get(scheme)
    return scheme, (parts.hostname or "").rstrip("."), port


def check_same_origin(url: str, base: str, policy: ReadingPolicy) -> None:
    """Check that a URL has the origin of another one.

    Raises:
        RefusedError: it has another origin, and the policy does not allow that.
    """
    try:
        is_same = origin(url) == origin(base)
    except ValueError:
        is_same = False
    if not policy.allow_remote and not is_same:
        reason = f"{display_name(url)} has another origin than {display_name(base)}"
        hint = (
            f"to read documents of other origins, pass {name_option('--allow-remote')}"
        )
        raise refuse(reason, hint, code="other-origin")


def _check_origin(url: str, main: str, policy: ReadingPolicy) -> None:
    if urlsplit(url).scheme.lower() not in DEFAULT_PORTS:
        raise _refuse_scheme(url)
    if is_url(main):
        check_same_origin(url, main, policy)
    elif not policy.allow_remote:
        reason = f"{display_name(url)} is a URL, and the document is a local file"
        hint = f"to read URLs that a local document refers to, pass {name_option('--allow-remote')}"
        raise refuse(reason, hint, code="remote-reference")


def _refuse_scheme(url: str) -> RefusedError:
    reason = f"scheme {url.partition(':')[0].lower()!r} is not supported"
    return refuse(reason, "use a relative path, or https", code="unknown-scheme")


def _check_inside(reference: str, path: str, main: str, policy: ReadingPolicy) -> None:
    """Check a local path, whose symbolic links are resolved."""
    written = unquote(reference)
    if PurePosixPath(written).is_absolute() or PureWindowsPath(written).anchor:
        reason = f"{reference!r} is an absolute path"
        hint = "use a path relative to the document that contains the reference"
        raise refuse(reason, hint, code="absolute-path")
    directory = Path(main).parent
    roots = [directory.resolve()]
    if policy.root is not None:
        roots.append(policy.root.resolve())
    if not any(Path(path).is_relative_to(root) for root in roots):
        allowed = display_name(str(policy.root or directory))
        reason = f"{reference!r} is outside of the directory {allowed!r}"
        hint = f"to read files of another directory, pass {name_option('--root DIR')}"
        raise refuse(reason, hint, code="outside-root")
