"""Streamed responses: an interruption is reported and never mistaken for the end."""

from __future__ import annotations

import gzip
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from extend_client import Timeout

from tests.faults.actions import (
    CLOSE,
    RESET,
    STALL,
    Actions,
    Pause,
    chunked,
    drip,
    head,
    response,
)
from tests.faults.calls import (
    await_result,
    download_in_pieces,
    read_events,
    read_lines,
    read_thing,
)
from tests.faults.case import (
    Case,
    Expected,
    expect_connection_error,
    expect_decode_error,
    expect_refusal,
    expect_timeout,
    expect_value,
)
from tests.faults.document import load_acme
from tests.faults.server import ServerScript

LINE = b'{"id": "1"}\n'
EVENT = b'data: {"id": "1"}\n\n'
LINES, EVENTS, BYTES = (
    "application/jsonl",
    "text/event-stream",
    "application/octet-stream",
)
ONE_MEGABYTE = {"max_response_bytes": 1 << 20}
FILE = bytes(range(256)) * 40
ETAG = 'etag: "one"'


def start_stream(media_type: str, *parts: bytes) -> Actions:
    """Return a stream without its end."""
    start = head(200, f"content-type: {media_type}", "transfer-encoding: chunked")
    return (start, chunked(*parts, end=b""))


def complete_stream(media_type: str, *parts: bytes) -> Actions:
    """Return a stream with its end."""
    return (*start_stream(media_type, *parts), b"0\r\n\r\n")


def partial_file(start: int, end: int, *headers: str) -> bytes:
    """Return a response with the rest of the file from `start`, truncated at `end`."""
    content_range = f"content-range: bytes {start}-{len(FILE) - 1}/{len(FILE)}"
    status, lines = (206, [content_range]) if start else (200, [])
    lines = [f"content-length: {len(FILE) - start}", f"content-type: {BYTES}", *lines]
    return head(status, *lines, *headers) + FILE[start:end]


def expect_items(*items: object) -> Expected:
    """Expect the items of a stream."""
    return expect_value(lambda result, script: result != [*items] and f"got {result!r}")


async def abandon_stream(client: Any) -> Any:
    """Read one item of a stream, close it, and make another call."""
    stream = await await_result(client.things.list())
    if hasattr(stream, "__anext__"):
        await stream.__anext__()
        await stream.aclose()
    else:
        next(stream)
        stream.close()
    return await read_thing(client)


async def download_to_path(client: Any) -> bytes:
    """Download a file with resumption, and return its content."""
    streams = import_module(f"{load_acme().__name__}.streams")
    helper = streams.async_download if hasattr(client, "aclose") else streams.download
    with TemporaryDirectory() as directory:
        path = Path(directory) / "file"
        size = await await_result(helper(client.things.download_stream, path)())
        content = path.read_bytes()
    return content if len(content) == size else b"another size"


def check_names_limit(error: Any, script: ServerScript) -> object:
    """Check that the message states the maximum size of a part."""
    return "at most" not in str(error) and str(error)


def check_new_connection(result: Any, script: ServerScript) -> object:
    """Check that the connection of the stream was not reused."""
    return script.connections != 2 and f"{script.connections} connections"


def check_file(result: Any, script: ServerScript) -> object:
    """Check that the file is complete, without repeated parts."""
    return result != FILE and f"{len(result)} bytes that differ"


CASES = [
    Case(
        number=341,
        title="JSON lines in odd pieces",
        behaviour="Sends three lines in odd pieces.",
        responses=(complete_stream(LINES, LINE[:5], LINE[5:] + LINE, LINE.strip()),),
        call=read_lines,
        expected=expect_items("1", "1", "1"),
    ),
    Case(
        number=342,
        title="stream closed between two lines",
        behaviour="Sends a line and closes the connection without the last chunk.",
        responses=((*start_stream(LINES, LINE), CLOSE),),
        call=read_lines,
        expected=expect_connection_error(status=200),
    ),
    Case(
        number=343,
        title="stream reset within a line",
        behaviour="Sends a line and a half and resets the connection.",
        responses=((*start_stream(LINES, LINE, LINE[:6]), Pause(0.1), RESET),),
        call=read_lines,
        expected=expect_connection_error(status=200),
    ),
    Case(
        number=344,
        title="truncated last line",
        behaviour="Ends the stream correctly, but within a line.",
        responses=(complete_stream(LINES, LINE, LINE[:6]),),
        call=read_lines,
        expected=expect_decode_error(),
    ),
    Case(
        number=345,
        title="line that is not JSON",
        behaviour="Sends a line, then text that is not JSON.",
        responses=(complete_stream(LINES, LINE, b"oops\n", LINE),),
        call=read_lines,
        expected=expect_decode_error(),
    ),
    Case(
        number=346,
        title="line that is not UTF-8",
        behaviour="Sends a line with bytes that are not UTF-8.",
        responses=(complete_stream(LINES, LINE, b'{"id": "\xff"}\n'),),
        call=read_lines,
        expected=expect_decode_error(),
    ),
    Case(
        number=347,
        title="line larger than the limit",
        behaviour="Sends two megabytes without a line break; the limit is one.",
        responses=(complete_stream(LINES, b'{"id": "' + b"x" * (2 << 20)),),
        call=read_lines,
        settings=ONE_MEGABYTE,
        expected=expect_decode_error(check=check_names_limit),
    ),
    Case(
        number=348,
        title="silence between lines",
        behaviour="Sends a line, then nothing.",
        responses=((*start_stream(LINES, LINE), STALL),),
        call=read_lines,
        settings={"timeout": Timeout(read=2.0)},
        expected=expect_timeout(status=200),
    ),
    Case(
        number=349,
        title="stream longer than the total timeout",
        behaviour="Sends lines for longer than the total timeout, which ends with the head.",
        responses=(
            (
                *start_stream(LINES, LINE),
                *drip(chunked(LINE, LINE, LINE), 0.05, 3),
            ),
        ),
        call=read_lines,
        settings={"timeout": Timeout(read=5.0, total=0.8)},
        expected=expect_value(at_least=0.8),
    ),
    Case(
        number=350,
        title="stream with slow headers",
        behaviour="Sends the headers byte by byte.",
        responses=(drip(head(200, "x-slow: " + "z" * 300), 0.05),),
        call=read_lines,
        settings={"timeout": Timeout(read=5.0, total=1.5), "max_retries": 0},
        expected=expect_timeout(within=12.0),
    ),
    Case(
        number=351,
        title="stream with status 404",
        behaviour="Sends 404.",
        responses=((response(404, b"{}"),),),
        call=read_lines,
        expected=expect_refusal(404, "ClientStatusError"),
    ),
    Case(
        number=352,
        title="stream with status 503 once",
        behaviour="Sends 503, then serves the next request.",
        responses=(
            (response(503, b"", "retry-after: 0"),),
            complete_stream(LINES, LINE),
        ),
        call=read_lines,
        expected=expect_value(requests=2),
    ),
    Case(
        number=353,
        title="abandoned stream",
        behaviour="Sends a line, then nothing; then serves the next call.",
        responses=((*start_stream(LINES, LINE), STALL), (response(200, LINE),)),
        call=abandon_stream,
        expected=expect_value(check_new_connection, requests=2),
    ),
    Case(
        number=354,
        title="event stream reset within an event",
        behaviour="Sends an event and a half and resets the connection.",
        responses=((*start_stream(EVENTS, EVENT, EVENT[:9]), Pause(0.1), RESET),),
        call=read_events,
        expected=expect_connection_error(status=200),
    ),
    Case(
        number=355,
        title="HTML in place of events",
        behaviour="Sends HTML like a captive portal.",
        responses=((response(200, b"<html>", content_type="text/html"),),),
        call=read_events,
        expected=expect_decode_error(),
    ),
    Case(
        number=356,
        title="download closed within the file",
        behaviour="Sends a part of a file and closes the connection.",
        responses=((*start_stream(BYTES, b"x" * 9999), CLOSE),),
        call=download_in_pieces,
        expected=expect_connection_error(status=200),
    ),
    Case(
        number=357,
        title="truncated gzip, streamed download",
        behaviour="Sends a part of a compressed file with a matching length.",
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
        title="download with an unknown content coding",
        behaviour="Declares a content coding that does not exist.",
        responses=(
            (response(200, b"?", "content-encoding: strange", content_type=BYTES),),
        ),
        call=download_in_pieces,
        expected=expect_decode_error(),
    ),
    Case(
        number=359,
        title="download to a path, interrupted twice",
        behaviour="Resets the connection twice within the file and serves the rest by range.",
        responses=(
            (partial_file(0, 4000, ETAG), Pause(0.1), RESET),
            (partial_file(4000, 9000, ETAG), Pause(0.1), RESET),
            (partial_file(9000, len(FILE), ETAG),),
        ),
        call=download_to_path,
        expected=expect_value(check_file, requests=3),
    ),
    Case(
        number=360,
        title="compressed download to a path, interrupted",
        behaviour="Compresses the file although the client did not accept it, and resets the connection.",
        responses=(
            (
                head(
                    200,
                    "content-length: 9999",
                    "content-encoding: gzip",
                    f"content-type: {BYTES}",
                    ETAG,
                ),
                gzip.compress(FILE)[:200],
                Pause(0.1),
                RESET,
            ),
            (partial_file(4000, len(FILE), ETAG),),
        ),
        call=download_to_path,
        expected=expect_connection_error(status=200),
    ),
]
