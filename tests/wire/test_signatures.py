"""Webhook signatures in the schemes that APIs use."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from typing import Any

import pytest

from specpress.document.problems import DocumentError
from tests.wire.clients import generate_package, import_submodule

DOCUMENT = """
x-specpress-webhook-signature: SCHEME
paths: {}
webhooks:
  created:
    post:
      requestBody: {content: {application/json: {schema: {type: object}}}}
      responses: {'204': {description: Taken.}}
"""
PLAIN = "{header: X-Hub-Signature-256, prefix: 'sha256='}"
PARTS = "{header: Pay-Signature, part: v1, timestamp: t, signed: '{t}.{body}'}"
STANDARD = """{header: webhook-signature, prefix: 'v1,', encoding: base64, secret: base64,
  secret-prefix: whsec_, headers: {id: webhook-id, time: webhook-timestamp}, timestamp: time,
  signed: '{id}.{time}.{body}'}"""
BODY = b'{"id": 1, "text": "\xc3\xa9"}'
NOW = "1790000000"


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop the clock: signatures are valid for a limited time."""
    monkeypatch.setattr(time, "time", lambda: float(NOW))


def compute_digest(key: bytes, signed: bytes) -> bytes:
    return hmac.new(key, signed, hashlib.sha256).digest()


def sign_hex(key: str, signed: bytes) -> str:
    return compute_digest(key.encode(), signed).hex()


def sign_standard(key: bytes, moment: str) -> str:
    signed = b"msg_1." + moment.encode() + b"." + BODY
    return "v1," + base64.b64encode(compute_digest(key, signed)).decode()


KEY = b"\x00\x01binary"
WHSEC = "whsec_" + base64.b64encode(KEY).decode()


def verify(
    scheme: str, headers: dict[str, str], secret: Any, body: bytes = BODY
) -> None:
    acme = generate_package(DOCUMENT.replace("SCHEME", scheme))
    module = import_submodule(acme, "signatures")
    try:
        module.verify(body, headers, secret)
    except module.SignatureError as error:
        raise PermissionError(str(error)) from error


@pytest.mark.parametrize(
    ("scheme", "headers", "secret"),
    [
        (PLAIN, {"x-hub-signature-256": f"sha256={sign_hex('s', BODY)}"}, "s"),
        (PLAIN, {"X-Hub-Signature-256": f"sha256={sign_hex('s', BODY)}"}, ["old", "s"]),
        (
            PARTS,
            {
                "Pay-Signature": f"t={NOW},v1={'0' * 64},v1={sign_hex('s', NOW.encode() + b'.' + BODY)}"
            },
            "s",
        ),
        (
            STANDARD,
            {
                "webhook-id": "msg_1",
                "webhook-timestamp": NOW,
                "webhook-signature": f"v1,AAAA {sign_standard(KEY, NOW)} v2,BBBB",
            },
            WHSEC,
        ),
    ],
)
def test_valid_signature_is_accepted(
    scheme: str, headers: dict[str, str], secret: Any
) -> None:
    verify(scheme, headers, secret)
    with pytest.raises(PermissionError, match="does not match"):
        verify(scheme, headers, secret, BODY + b" ")
    with pytest.raises(PermissionError, match=r"does not match|is not valid base64"):
        verify(scheme, headers, "another")
    with pytest.raises(PermissionError, match="is missing"):
        verify(scheme, {}, secret)


@pytest.mark.parametrize("shift", [-1000, 1000])
def test_timestamp_outside_tolerance_is_rejected(shift: int) -> None:
    moment = str(int(time.time()) + shift)
    headers = {
        "webhook-id": "msg_1",
        "webhook-timestamp": moment,
        "webhook-signature": sign_standard(KEY, moment),
    }
    with pytest.raises(PermissionError, match="differs by more than"):
        verify(STANDARD, headers, WHSEC)


def test_empty_secret_is_rejected() -> None:
    """Anybody can sign with an empty secret, the value of an environment variable that is not set."""
    headers = {"x-hub-signature-256": f"sha256={sign_hex('', BODY)}"}
    for secret in ("", ["s", ""], []):
        with pytest.raises(ValueError, match="secret must not be empty"):
            verify(PLAIN, headers, secret)
    with pytest.raises(ValueError, match="secret must not be empty"):
        verify(
            STANDARD, {"webhook-signature": "v1,A", "webhook-timestamp": NOW}, "whsec_"
        )


@pytest.mark.parametrize("signature", ["\udc80", "é", "a" * 100_000])
def test_malformed_signature_is_rejected(signature: str) -> None:
    for headers in (
        {"Pay-Signature": f"t={NOW},v1={signature}"},
        {"Pay-Signature": f"t={NOW},v1=0,{signature}={signature}"},
    ):
        with pytest.raises(PermissionError, match="does not match"):
            verify(PARTS, headers, "s")


@pytest.mark.parametrize("moment", ["", "soon", "-5", "²", "9" * 5000])
def test_invalid_timestamp_is_rejected(moment: str) -> None:
    headers = {"webhook-timestamp": moment, "webhook-signature": "v1,AAAA"}
    with pytest.raises(PermissionError, match="timestamp of the signature is missing"):
        verify(STANDARD, headers, WHSEC)


@pytest.mark.parametrize(
    ("scheme", "message"),
    [
        ("{prefix: x}", "has no `header`"),
        (
            "{header: X, algorithm: md5}",
            "`algorithm` must be one of `sha256`, `sha1`, `sha512`",
        ),
        ("{header: X, signed: '{id}'}", "`signed` does not match the required pattern"),
        ("{header: X, signed: '{id}.{body}'}", "unknown name 'id'"),
    ],
)
def test_invalid_extension_is_reported_with_position(scheme: str, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        generate_package(DOCUMENT.replace("SCHEME", scheme))
    assert message in str(caught.value)
    assert all(problem.position for problem in caught.value.problems)
