"""Untrusted certificates and TLS failures: no request is sent."""

from __future__ import annotations

from extend_client import Timeout

from tests.faults.actions import ABORT, CLOSE, RUN, STALL, SUCCESS, head, response
from tests.faults.case import (
    Case,
    expect_connection_error,
    expect_decode_error,
    expect_timeout,
    expect_value,
)

NO_RETRIES = {"max_retries": 0}

CASES = [
    Case(
        number=111,
        title="certificate of an unknown issuer",
        behaviour="Has a certificate of an issuer that the client does not trust.",
        responses=(SUCCESS,),
        tls="unknown issuer",
        settings=NO_RETRIES,
        expected=expect_connection_error(False, requests=0),
    ),
    Case(
        number=112,
        title="certificate of another host",
        behaviour="Has a certificate for elsewhere.example.",
        responses=(SUCCESS,),
        tls="wrong host",
        settings=NO_RETRIES,
        expected=expect_connection_error(False, requests=0),
    ),
    Case(
        number=113,
        title="expired certificate",
        behaviour="Has a certificate that expired in 2020.",
        responses=(SUCCESS,),
        tls="expired",
        settings=NO_RETRIES,
        expected=expect_connection_error(False, requests=0),
    ),
    Case(
        number=114,
        title="plain HTTP where TLS is expected",
        behaviour="Responds to the TLS handshake with an HTTP response.",
        greetings=((response(400, b"{}"), CLOSE),),
        scheme="https",
        settings=NO_RETRIES,
        expected=expect_connection_error(False, requests=0),
    ),
    Case(
        number=115,
        title="silence during the TLS handshake",
        behaviour="Accepts the connection and sends nothing.",
        greetings=((STALL,),),
        tls="valid",
        settings={"timeout": Timeout(connect=0.5), **NO_RETRIES},
        expected=expect_timeout(False, requests=0),
    ),
    Case(
        number=116,
        title="first TLS handshake interrupted",
        behaviour="Closes the first connection during the handshake and serves the second one.",
        greetings=((CLOSE,),),
        responses=(SUCCESS,),
        tls="valid",
        expected=expect_value(),
    ),
    Case(
        number=117,
        title="valid TLS",
        behaviour="Responds normally.",
        responses=(SUCCESS,),
        tls="valid",
        expected=expect_value(),
    ),
    Case(
        number=118,
        title="TLS connection cut within the body",
        behaviour="Closes the connection without the TLS closing alert, within a body of declared length.",
        responses=((head(200, f"content-length: {len(RUN)}"), RUN[:80], ABORT),),
        tls="valid",
        settings=NO_RETRIES,
        expected=expect_connection_error(raw=RUN[:80], status=200),
    ),
    Case(
        number=119,
        title="TLS connection cut at the end of a body without length",
        behaviour="Closes the connection without the TLS closing alert, after a body without declared length.",
        responses=((head(200, "connection: close"), RUN[:80], ABORT),),
        tls="valid",
        settings=NO_RETRIES,
        expected=expect_decode_error(RUN[:80]),
        expected_by_library={
            "pyreqwest": expect_connection_error(raw=RUN[:80], status=200)
        },
    ),
    Case(
        number=120,
        title="TLS where plain HTTP is expected",
        behaviour="Waits for a TLS handshake and receives a request.",
        responses=(SUCCESS,),
        tls="valid",
        scheme="http",
        settings=NO_RETRIES,
        expected=expect_connection_error(requests=0),
    ),
]
