"""Text that is not to be seen: credentials, and the headers and URLs that carry them."""

from __future__ import annotations

import re
from base64 import b64encode
from ipaddress import ip_address
from urllib.parse import quote, urlsplit
from warnings import warn

HIDDEN = "***"
SHORTEST = 4
"""Characters of a credential that is looked for in texts: a shorter one would be found in any word."""


class Secret(str):
    """A text that does not show itself in a repr: not in a log of locals, a traceback or a container."""

    __slots__ = ("_forms",)
    _forms: frozenset[str]

    @classmethod
    def of(cls, value: object) -> Secret:
        """What a caller, or a function of the caller, gave as a secret.

        Raises:
            TypeError: it is no text.
        """
        if isinstance(value, Secret):
            return value
        if not isinstance(value, str):
            raise TypeError(f"a credential is text, not {type(value).__name__}")
        return cls(value)

    @property
    def forms(self) -> frozenset[str]:
        """How it, or the password in it, may stand in other texts."""
        if not hasattr(self, "_forms"):
            parts = str(self), self.partition(":")[2]
            long = (part for part in parts if len(part) >= SHORTEST)
            self._forms = frozenset(form for part in long for form in _forms(part))
        return self._forms

    def __repr__(self) -> str:
        return f"'{HIDDEN}'"


def _forms(text: str) -> tuple[str, ...]:
    """As it is, in a URL, in basic authentication, in a repr."""
    raw = text.encode("utf-8", "replace")
    return text, quote(raw, safe=""), b64encode(raw).decode(), repr(raw)[2:-1]


def without(text: str, secrets: frozenset[str]) -> str:
    """The text with every secret in it hidden."""
    for secret in secrets:
        text = text.replace(secret, HIDDEN)
    return text


def shown_url(url: str, hidden: frozenset[str]) -> str:
    """A URL without user, password and fragment, and without the values of the query parameters `hidden`."""
    if "?" not in url and "@" not in url and "#" not in url:
        return url
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
    if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        told = f"{shown_url(base_url, frozenset())} is not encrypted: credentials can be read on the way"
        warn(told, UserWarning, stacklevel=4)


def is_loopback(host: str) -> bool:
    """Return True for `localhost` and for addresses of the loopback interface."""
    if host == "localhost":
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    # Python 3.11 does not look into an IPv4 address that an IPv6 one contains.
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback
