"""Text that is not to be seen: credentials, and the headers and URLs that carry them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import unquote, unquote_plus, urlsplit
from warnings import warn

if TYPE_CHECKING:
    from .encodings import Form

HIDDEN = "***"


class Secret(str):
    """A text that does not show itself in a repr: not in a log of locals, a traceback or a container."""

    __slots__ = ("_forms",)
    _forms: tuple[Form, ...]

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
    def forms(self) -> tuple[Form, ...]:
        """The forms in which it, or the password in it, may be in other texts."""
        if not hasattr(self, "_forms"):
            # Imported here because a call that succeeds does not need it.
            from .encodings import SHORTEST, forms_of

            parts = str(self), self.partition(":")[2]
            decoded = (f(part) for part in parts for f in (str, unquote, unquote_plus))
            long = {text for text in decoded if len(text) >= SHORTEST}
            self._forms = tuple(form for text in long for form in forms_of(text))
        return self._forms

    def __reduce__(self) -> tuple[type[Secret], tuple[str]]:
        return Secret, (str(self),)

    def __repr__(self) -> str:
        return f"'{HIDDEN}'"


def redacted(text: str, secrets: Iterable[Secret], is_cut: bool = False) -> str:
    """Return the text with every secret in it, in any of its forms, replaced by `HIDDEN`.

    Args:
        text: any text.
        secrets: the secrets to search for.
        is_cut: the end of the text is missing, and so perhaps that of a secret.
    """
    from .encodings import is_searchable

    if not is_searchable(text):
        return HIDDEN
    shown, last = "", 0
    for start, end in secret_spans(text, secrets, is_cut):
        shown += text[last:start].rstrip("\\") + HIDDEN
        last = end
    return shown + text[last:] if last else text


def secret_spans(
    text: str, secrets: Iterable[Secret], is_cut: bool = False
) -> list[tuple[int, int]]:
    """Return where secrets are in a text, in order and without overlaps."""
    from .encodings import Reader

    reader, merged = Reader(text), list[tuple[int, int]]()
    forms = (form for secret in secrets for form in secret.forms)
    for start, end in sorted(s for form in forms for s in form.spans(reader, is_cut)):
        if merged and start < merged[-1][1]:
            start, last = merged.pop()
            end = max(end, last)
        merged.append((start, end))
    return merged


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
