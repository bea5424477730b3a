"""Answers that come in parts: what breaks off is told, and never taken for the end."""

from __future__ import annotations

import gzip
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from extend_client import Timeout

from tests.faults.actions import CLOSE, STALL, RESET, Actions, Pause, response, chunked, drip, head
from tests.faults.case import Case, Expected, expect_timeout, expect_connection_error, expect_refusal, expect_decode_error, expect_value
from tests.faults.document import load_acme
from tests.faults.calls import read_events, read_lines, download_in_pieces, read_thing, await_result
from tests.faults.server import ServerScript

LINE = b'{"id": "1"}\n'
EVENT = b'data: {"id": "1"}\n\n'
LINES, EVENTS, BYTES = (
    "application/jsonl",
    "text/event-stream",
    "application/octet-stream",
)
SMALL = {"max_response_bytes": 1 << 20}


def begun(kind: str, *parts: bytes) -> Actions:
    """A stream that is not at its end."""
    first = head(200, f"content-type: {kind}", "transfer-encoding: chunked")
    return (first, chunked(*parts, end=b""))


def ended(kind: str, *parts: bytes) -> Actions:
    """A stream that is."""
    return (*begun(kind, *parts), b"0\r\n\r\n")


def are(*wanted: object) -> Expected:
    """The items of a stream."""
    return expect_value(lambda result, _: result != [*wanted] and f"got {found!r}")


async def given_up(client: Any) -> Any:
    """One item of a stream, then another call."""
    stream = await await_result(client.things.list())
    if hasattr(stream, "__anext__"):
        await stream.__anext__()
        await stream.aclose()
    else:
        next(stream)
        stream.close()
    return await read_thing(client)


def names_limit(result: Any, script: ServerScript) -> object:
    """The error must say how large a part may be."""
    return "at most" not in str(result) and str(result)


def released(result: Any, script: ServerScript) -> object:
    """The connection of the stream must not be waited for, nor used again."""
    return script.connections != 2 and f"{site.connections} connections"


FILE = bytes(range(256)) * 40
TAG = 'etag: "one"'


async def download_to_path(client: Any) -> bytes:
    """A download to a path, which goes on where it broke off; what is in the file."""
    streams = import_module(f"{acme().__name__}.streams")
    helper = streams.async_download if hasattr(client, "aclose") else streams.download
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        size = await await_result(helper(client.things.download_stream, path)())
        content = path.read_bytes()
    return content if len(content) == size else b"another size"


def is_file(result: Any, script: ServerScript) -> object:
    """All of the file, and nothing twice."""
    return result != FILE and f"{len(found)} bytes that differ"


def part(start: int, end: int, *more: str) -> bytes:
    """A part of the file, the rest of which is promised."""
    told = f"content-range: bytes {start}-{len(FILE) - 1}/{len(FILE)}"
    size = f"content-length: {len(FILE) - start}"
    status, lines = (206, [told]) if start else (200, [])
    return head(status, size, f"content-type: {BYTES}", *lines, *more) + FILE[start:end]


CASES = [
    Case(
        number=341,
        title="lines, as they should be",
        behaviour="It sends three lines in odd pieces.",
        responses=(ended(LINES, LINE[:5], LINE[5:] + LINE, LINE.strip()),),
        call=read_lines,
        expected=are("1", "1", "1"),
    ),
    Case(
        number=342,
        title="lines that break off between two",
        behaviour="It sends a line and closes, without the last chunk.",
        responses=((*begun(LINES, LINE), CLOSE),),
        call=read_lines,
        expected=expect_connection_error(status=200),
    ),
    Case(
        number=343,
        title="lines that are reset within one",
        behaviour="It sends a line and a half and resets.",
        responses=((*begun(LINES, LINE, LINE[:6]), Pause(0.1), RESET),),
        call=read_lines,
        expected=expect_connection_error(status=200),
    ),
    Case(
        number=344,
        title="a last line that is cut",
        behaviour="It ends the stream well within a line.",
        responses=(ended(LINES, LINE, LINE[:6]),),
        call=read_lines,
        expected=expect_decode_error(),
    ),
    Case(
        number=345,
        title="a line that is no JSON",
        behaviour="It sends a line, and then another thing.",
        responses=(ended(LINES, LINE, b"oops\n", LINE),),
        call=read_lines,
        expected=expect_decode_error(),
    ),
    Case(
        number=346,
        title="a line that is no text",
        behaviour="It sends a line with bytes that are no UTF-8.",
        responses=(ended(LINES, LINE, b'{"id": "\xff"}\n'),),
        call=read_lines,
        expected=expect_decode_error(),
    ),
    Case(
        number=347,
        title="a line without end",
        behaviour="It sends two megabytes without a line break, where one is the limit.",
        responses=(ended(LINES, b'{"id": "' + b"x" * (2 << 20)),),
        call=read_lines,
        settings=SMALL,
        expected=expect_decode_error(check=names_limit),
    ),
    Case(
        number=348,
        title="silence between lines",
        behaviour="It sends a line, then nothing.",
        responses=((*begun(LINES, LINE), STALL),),
        call=read_lines,
        settings={"timeout": Timeout(read=2.0)},
        expected=expect_timeout(status=200),
    ),
    Case(
        number=349,
        title="a stream that outlives the total",
        behaviour="It sends lines for longer than the total, which ends with the head.",
        responses=(
            (
                *begun(LINES, LINE),
                *drip(chunked(LINE, LINE, LINE), 0.05, 3),
            ),
        ),
        call=read_lines,
        settings={"timeout": Timeout(read=5.0, total=0.8)},
        expected=expect_value(at_least=0.8),
    ),
    Case(
        number=350,
        title="a head that drips, of a stream",
        behaviour="It sends the headers byte by byte.",
        responses=(drip(head(200, "x-slow: " + "z" * 300), 0.05),),
        call=read_lines,
        settings={"timeout": Timeout(read=5.0, total=1.5), "max_retries": 0},
        expected=expect_timeout(within=12.0),
    ),
    Case(
        number=351,
        title="a stream that is refused",
        behaviour="It says 404.",
        responses=((response(404, b"{}"),),),
        call=read_lines,
        expected=expect_refusal(404, "ClientStatusError"),
    ),
    Case(
        number=352,
        title="a stream that is refused once",
        behaviour="It says 503, then serves.",
        responses=((response(503, b"", "retry-after: 0"),), ended(LINES, LINE)),
        call=read_lines,
        expected=expect_value(requests=2),
    ),
    Case(
        number=353,
        title="a stream that is given up",
        behaviour="It sends a line, then nothing; the next call goes on.",
        responses=((*begun(LINES, LINE), STALL), (response(200, LINE),)),
        call=given_up,
        expected=expect_value(released, requests=2),
    ),
    Case(
        number=354,
        title="events that break off",
        behaviour="It sends an event and a half and resets.",
        responses=((*begun(EVENTS, EVENT, EVENT[:9]), Pause(0.1), RESET),),
        call=read_events,
        expected=expect_connection_error(status=200),
    ),
    Case(
        number=355,
        title="a page in the place of events",
        behaviour="A portal answers in the place of the server.",
        responses=((response(200, b"<html>", content_type="text/html"),),),
        call=read_events,
        expected=expect_decode_error(),
    ),
    Case(
        number=356,
        title="a download that breaks off",
        behaviour="It sends a part of a file and closes.",
        responses=((*begun(BYTES, b"x" * 9999), CLOSE),),
        call=download_in_pieces,
        expected=expect_connection_error(status=200),
    ),
    Case(
        number=357,
        title="a packed download that is cut",
        behaviour="It sends a part of a packed file as if that were all.",
        responses=(
            (
                response(
                    200,
                    gzip.compress(bytes(9999))[:-12],
                    "content-encoding: gzip",
                    content_type=BYTES,
                ),
            ),
        ),
        call=download_in_pieces,
        expected=expect_connection_error(status=200),
    ),
    Case(
        number=358,
        title="a download in an unknown packing",
        behaviour="It says that the file is packed in a way that nobody knows.",
        responses=(
            (response(200, b"?", "content-encoding: strange", content_type=BYTES),),
        ),
        call=download_in_pieces,
        expected=expect_decode_error(),
    ),
    Case(
        number=359,
        title="a download to a path that breaks off twice",
        behaviour="It resets in the middle, and goes on by range.",
        responses=(
            (part(0, 4000, TAG), Pause(0.1), RESET),
            (part(4000, 9000, TAG), Pause(0.1), RESET),
            (part(9000, len(FILE), TAG),),
        ),
        call=download_to_path,
        expected=expect_value(is_file, requests=3),
    ),
    Case(
        number=360,
        title="a packed download to a path that breaks off",
        behaviour="It packs the file though nobody asked, and resets in the middle.",
        responses=(
            (
                head(
                    200,
                    "content-length: 9999",
                    "content-encoding: gzip",
                    f"content-type: {BYTES}",
                    TAG,
                ),
                gzip.compress(FILE)[:200],
                Pause(0.1),
                RESET,
            ),
            (part(4000, len(FILE), TAG),),
        ),
        call=download_to_path,
        expected=expect_connection_error(status=200),
    ),
]
