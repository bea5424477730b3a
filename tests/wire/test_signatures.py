"""Signatures of payloads, by the schemes that APIs use; the document says which."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from typing import Any

import pytest

from specpress.problems import DocumentError
from tests.wire.pressing import package

DOCUMENT = """
x-webhook-signature: SCHEME
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
    """However long other tests take, it is now."""
    monkeypatch.setattr(time, "time", lambda: float(NOW))


def digest(key: bytes, signed: bytes) -> bytes:
    return hmac.new(key, signed, hashlib.sha256).digest()


def hexed(key: str, signed: bytes) -> str:
    return digest(key.encode(), signed).hex()


def standard(key: bytes, moment: str) -> str:
    signed = b"msg_1." + moment.encode() + b"." + BODY
    return "v1," + base64.b64encode(digest(key, signed)).decode()


KEY = b"\x00\x01binary"
WHSEC = "whsec_" + base64.b64encode(KEY).decode()


def verify(
    scheme: str, headers: dict[str, str], secret: Any, body: bytes = BODY
) -> None:
    made = package(DOCUMENT.replace("SCHEME", scheme))
    module = __import__(f"{made.__name__}.signatures", fromlist=["verify"])
    try:
        module.verify(body, headers, secret)
    except module.SignatureError as error:
        raise PermissionError(str(error)) from error


@pytest.mark.parametrize(
    ("scheme", "headers", "secret"),
    [
        (PLAIN, {"x-hub-signature-256": f"sha256={hexed('s', BODY)}"}, "s"),
        (PLAIN, {"X-Hub-Signature-256": f"sha256={hexed('s', BODY)}"}, ["old", "s"]),
        (
            PARTS,
            {
                "Pay-Signature": f"t={NOW},v1={'0' * 64},v1={hexed('s', NOW.encode() + b'.' + BODY)}"
            },
            "s",
        ),
        (
            STANDARD,
            {
                "webhook-id": "msg_1",
                "webhook-timestamp": NOW,
                "webhook-signature": f"v1,AAAA {standard(KEY, NOW)} v2,BBBB",
            },
            WHSEC,
        ),
    ],
)
def test_what_was_signed_is_taken(
    scheme: str, headers: dict[str, str], secret: Any
) -> None:
    verify(scheme, headers, secret)
    with pytest.raises(PermissionError, match="does not fit"):
        verify(scheme, headers, secret, BODY + b" ")
    with pytest.raises(PermissionError, match=r"does not fit|is not base64"):
        verify(scheme, headers, "another")
    with pytest.raises(PermissionError, match="is missing"):
        verify(scheme, {}, secret)


@pytest.mark.parametrize("shift", [-1000, 1000])
def test_what_is_too_old_or_from_the_future_is_refused(shift: int) -> None:
    moment = str(int(time.time()) + shift)
    headers = {
        "webhook-id": "msg_1",
        "webhook-timestamp": moment,
        "webhook-signature": standard(KEY, moment),
    }
    with pytest.raises(PermissionError, match="too old, or from the future"):
        verify(STANDARD, headers, WHSEC)


def test_an_empty_secret_is_none() -> None:
    """Anybody could sign with it: it is what a variable of the environment is that was not set."""
    headers = {"x-hub-signature-256": f"sha256={hexed('', BODY)}"}
    for secret in ("", ["s", ""], []):
        with pytest.raises(ValueError, match="secret is empty"):
            verify(PLAIN, headers, secret)
    with pytest.raises(ValueError, match="secret is empty"):
        verify(
            STANDARD, {"webhook-signature": "v1,A", "webhook-timestamp": NOW}, "whsec_"
        )


@pytest.mark.parametrize("told", ["\udc80", "é", "a" * 100_000])
def test_whatever_comes_in_a_header_is_refused_as_a_signature(told: str) -> None:
    for headers in (
        {"Pay-Signature": f"t={NOW},v1={told}"},
        {"Pay-Signature": f"t={NOW},v1=0,{told}={told}"},
    ):
        with pytest.raises(PermissionError, match="does not fit"):
            verify(PARTS, headers, "s")


@pytest.mark.parametrize("moment", ["", "soon", "-5", "²", "9" * 5000])
def test_a_time_that_is_none_is_refused(moment: str) -> None:
    headers = {"webhook-timestamp": moment, "webhook-signature": "v1,AAAA"}
    with pytest.raises(PermissionError, match="time of the signature is missing"):
        verify(STANDARD, headers, WHSEC)


@pytest.mark.parametrize(
    ("scheme", "told"),
    [
        ("{prefix: x}", "requires `header`"),
        ("{header: X, algorithm: md5}", "unknown `algorithm` 'md5'"),
        ("{header: X, signed: '{id}'}", "`signed` must contain {body}"),
        ("{header: X, signed: '{id}.{body}'}", "unknown name 'id'"),
    ],
)
def test_misuse_is_a_located_problem(scheme: str, told: str) -> None:
    with pytest.raises(DocumentError) as caught:
        package(DOCUMENT.replace("SCHEME", scheme))
    assert told in str(caught.value)
    assert all(problem.position for problem in caught.value.problems)
