"""Secrets, and the redaction of texts and URLs that contain them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import unquote, unquote_plus, urlsplit
from warnings import warn

if TYPE_CHECKING:
    from .encodings import SecretPattern

HIDDEN = "***"


class Secret(str):
    """A string that is masked in its repr, and so in containers, tracebacks and logs of locals."""

    __slots__ = ("_patterns",)
    _patterns: tuple[SecretPattern, ...]

    @classmethod
    def from_value(cls, value: object) -> Secret:
        """Return a credential from a caller or a token provider as a secret.

        Raises:
            TypeError: `value` is not a string.
        """
        if isinstance(value, Secret):
            return value
        if not isinstance(value, str):
            raise TypeError(f"credential must be str, got {type(value).__name__}")
        return cls(value)

    @property
    def patterns(self) -> tuple[SecretPattern, ...]:
        """The patterns that find the secret, or the password in it, in a text."""
        if not hasattr(self, "_patterns"):
            # Imported here because a call that succeeds does not need it.
            from .encodings import MIN_SECRET_LENGTH, build_patterns

            # A Basic credential is `user:password`: a server may echo the password alone.
            parts = str(self), self.partition(":")[2]
            decoded = (f(part) for part in parts for f in (str, unquote, unquote_plus))
            texts = {text for text in decoded if len(text) >= MIN_SECRET_LENGTH}
            self._patterns = tuple(p for text in texts for p in build_patterns(text))
        return self._patterns

    def __reduce__(self) -> tuple[type[Secret], tuple[str]]:
        return Secret, (str(self),)

    def __repr__(self) -> str:
        return f"'{HIDDEN}'"


def redact_text(
    text: str, secrets: Iterable[Secret], is_truncated: bool = False
) -> str:
    """Return the text with each secret, in any encoding, replaced by `HIDDEN`.

    Args:
        text: any text.
        secrets: the secrets to search for.
        is_truncated: the text may end in the middle of a secret.
    """
    from .encodings import is_searchable

    if not is_searchable(text):
        return HIDDEN
    redacted, last = "", 0
    for start, end in find_secrets(text, secrets, is_truncated):
        # A backslash before the secret would escape the mask instead.
        redacted += text[last:start].rstrip("\\") + HIDDEN
        last = end
    return redacted + text[last:] if last else text


def find_secrets(
    text: str, secrets: Iterable[Secret], is_truncated: bool = False
) -> list[tuple[int, int]]:
    """Return the spans of the secrets in a text, in order and without overlaps."""
    from .encodings import EncodedText

    encoded, merged = EncodedText(text), list[tuple[int, int]]()
    patterns = (pattern for secret in secrets for pattern in secret.patterns)
    spans = (
        s for pattern in patterns for s in pattern.find_spans(encoded, is_truncated)
    )
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            start, last = merged.pop()
            end = max(end, last)
        merged.append((start, end))
    return merged


def redact_url(url: str, hidden: frozenset[str]) -> str:
    """Return a URL without user, password, fragment and the values of `hidden` query parameters."""
    if "?" not in url and "@" not in url and "#" not in url:
        return url
    plain = re.sub(r"(?<=://)[^/?#@]*@", "", url.partition("#")[0])
    base, mark, query = plain.partition("?")
    pairs = [_redact_pair(pair, hidden) for pair in query.split("&")]
    return f"{base}{mark}{'&'.join(pairs)}"


def _redact_pair(pair: str, hidden: frozenset[str]) -> str:
    name = pair.partition("=")[0]
    return f"{name}={HIDDEN}" if name in hidden else pair


def warn_about_plain_http(base_url: str) -> None:
    """Warn if credentials are sent unencrypted to another machine than this one."""
    parts = urlsplit(base_url)
    if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        url = redact_url(base_url, frozenset())
        message = f"{url} is not encrypted: use https to protect the credentials"
        warn(message, UserWarning, stacklevel=4)


def is_loopback(host: str) -> bool:
    """Return True for `localhost` and for addresses of the loopback interface."""
    if host == "localhost":
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    # Python 3.11 ignores the IPv4 address inside an IPv6 one: `::ffff:127.0.0.1`.
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback
