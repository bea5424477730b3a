"""Bodies that are packed, or say so, and bodies that are too large."""

from __future__ import annotations

import gzip
import zlib

from tests.faults.acts import DONE, READ, RUN, THING, answer
from tests.faults.case import Case, Expected, lost, refused, undecodable, value
from tests.faults.flows import download, read

GZIP = "content-encoding: gzip"
PACKED = gzip.compress(RUN)
BOMB = gzip.compress(b"0" * (64 << 20))
SMALL = {"max_response_bytes": 1 << 20}
BYTES = "application/octet-stream"


def deflated(bits: int) -> bytes:
    """The run, deflated; of negative bits without the header of zlib."""
    packer = zlib.compressobj(wbits=bits)
    return packer.compress(RUN) + packer.flush()


ONCE = {"max_retries": 0}

CASES = [
    Case(
        number=181,
        title="gzip as it should be",
        does="It packs the body.",
        answers=((answer(200, PACKED, GZIP),),),
        expected=value(),
    ),
    Case(
        number=182,
        title="gzip in two members",
        does="It packs the body in two parts, one after the other.",
        answers=(
            (answer(200, gzip.compress(RUN[:99]) + gzip.compress(RUN[99:]), GZIP),),
        ),
        expected=value(),
    ),
    Case(
        number=183,
        title="gzip that is damaged",
        does="It sends a packed body with wrong bytes in its middle.",
        answers=(
            (answer(200, PACKED[:60] + b"\xff" * 9 + PACKED[69:], GZIP),),
            DONE,
        ),
        settings=ONCE,
        expected=lost(status=200),
    ),
    Case(
        number=184,
        title="gzip that is cut",
        does="It sends a part of a packed body as if that were all.",
        answers=((answer(200, PACKED[:-20], GZIP),), DONE),
        settings=ONCE,
        expected=lost(status=200),
    ),
    Case(
        number=185,
        title="download in gzip that is cut",
        does="It sends a part of a packed file as if that were all.",
        answers=(
            (answer(200, gzip.compress(bytes(9999))[:-12], GZIP, content_type=BYTES),),
        ),
        flow=download,
        settings={"max_retries": 0},
        expected=lost(status=200),
    ),
    Case(
        number=186,
        title="gzip that is none",
        does="It says gzip and sends the body as it is.",
        answers=((answer(200, RUN, GZIP),), DONE),
        settings=ONCE,
        expected=lost(status=200),
    ),
    Case(
        number=187,
        title="gzip bomb",
        does="It sends 64 KB that unpack to 64 MB.",
        answers=((answer(200, BOMB, GZIP),),),
        settings=SMALL,
        expected=undecodable(),
    ),
    Case(
        number=188,
        title="gzip bomb as the body of an error",
        does="It says 500 with 64 KB that unpack to 64 MB.",
        answers=((answer(500, BOMB, GZIP),),),
        settings={**SMALL, **ONCE},
        expected=refused(500, "InternalServerError"),
    ),
    Case(
        number=189,
        title="packed twice",
        does="It packs the body, and what came of that once more.",
        answers=(
            (answer(200, gzip.compress(PACKED), "content-encoding: gzip, gzip"),),
        ),
        settings=ONCE,
        expected=Expected(outcome="APIError", status=200, or_value=True),
    ),
    Case(
        number=190,
        title="a packing that nobody asked for",
        does="It says that the body is packed in a way that nobody knows.",
        answers=((answer(200, PACKED, "content-encoding: strange"),),),
        settings=ONCE,
        expected=Expected(outcome="APIError", status=200),
    ),
    Case(
        number=191,
        title="deflate with and without a header",
        does="It deflates the body as the specification says.",
        answers=((answer(200, deflated(15), "content-encoding: deflate"),),),
        expected=value(),
    ),
    Case(
        number=192,
        title="gzip of nothing, in an error",
        does="It says 500 and gzip, and sends no body.",
        answers=((answer(500, b"", GZIP),),),
        settings=ONCE,
        expected=refused(500, "InternalServerError", raw=b""),
    ),
    Case(
        number=193,
        title="larger than allowed",
        does="It sends two megabytes where one is the limit.",
        answers=((answer(200, b'"' + b"x" * (2 << 20) + b'"'),),),
        settings=SMALL,
        expected=undecodable(),
    ),
    Case(
        number=194,
        title="larger than allowed, in an error",
        does="It says 404 with two megabytes where one is the limit.",
        answers=((answer(404, b"x" * (2 << 20)),),),
        settings=SMALL,
        expected=refused(404, "NotFoundError"),
    ),
    Case(
        number=195,
        title="gzip that is damaged, GET",
        does="It sends a damaged body, then serves.",
        answers=((answer(200, gzip.compress(THING)[:-4] + b"abcd", GZIP),), READ),
        flow=read,
        expected=value(requests=2),
    ),
]
