"""Verification of signed payloads: HMAC over the body, compared in constant time."""

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
    """The signature of a payload is missing, invalid or too old."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Signature scheme of the API: the `x-specpress-webhook-signature` of the document."""

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
    """Verify a payload by the headers of its request; one of several secrets must match.

    Raises:
        SignatureError: the signature is missing or invalid, or its time differs by more than
            `tolerance` seconds.
        ValueError: a secret is empty.
    """
    secrets = [secrets] if isinstance(secrets, str) else secrets
    keys = [_decode_secret(scheme, secret) for secret in secrets]
    if not keys or not all(keys):
        raise ValueError("secret must not be empty")
    lower_headers = {name.lower(): value for name, value in headers.items()}
    header = lower_headers.get(scheme.header.lower())
    if not header:
        raise SignatureError(f"header {scheme.header!r} is missing")
    values, signatures = _parse_header(scheme, header, lower_headers)
    _check_time(scheme, values, tolerance)
    signed = _fill_template(scheme.signed, values, payload)
    expected = [_digest(scheme, key, signed) for key in keys]
    actual = [_encode(signature) for signature in signatures]
    # All pairs are compared, so that the time does not depend on the position of a match.
    matches = [hmac.compare_digest(e, a) for e in expected for a in actual]
    if not any(matches):
        raise SignatureError("signature does not match the payload")


def _parse_header(
    scheme: Signature, header: str, headers: Mapping[str, str]
) -> tuple[dict[str, str], list[str]]:
    """Return the values that are signed together with the body, and the signatures."""
    values = {name: headers.get(source.lower(), "") for name, source in scheme.headers}
    if not scheme.part:
        return values, _split_signatures(header, scheme.prefix)
    pairs = [part.strip().partition("=") for part in header.split(",")]
    values |= {name: value for name, _, value in pairs if name != scheme.part}
    return values, [value for name, _, value in pairs if name == scheme.part]


def _split_signatures(header: str, prefix: str) -> list[str]:
    """Return the signatures of a header, each after the prefix; without one there is only one."""
    if not prefix:
        return [header.strip()]
    words = header.replace(prefix, f" {prefix}").split()
    return [word.removeprefix(prefix) for word in words if word.startswith(prefix)]


def _check_time(scheme: Signature, values: Mapping[str, str], tolerance: float) -> None:
    if not scheme.timestamp:
        return
    seconds = values.get(scheme.timestamp, "")
    if not _SECONDS.fullmatch(seconds):
        raise SignatureError("timestamp of the signature is missing or invalid")
    if abs(time.time() - int(seconds)) > tolerance:
        raise SignatureError(
            f"timestamp of the signature differs by more than {tolerance:g} seconds"
        )


def _fill_template(template: str, values: Mapping[str, str], payload: bytes) -> bytes:
    before, _, after = template.partition("{body}")
    for name, value in values.items():
        before = before.replace(f"{{{name}}}", value)
        after = after.replace(f"{{{name}}}", value)
    return _encode(before) + payload + _encode(after)


def _encode(text: str) -> bytes:
    # Headers may contain bytes that are not valid text.
    return text.encode("utf-8", "surrogatepass")


def _decode_secret(scheme: Signature, secret: str) -> bytes:
    text = secret.removeprefix(scheme.secret_prefix)
    decoders = {"base64": _decode_base64, "hex": bytes.fromhex, "text": str.encode}
    try:
        return decoders[scheme.secret](text)
    except ValueError:
        raise SignatureError(f"secret is not valid {scheme.secret}") from None


def _decode_base64(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def _digest(scheme: Signature, key: bytes, signed: bytes) -> bytes:
    digest = hmac.new(key, signed, getattr(hashlib, scheme.algorithm)).digest()
    if scheme.encoding == "hex":
        return digest.hex().encode()
    return base64.b64encode(digest)
