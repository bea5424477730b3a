"""Text that is not to be seen: credentials, and the headers and URLs that carry them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit
from warnings import warn

HIDDEN = "***"


class Secret(str):
    """A text that does not show itself in a repr: not in a log of locals, a traceback or a container."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"'{HIDDEN}'"


def without(text: str, secrets: frozenset[str]) -> str:
    """The text with every secret in it hidden."""
    for secret in secrets:
        text = text.replace(secret, HIDDEN)
    return text


def shown_url(url: str, hidden: frozenset[str]) -> str:
    """A URL without user, password and fragment, and without the values of the query parameters `hidden`."""
    plain = re.sub(r"(?<=://)[^/?#@]*@", "", url.partition("#")[0])
    base, mark, query = plain.partition("?")
    pairs = [_shown_pair(pair, hidden) for pair in query.split("&")]
    return f"{base}{mark}{'&'.join(pairs)}"


def _shown_pair(pair: str, hidden: frozenset[str]) -> str:
    name = pair.partition("=")[0]
    return f"{name}={HIDDEN}" if name in hidden else pair


def warn_if_readable(base_url: str) -> None:
    """Warn of a server whose requests anybody on the way can read: http, unless it is this machine."""
    parts = urlsplit(base_url)
    host = parts.hostname or ""
    here = host in ("localhost", "::1") or host.endswith(".localhost")
    if parts.scheme == "http" and not (here or host.startswith("127.")):
        told = f"{shown_url(base_url, frozenset())} is not encrypted: credentials can be read on the way"
        warn(told, UserWarning, stacklevel=4)
