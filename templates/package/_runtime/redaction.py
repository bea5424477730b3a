"""Redaction of credentials in texts, URLs, responses, decoded values and logs."""

from __future__ import annotations

import logging
import re
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any
from urllib.parse import urlsplit
from warnings import warn

from .codec.codec import ABSENT, Encodable, Fault
from .codec.models import is_set
from .errors import TransportError
from .response_reader import charset_of, find_codec
from .transport.headers import COOKIE, Headers, list_lines
from .transport.secrets import HIDDEN as HIDDEN
from .transport.secrets import Secret as Secret
from .transport.transport import Response

# Maximum bytes of a body, and characters of a decoded value, that an error keeps and searches.
MAX_SEARCHED = 1 << 20


def redact_text(
    text: str, secrets: Iterable[Secret], is_truncated: bool = False
) -> str:
    """Return the text with each secret, in any encoding, replaced by `HIDDEN`.

    Args:
        text: any text.
        secrets: the secrets to search for.
        is_truncated: the text may end in the middle of a secret.
    """
    from .codec.encodings import is_searchable

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
    from .codec.encodings import EncodedText

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
        hint = "use https to protect the credentials, or pass allow_plain_http=True"
        message = f"{url} is not encrypted: {hint}"
        warn(message, UserWarning, stacklevel=4)


def is_loopback(host: str) -> bool:
    """Return True for `localhost` and for addresses of the loopback interface."""
    if host == "localhost":
        return True
    from ipaddress import ip_address  # rarely needed

    try:
        address = ip_address(host)
    except ValueError:
        return False
    # Python 3.11 ignores the IPv4 address inside an IPv6 one: `::ffff:127.0.0.1`.
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback


class Redactor:
    """Redacts the credentials of all attempts of a call, in every encoding of `encodings`.

    Nothing is prepared before the first text is redacted, so a call that succeeds costs nothing.
    """

    __slots__ = ("_hidden", "_remaining", "secrets")

    def __init__(self, hidden: frozenset[str]) -> None:
        # Names of the query parameters that contain credentials.
        self._hidden = hidden
        self.secrets: frozenset[Secret] = frozenset()
        # Characters of the decoded value that may still be searched.
        self._remaining = 0

    def add(self, values: Iterable[Secret]) -> None:
        """Add secrets to redact."""
        self.secrets = self.secrets.union(values)

    def redact_text(self, text: str, is_truncated: bool = False) -> str:
        """Return a text without secrets; `is_truncated` if it was cut off at its end."""
        return redact_text(text, self.secrets, is_truncated) if self.secrets else text

    def redact_url(self, url: str) -> str:
        """Return a URL without secrets, user, password and fragment."""
        return self.redact_text(redact_url(url, self._hidden))

    def redact_headers(self, headers: Mapping[str, str]) -> Headers:
        """Return headers without secrets."""
        return Headers(
            (self.redact_text(name), self.redact_text(text))
            for name, text in list_lines(headers)
        )

    def hide_cookies(self, headers: Mapping[str, str]) -> Headers:
        """Return headers without secrets and cookies."""
        return Headers(
            (name, HIDDEN if name == COOKIE else text)
            for name, text in list_lines(self.redact_headers(headers))
        )

    def redact_content(
        self, content: bytes, charset: str = "utf-8", is_truncated: bool = False
    ) -> bytes:
        """Return bytes without secrets, decoded with their charset, as UTF-8 and as UTF-16 or UTF-32.

        Only the first `MAX_SEARCHED` bytes are returned: a large body must not keep the client busy.
        """
        if not self.secrets:
            return content
        is_truncated = is_truncated or len(content) > MAX_SEARCHED
        content = content[:MAX_SEARCHED]
        for codec, errors in ((charset, "strict"), ("utf-8", "surrogateescape")):
            content = self._redact_in_charset(content, codec, errors, is_truncated)
        return self._redact_wide(content, is_truncated) if b"\0" in content else content

    def _redact_in_charset(
        self, content: bytes, codec: str, errors: str, is_truncated: bool
    ) -> bytes:
        try:
            text = content.decode(codec, errors)
        except (LookupError, ValueError):
            return content
        redacted = self.redact_text(text, is_truncated)
        if redacted == text:
            return content
        try:
            return redacted.encode(codec, errors)
        except (LookupError, ValueError):
            return HIDDEN.encode()

    def _redact_wide(self, content: bytes, is_truncated: bool) -> bytes:
        """Return bytes without secrets whose characters are separated by null bytes."""
        text = content.replace(b"\0", b"").decode("latin-1")
        spans = find_secrets(text, self.secrets, is_truncated)
        if not spans:
            return content
        indices = [index for index, byte in enumerate(content) if byte]
        redacted = bytearray(content)
        for start, end in spans:
            for index in indices[start:end]:
                redacted[index] = ord("*")
        return bytes(redacted)

    def redact_response(
        self, response: Response, is_truncated: bool = False
    ) -> Response:
        """Return a response without the secrets that a server may have echoed."""
        charset = charset_of(response.headers.get("content-type", ""))
        codec = find_codec(charset) or "utf-8"
        content = self.redact_content(response.content, codec, is_truncated)
        return Response(response.status, self.redact_headers(response.headers), content)

    def redact_failure(self, failure: TransportError) -> TransportError:
        """Redact the error of a transport in place, as frames of the traceback refer to it."""
        failure.message = self.redact_text(failure.message)
        failure.args = (failure.message, *failure.args[1:])
        if failure.response is not None:
            failure.response = self.redact_response(failure.response, is_truncated=True)
        return failure

    def redact_fault(self, fault: Fault) -> Fault:
        """Return a fault without secrets, also in its pointer."""
        if isinstance(fault.got, str):
            # A fault keeps only the beginning of a long text.
            got: Any = self.redact_text(fault.got, is_truncated=True)
        else:
            got = self.redact_value(fault.got)
        expected = self.redact_text(fault.expected)
        return replace(
            fault,
            pointer=self._redact_pointer(fault.pointer),
            expected=expected,
            got=got,
        )

    def _redact_pointer(self, pointer: str) -> str:
        steps = (s.replace("~1", "/").replace("~0", "~") for s in pointer.split("/"))
        redacted = map(self.redact_text, steps)
        return "/".join(s.replace("~", "~0").replace("/", "~1") for s in redacted)

    def redact_value(self, value: Any) -> Any:
        """Return a decoded value without secrets: JSON, models, enum members, dates."""
        if not self.secrets or value is None or value is ABSENT:
            return value
        self._remaining = MAX_SEARCHED
        try:
            return self._redact_value(value)
        except RecursionError:
            return HIDDEN

    def _redact_value(self, value: Any) -> Any:
        match value:
            case Enum():
                redacted = self._redact_value(value.value)
                return value if redacted == value.value else redacted
            case str():
                self._remaining -= len(value)
                return self.redact_text(value) if self._remaining >= 0 else HIDDEN
            case bytes():
                return self.redact_content(value)
            case dict():
                return {
                    self._redact_value(k): self._redact_value(v)
                    for k, v in value.items()
                }
            case list() | tuple() | set() | frozenset():
                return type(value)(map(self._redact_value, value))
            case _ if is_dataclass(value):
                return self._redact_dataclass(value)
        text = str(value)
        return value if self.redact_text(text) == text else HIDDEN

    def _redact_dataclass(self, value: Any) -> Any:
        """Return a redacted copy: another call may return the same object."""
        redacted = copy(value)
        for field in fields(value):
            if is_set(value, field.name):
                inner = self._redact_value(getattr(value, field.name))
                object.__setattr__(redacted, field.name, inner)
        if isinstance(redacted, Encodable):
            redacted._received = self._redact_value(redacted._received)
        return redacted


# Secrets of the request that is being sent in this thread or task.
_SECRETS: ContextVar[frozenset[Secret] | None] = ContextVar("_SECRETS", default=None)
# A header in a log record of httpx2: `(b'Set-Cookie', b'…')`.
_LOGGED_COOKIE = re.compile(
    r"""(\(b['"]set-cookie['"], b)(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")""",
    re.IGNORECASE,
)


@contextmanager
def redact_logs(secrets: frozenset[Secret]) -> Generator[None]:
    """Redact secrets and cookies in the loggers of `install_filters` while the context is active."""
    token = _SECRETS.set(secrets)
    try:
        yield
    finally:
        _SECRETS.reset(token)


def install_filters(*loggers: str) -> None:
    """Add the redacting filter to the loggers of a library."""
    for name in loggers:
        logging.getLogger(name).addFilter(_redact_record)


def _redact_record(record: logging.LogRecord) -> bool:
    secrets = _SECRETS.get()
    if secrets is not None:
        text = _LOGGED_COOKIE.sub(rf"\1'{HIDDEN}'", record.getMessage())
        record.msg, record.args = redact_text(text, secrets) if secrets else text, ()
    return True
