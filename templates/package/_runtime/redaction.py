"""Redact credentials: one place for texts, URLs, responses, decoded values and the faults in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from .codec import ABSENT, Fault
from .content import charset_of
from .errors import TransportError
from .secret import HIDDEN, Secret, redacted, secret_spans, shown_url
from .transport import Response

MAX_SEARCHED = 1 << 20
"""Maximum bytes of a body, and characters of a decoded value, that an error keeps and searches."""


class Redactor:
    """Hides the credentials that any attempt of a call was signed with.

    A secret is recognized in every encoding of `encodings`. Nothing is prepared before the first text is
    redacted, so a call that succeeds costs nothing.
    """

    __slots__ = ("_hidden", "_left", "secrets")

    def __init__(self, hidden: frozenset[str]) -> None:
        self._hidden = hidden
        """Query parameters that are credentials."""
        self.secrets: frozenset[Secret] = frozenset()
        self._left = 0
        """Characters of a decoded value that may still be searched."""

    def add(self, values: Iterable[Secret]) -> None:
        """Hide these secrets, too."""
        self.secrets = self.secrets.union(values)

    def text(self, text: str, is_cut: bool = False) -> str:
        """Return a text without secrets; `is_cut` if its end is missing."""
        return redacted(text, self.secrets, is_cut) if self.secrets else text

    def url(self, url: str) -> str:
        """Return a URL without secrets, user, password and fragment."""
        return self.text(shown_url(url, self._hidden))

    def headers(self, headers: Mapping[str, str]) -> Mapping[str, str]:
        """Return headers without secrets."""
        return {self.text(name): self.text(text) for name, text in headers.items()}

    def content(
        self, content: bytes, charset: str = "utf-8", is_cut: bool = False
    ) -> bytes:
        """Return bytes without secrets, read in their charset, as UTF-8 and as UTF-16 or UTF-32.

        Only the first `MAX_SEARCHED` bytes are returned: a server must not keep the client busy.
        """
        if not self.secrets:
            return content
        is_cut = is_cut or len(content) > MAX_SEARCHED
        content = content[:MAX_SEARCHED]
        for codec, errors in ((charset, "strict"), ("utf-8", "surrogateescape")):
            content = self._in_charset(content, codec, errors, is_cut)
        return self._wide(content, is_cut) if b"\0" in content else content

    def _in_charset(
        self, content: bytes, codec: str, errors: str, is_cut: bool
    ) -> bytes:
        try:
            text = content.decode(codec, errors)
        except (LookupError, ValueError):
            return content
        shown = self.text(text, is_cut)
        if shown == text:
            return content
        try:
            return shown.encode(codec, errors)
        except (LookupError, ValueError):
            return HIDDEN.encode()

    def _wide(self, content: bytes, is_cut: bool) -> bytes:
        """Return bytes without secrets that have null bytes between their characters."""
        text = content.replace(b"\0", b"").decode("latin-1")
        spans = secret_spans(text, self.secrets, is_cut)
        if not spans:
            return content
        places = [place for place, byte in enumerate(content) if byte]
        shown = bytearray(content)
        for start, end in spans:
            for place in places[start:end]:
                shown[place] = ord("*")
        return bytes(shown)

    def response(self, response: Response, is_cut: bool = False) -> Response:
        """Return a response without secrets, which a server may echo."""
        charset = charset_of(response.headers.get("content-type", ""))
        content = self.content(response.content, charset, is_cut)
        return Response(response.status, self.headers(response.headers), content)

    def failure(self, failure: TransportError) -> TransportError:
        """Redact the error of a transport in place: it is a local of frames in the traceback."""
        failure.message = self.text(failure.message)
        failure.args = (failure.message, *failure.args[1:])
        if failure.response is not None:
            failure.response = self.response(failure.response, is_cut=True)
        return failure

    def fault(self, fault: Fault) -> Fault:
        """Return a fault without secrets, in its pointer, too."""
        if isinstance(fault.got, str):
            # It may be the beginning of a longer text.
            got: Any = self.text(fault.got, is_cut=True)
        else:
            got = self.value(fault.got)
        expected = self.text(fault.expected)
        return replace(
            fault, pointer=self._pointer(fault.pointer), expected=expected, got=got
        )

    def _pointer(self, pointer: str) -> str:
        steps = (s.replace("~1", "/").replace("~0", "~") for s in pointer.split("/"))
        shown = map(self.text, steps)
        return "/".join(s.replace("~", "~0").replace("/", "~1") for s in shown)

    def value(self, value: Any) -> Any:
        """Return a decoded value without secrets: JSON, models, enum members, dates."""
        if not self.secrets or value is None or value is ABSENT:
            return value
        self._left = MAX_SEARCHED
        try:
            return self._value(value)
        except RecursionError:
            return HIDDEN

    def _value(self, value: Any) -> Any:
        match value:
            case Enum():
                shown = self._value(value.value)
                return value if shown == value.value else shown
            case str():
                self._left -= len(value)
                return self.text(value) if self._left >= 0 else HIDDEN
            case bytes():
                return self.content(value)
            case dict():
                return {self._value(k): self._value(v) for k, v in value.items()}
            case list() | tuple() | set() | frozenset():
                return type(value)(map(self._value, value))
            case _ if is_dataclass(value):
                return self._dataclass(value)
        text = str(value)
        return value if self.text(text) == text else HIDDEN

    def _dataclass(self, value: Any) -> Any:
        """Return a copy: what was decoded may be the result of another call."""
        shown = copy(value)
        for field in fields(value):
            inner = self._value(getattr(value, field.name))
            object.__setattr__(shown, field.name, inner)
        return shown
