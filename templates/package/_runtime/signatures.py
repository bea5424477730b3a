"""Verify that a payload was sent by the API: HMAC over the body, compared in constant time."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_SECONDS = re.compile("[0-9]{1,18}")


class SignatureError(ValueError):
    """A payload was not signed by the holder of the secret, or too long ago."""


@dataclass(frozen=True, slots=True)
class Signature:
    """How the API signs: the document's `x-webhook-signature`."""

    header: str
    signed: str
    algorithm: str
    encoding: str
    part: str
    prefix: str
    headers: tuple[tuple[str, str], ...]
    timestamp: str
    secret: str
    secret_prefix: str


def verify(
    scheme: Signature,
    payload: bytes,
    headers: Mapping[str, str],
    secrets: str | Iterable[str],
    tolerance: float,
) -> None:
    """Check a payload against the headers it came with; with several secrets, one must fit.

    Raises:
        SignatureError: it does not fit, something is missing, or the time is off by more than `tolerance` seconds.
        ValueError: a secret is empty.
    """
    given_secrets = [secrets] if isinstance(secrets, str) else secrets
    keys = [_key(scheme, secret) for secret in given_secrets]
    if not keys or not all(keys):
        raise ValueError("a secret is empty: anybody could sign with it")
    known = {name.lower(): text for name, text in headers.items()}
    told = known.get(scheme.header.lower())
    if not told:
        raise SignatureError(f"the header {scheme.header} is missing")
    values, given = _taken_apart(scheme, told, known)
    _check_time(scheme, values, tolerance)
    signed = _filled(scheme.signed, values, payload)
    wanted = [_digest(scheme, key, signed) for key in keys]
    fits = [hmac.compare_digest(w, g) for w in wanted for g in map(_encoded, given)]
    if not any(fits):
        raise SignatureError("the signature does not fit the payload")


def _taken_apart(
    scheme: Signature, told: str, known: Mapping[str, str]
) -> tuple[dict[str, str], list[str]]:
    """The values that are signed beside the body, and the signatures that were given."""
    values = {name: known.get(header.lower(), "") for name, header in scheme.headers}
    if not scheme.part:
        words = (
            told.replace(scheme.prefix, f" {scheme.prefix}").split()
            if scheme.prefix
            else [told]
        )
        found = [
            w.removeprefix(scheme.prefix).strip()
            for w in words
            if w.startswith(scheme.prefix)
        ]
        return values, found
    pairs = [part.strip().partition("=") for part in told.split(",")]
    values |= {name: text for name, _, text in pairs if name != scheme.part}
    return values, [text for name, _, text in pairs if name == scheme.part]


def _check_time(scheme: Signature, values: Mapping[str, str], tolerance: float) -> None:
    if not scheme.timestamp:
        return
    text = values.get(scheme.timestamp, "")
    if not _SECONDS.fullmatch(text):
        raise SignatureError("the time of the signature is missing")
    if abs(time.time() - int(text)) > tolerance:
        raise SignatureError("the signature is too old, or from the future")


def _filled(template: str, values: Mapping[str, str], payload: bytes) -> bytes:
    before, _, after = template.partition("{body}")
    for name, text in values.items():
        before = before.replace(f"{{{name}}}", text)
        after = after.replace(f"{{{name}}}", text)
    return _encoded(before) + payload + _encoded(after)


def _encoded(text: str) -> bytes:
    """A text of a header, which may hold bytes that are no text."""
    return text.encode("utf-8", "surrogatepass")


def _key(scheme: Signature, secret: str) -> bytes:
    plain = secret.removeprefix(scheme.secret_prefix)
    read = {"base64": _base64, "hex": bytes.fromhex, "text": str.encode}[scheme.secret]
    try:
        return read(plain)
    except ValueError:
        raise SignatureError(f"the secret is not {scheme.secret}") from None


def _base64(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def _digest(scheme: Signature, key: bytes, signed: bytes) -> bytes:
    found = hmac.new(key, signed, getattr(hashlib, scheme.algorithm)).digest()
    if scheme.encoding == "hex":
        return found.hex().encode()
    return base64.b64encode(found)
