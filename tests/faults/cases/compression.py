"""Compressed bodies, wrong content codings, and bodies that are too large."""

from __future__ import annotations

import gzip
import zlib
from functools import cache

from tests.faults.actions import (
    RUN,
    SUCCESS,
    THING,
    THING_RESPONSE,
    Actions,
    ReceivedRequest,
    response,
)
from tests.faults.calls import download_file, read_thing
from tests.faults.case import (
    Case,
    Expected,
    expect_connection_error,
    expect_decode_error,
    expect_refusal,
    expect_value,
)

GZIP = "content-encoding: gzip"
COMPRESSED = gzip.compress(RUN)
ONE_MEGABYTE = {"max_response_bytes": 1 << 20}
BYTES = "application/octet-stream"
NO_RETRIES = {"max_retries": 0}


@cache
def gzip_bomb() -> bytes:
    """Return 64 KB that decompress to 64 MB."""
    return gzip.compress(b"0" * (64 << 20))


def send_bomb(request: ReceivedRequest) -> Actions:
    """Return a success with the bomb."""
    # Built on request: compressing it takes longer than importing all cases.
    return (response(200, gzip_bomb(), GZIP),)


def send_error_bomb(request: ReceivedRequest) -> Actions:
    """Return an error with the bomb."""
    return (response(500, gzip_bomb(), GZIP),)


def deflate(window_bits: int) -> bytes:
    """Return the deflated run, without the zlib header if `window_bits` is negative."""
    compressor = zlib.compressobj(wbits=window_bits)
    return compressor.compress(RUN) + compressor.flush()


CASES = [
    Case(
        number=181,
        title="valid gzip",
        behaviour="Sends a compressed body.",
        responses=((response(200, COMPRESSED, GZIP),),),
        expected=expect_value(),
    ),
    Case(
        number=182,
        title="gzip with two members",
        behaviour="Compresses the body in two parts, one after the other.",
        responses=(
            (response(200, gzip.compress(RUN[:99]) + gzip.compress(RUN[99:]), GZIP),),
        ),
        expected=expect_value(),
    ),
    Case(
        number=183,
        title="corrupt gzip",
        behaviour="Sends a compressed body with wrong bytes in the middle.",
        responses=(
            (response(200, COMPRESSED[:60] + b"\xff" * 9 + COMPRESSED[69:], GZIP),),
            SUCCESS,
        ),
        settings=NO_RETRIES,
        expected=expect_connection_error(status=200),
    ),
    Case(
        number=184,
        title="truncated gzip",
        behaviour="Sends a part of a compressed body with a matching length.",
        responses=((response(200, COMPRESSED[:-20], GZIP),), SUCCESS),
        settings=NO_RETRIES,
        expected=expect_connection_error(status=200),
    ),
    Case(
        number=185,
        title="truncated gzip, download",
        behaviour="Sends a part of a compressed file with a matching length.",
        responses=(
            (
                response(
                    200, gzip.compress(bytes(9999))[:-12], GZIP, content_type=BYTES
                ),
            ),
        ),
        call=download_file,
        settings={"max_retries": 0},
        expected=expect_connection_error(status=200),
    ),
    Case(
        number=186,
        title="gzip declared, body not compressed",
        behaviour="Declares gzip and sends the body uncompressed.",
        responses=((response(200, RUN, GZIP),), SUCCESS),
        settings=NO_RETRIES,
        expected=expect_connection_error(status=200),
    ),
    Case(
        number=187,
        title="gzip bomb",
        behaviour="Sends 64 KB that decompress to 64 MB.",
        responses=(send_bomb,),
        settings=ONE_MEGABYTE,
        expected=expect_decode_error(),
    ),
    Case(
        number=188,
        title="gzip bomb as the body of an error",
        behaviour="Sends 500 with 64 KB that decompress to 64 MB.",
        responses=(send_error_bomb,),
        settings={**ONE_MEGABYTE, **NO_RETRIES},
        expected=expect_refusal(500, "InternalServerError"),
    ),
    Case(
        number=189,
        title="body compressed twice",
        behaviour="Compresses the body twice.",
        responses=(
            (response(200, gzip.compress(COMPRESSED), "content-encoding: gzip, gzip"),),
        ),
        settings=NO_RETRIES,
        expected=Expected(outcome="APIError", status=200, can_succeed=True),
    ),
    Case(
        number=190,
        title="unknown content coding",
        behaviour="Declares a content coding that does not exist.",
        responses=((response(200, COMPRESSED, "content-encoding: strange"),),),
        settings=NO_RETRIES,
        expected=Expected(outcome="APIError", status=200),
    ),
    Case(
        number=191,
        title="deflate with a zlib header",
        behaviour="Sends a deflated body as the specification requires.",
        responses=((response(200, deflate(15), "content-encoding: deflate"),),),
        expected=expect_value(),
    ),
    Case(
        number=192,
        title="gzip declared, empty body of an error",
        behaviour="Sends 500 with Content-Encoding gzip and no body.",
        responses=((response(500, b"", GZIP),),),
        settings=NO_RETRIES,
        expected=expect_refusal(500, "InternalServerError", raw=b""),
    ),
    Case(
        number=193,
        title="body larger than the limit",
        behaviour="Sends two megabytes; the limit is one.",
        responses=((response(200, b'"' + b"x" * (2 << 20) + b'"'),),),
        settings=ONE_MEGABYTE,
        expected=expect_decode_error(),
    ),
    Case(
        number=194,
        title="body of an error larger than the limit",
        behaviour="Sends 404 with two megabytes; the limit is one.",
        responses=((response(404, b"x" * (2 << 20)),),),
        settings=ONE_MEGABYTE,
        expected=expect_refusal(404, "NotFoundError"),
    ),
    Case(
        number=195,
        title="corrupt gzip, GET",
        behaviour="Sends a corrupt body, then serves the next request.",
        responses=(
            (response(200, gzip.compress(THING)[:-4] + b"abcd", GZIP),),
            THING_RESPONSE,
        ),
        call=read_thing,
        expected=expect_value(requests=2),
    ),
]
