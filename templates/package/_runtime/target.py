"""Where a request goes: its server, and its path with the arguments filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit

from .operation import ClientSettings, Operation, RequestOptions
from .secret import shown_url

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
_STRAY = re.compile(r"[{}?#\s\x00-\x1f]")
"""In a server's URL: what is not filled in, what would end it before its path, what no URL holds."""
_SLASH = re.compile(r"[/\\]")


def fill(url: str, variables: Mapping[str, str]) -> str:
    """A server's URL with its variables filled in, without a slash at its end."""
    for name, text in variables.items():
        url = url.replace(f"{{{name}}}", quote(text, safe=":/"))
    return url.rstrip("/")


def server(
    operation: Operation[Any], settings: ClientSettings, options: RequestOptions
) -> str:
    """The server that the call or the client was given, else the operation's own, else the client's.

    Raises:
        ValueError: it is none.
    """
    base = options.get("base_url", settings.base_url).rstrip("/")
    if operation.server:
        chosen = {**dict(operation.variables), **settings.server_variables}
        own = fill(operation.server, chosen)
        given = settings.base_url_given or "base_url" in options
        base = base if given and "://" in own else urljoin(f"{base}/", own)
    if not _is_whole(base):
        told = (
            f"{operation.name} has no whole server ({shown_url(base, frozenset())!r})"
        )
        hint = "give the client a `base_url`, and the variables of its server"
        raise ValueError(f"{told}: {hint}")
    return base


@lru_cache
def _is_whole(base: str) -> bool:
    """Whether it is a URL that paths can be added to."""
    try:
        parts = urlsplit(base)
        known = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return known and parts.scheme in ("http", "https") and not _STRAY.search(base)


def path(template: str, texts: Mapping[str, str]) -> str:
    """The path, and the query that the document writes into it, with the arguments filled in.

    Raises:
        ValueError: an argument is missing, or would change the path.
    """
    before, mark, query = template.partition("#")[0].partition("?")
    segments = [_segment(s, texts) if "{" in s else s for s in before.split("/")]
    return "/".join(segments) + mark + _filled(query, texts)


def _segment(template: str, texts: Mapping[str, str]) -> str:
    """One part of a path: no argument can reach beyond it, also where a server decodes it twice."""
    filled = _filled(template, texts)
    if filled and "." not in filled and "%" not in filled:
        return filled
    plain = unquote(unquote(filled))
    if plain in ("", ".") or ".." in _SLASH.split(plain):
        reason = "it would change the path of the request"
        raise ValueError(f"{template} must not be {plain!r}: {reason}")
    return filled


def _filled(template: str, texts: Mapping[str, str]) -> str:
    def text(found: re.Match[str]) -> str:
        if found[1] not in texts:
            raise ValueError(f"{found[0]} must not be None: it is a part of the path")
        return texts[found[1]]

    return _PLACEHOLDER.sub(text, template)
