"""The parts of an exchange in a recording: bodies as JSON, text or base64, without secrets."""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from .._runtime.redaction import HIDDEN, MAX_SEARCHED, Redactor, Secret
from .._runtime.request import Request
from .._runtime.transport.headers import COOKIE, list_lines

# Names of values that are credentials, without case and separators.
_NAMES = """
    accesskey accesstoken apikey apisecret apitoken assertion authorization authtoken bearertoken
    clientassertion clientsecret codeverifier cookie credentials csrftoken devicecode idtoken jwt otp
    passphrase passwd password privatekey proxyauthorization refreshtoken secret secretaccesskey secretkey
    securitytoken sessionid sessionkey sessiontoken setcookie sig signature signingkey subjecttoken token
    xaccesstoken xamzcredential xamzsecuritytoken xamzsignature xapikey xauthtoken xcsrftoken xxsrftoken
"""
NAMES = frozenset(_NAMES.split())
# The recorded body is complete and decompressed, and JSON has another length than when it was sent.
FRAMING = frozenset({"connection", "content-length", "keep-alive", "transfer-encoding"})
# Names with their values in text: JSON, elements of XML, pairs of a form or a query.
_NAMED_VALUES = (
    re.compile(r'("((?:[^"\\]|\\.)+)"\s*:\s*")(?:[^"\\]|\\.)*(")'),
    re.compile(r"(<([\w:.-]+)>)[^<]+(</)"),
    re.compile(r"((?:^|(?<=[?&;\s]))([\w.%\[\]-]+)=)[^&#;\s<>\"]+()", re.MULTILINE),
)
_PART_NAME = re.compile(rb'\bname="([^"\r\n]*)"', re.IGNORECASE)
_BOUNDARY = re.compile(r'(boundary=)"?([^";,\s]+)"?', re.IGNORECASE)
# Boundaries are random; a recorded request has this one.
BOUNDARY = "boundary"


class Redaction:
    """Removes secrets from exchanges: values by their names, and the credentials of a request."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names = NAMES | {_normalize(name) for name in names}

    def is_secret(self, name: str) -> bool:
        """Return whether values with this name are redacted."""
        return _normalize(name.rpartition(":")[2]) in self._names

    def describe_request(self, request: Request, content: bytes) -> dict[str, Any]:
        """Return a request as the file has it."""
        content, headers = _unify_boundary(content, dict(request.headers))
        query = parse_qsl(urlsplit(request.url).query, keep_blank_values=True)
        redactor = Redactor(frozenset(n for n, _ in query if self.is_secret(n)))
        redactor.add(request.secrets)
        return {
            "method": request.method,
            "url": redactor.redact_url(request.url),
            "headers": self._describe_headers(headers, redactor),
            **self._describe_body(content, headers, redactor),
        }

    def describe_response(
        self, request: Request, status: int, headers: Mapping[str, str], content: bytes
    ) -> dict[str, Any]:
        """Return the response to a request as the file has it; the body is not compressed."""
        redactor = Redactor(frozenset())
        redactor.add(request.secrets)
        return {
            "status": status,
            "headers": self._describe_headers(headers, redactor),
            **self._describe_body(content, headers, redactor),
        }

    def redact_text(self, text: str, redactor: Redactor) -> str:
        """Return a text without secrets."""
        redacted = redactor.redact_text(text)
        if redacted == HIDDEN and "\n" in text:
            # The text is too large to be searched as a whole.
            redacted = "\n".join(map(redactor.redact_text, text.split("\n")))
        for pattern in _NAMED_VALUES:
            redacted = pattern.sub(self._hide_named, redacted)
        return redacted

    def _hide_named(self, match: re.Match[str]) -> str:
        is_secret = self.is_secret(match[2])
        return f"{match[1]}{HIDDEN}{match[3]}" if is_secret else match[0]

    def _describe_headers(
        self, headers: Mapping[str, str], redactor: Redactor
    ) -> dict[str, Any]:
        described: dict[str, Any] = {}
        for name, text in list_lines(headers):
            if name in FRAMING:
                continue
            is_secret = isinstance(text, Secret) or name == COOKIE
            is_hidden = is_secret or self.is_secret(name)
            value = HIDDEN if is_hidden else self.redact_text(text, redactor)
            described.setdefault(name, []).append(value)
        return {k: v[0] if len(v) == 1 else v for k, v in described.items()}

    def _describe_body(
        self, content: bytes, headers: Mapping[str, str], redactor: Redactor
    ) -> dict[str, Any]:
        if not content:
            return {}
        if "multipart/" in headers.get("content-type", "").lower():
            content = self._redact_parts(content)
        try:
            text = content.decode()
        except UnicodeDecodeError:
            redacted = _redact_bytes(content, redactor)
            return {"base64": b64encode(redacted).decode()}
        try:
            return {"json": self._redact_json(_parse_exactly(text), redactor)}
        except (ValueError, RecursionError):
            return {"text": self.redact_text(text, redactor)}

    def _redact_json(
        self, value: Any, redactor: Redactor, is_hidden: bool = False
    ) -> Any:
        """Return a value of the same type without secrets."""
        match value:
            case dict():
                return {
                    redactor.redact_text(name): self._redact_json(
                        entry, redactor, is_hidden or self.is_secret(name)
                    )
                    for name, entry in value.items()
                }
            case list():
                return [self._redact_json(item, redactor, is_hidden) for item in value]
            case str():
                return HIDDEN if is_hidden else self.redact_text(value, redactor)
            case bool() | None:
                return value
        is_shown = redactor.redact_text(str(value)) == str(value) and not is_hidden
        return value if is_shown else 0

    def _redact_parts(self, content: bytes) -> bytes:
        """Return a multipart body without the values of parts with the name of a credential."""
        delimiter = f"--{BOUNDARY}".encode()
        parts = content.split(delimiter)
        for index, part in enumerate(parts):
            head, blank, _ = part.partition(b"\r\n\r\n")
            name = _PART_NAME.search(head)
            if name is not None and self.is_secret(name[1].decode("utf-8", "replace")):
                parts[index] = head + blank + HIDDEN.encode() + b"\r\n"
        return delimiter.join(parts)


def read_body(message: Mapping[str, Any]) -> bytes:
    """Return the body of a recorded request or response."""
    if "json" in message:
        value = message["json"]
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    if "base64" in message:
        return b64decode(message["base64"])
    text: str = message.get("text", "")
    return text.encode()


def _normalize(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _redact_bytes(content: bytes, redactor: Redactor) -> bytes:
    """Return content without secrets; in more than a MiB only their plain form is searched."""
    if len(content) <= MAX_SEARCHED:
        return redactor.redact_content(content)
    for secret in redactor.secrets:
        content = content.replace(secret.encode(), HIDDEN.encode())
    return content


def _unify_boundary(
    content: bytes, headers: dict[str, str]
) -> tuple[bytes, dict[str, str]]:
    """Return the body and the headers of a request; a multipart body with the same boundary each time."""
    content_type = headers.get("content-type", "")
    match = _BOUNDARY.search(content_type)
    if match is None or not content_type.lower().startswith("multipart/"):
        return content, headers
    content = content.replace(f"--{match[2]}".encode(), f"--{BOUNDARY}".encode())
    unified = _BOUNDARY.sub(rf"\1{BOUNDARY}", content_type)
    return content, headers | {"content-type": unified}


def _parse_exactly(text: str) -> Any:
    """Parse JSON that can be written again without a loss.

    Raises:
        ValueError: it is not JSON, or digits, keys or characters would be lost.
    """
    if text.lstrip()[:1] not in ("{", "["):
        raise ValueError("not an object or an array")
    value = json.loads(
        text,
        parse_float=_parse_float,
        parse_int=_parse_int,
        parse_constant=_refuse,
        object_pairs_hook=_build_object,
    )
    # Half of a surrogate pair has no encoding.
    json.dumps(value, ensure_ascii=False).encode()
    return value


def _parse_float(text: str) -> float:
    value = float(text)
    return value if repr(value) == text else _refuse(text)


def _parse_int(text: str) -> int:
    value = int(text)
    return value if str(value) == text else _refuse(text)


def _refuse(text: str) -> Any:
    raise ValueError(f"{text} would be written differently")


def _build_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("duplicate key")
    return value
