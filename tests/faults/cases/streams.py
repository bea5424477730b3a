"""Answers that come in parts: what breaks off is told, and never taken for the end."""

from __future__ import annotations

import gzip
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from extend_client import Timeout

from tests.faults.acts import CLOSE, HOLD, RESET, Act, Pause, answer, chunks, drip, head
from tests.faults.case import Case, Expected, late, lost, refused, undecodable, value
from tests.faults.document import acme
from tests.faults.flows import events, lines, pieces, read, told
from tests.faults.server import Site

LINE = b'{"id": "1"}\n'
EVENT = b'data: {"id": "1"}\n\n'
LINES, EVENTS, BYTES = (
    "application/jsonl",
    "text/event-stream",
    "application/octet-stream",
)
SMALL = {"max_response_bytes": 1 << 20}


def begun(kind: str, *parts: bytes) -> Act:
    """A stream that is not at its end."""
    first = head(200, f"content-type: {kind}", "transfer-encoding: chunked")
    return (first, chunks(*parts, end=b""))


def ended(kind: str, *parts: bytes) -> Act:
    """A stream that is."""
    return (*begun(kind, *parts), b"0\r\n\r\n")


def are(*wanted: object) -> Expected:
    """The items of a stream."""
    return value(lambda found, _: found != [*wanted] and f"got {found!r}")


async def given_up(client: Any) -> Any:
    """One item of a stream, then another call."""
    stream = await told(client.things.list())
    if hasattr(stream, "__anext__"):
        await stream.__anext__()
        await stream.aclose()
    else:
        next(stream)
        stream.close()
    return await read(client)


def names_limit(found: Any, site: Site) -> object:
    """The error must say how large a part may be."""
    return "at most" not in str(found) and str(found)


def released(found: Any, site: Site) -> object:
    """The connection of the stream must not be waited for, nor used again."""
    return site.connections != 2 and f"{site.connections} connections"


FILE = bytes(range(256)) * 40
TAG = 'etag: "one"'


async def saved(client: Any) -> bytes:
    """A download to a path, which goes on where it broke off; what is in the file."""
    streams = import_module(f"{acme().__name__}.streams")
    helper = streams.async_download if hasattr(client, "aclose") else streams.download
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        size = await told(helper(client.things.download_stream, path)())
        content = path.read_bytes()
    return content if len(content) == size else b"another size"


def is_file(found: Any, site: Site) -> object:
    """All of the file, and nothing twice."""
    return found != FILE and f"{len(found)} bytes that differ"


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
        does="It sends three lines in odd pieces.",
        answers=(ended(LINES, LINE[:5], LINE[5:] + LINE, LINE.strip()),),
        flow=lines,
        expected=are("1", "1", "1"),
    ),
    Case(
        number=342,
        title="lines that break off between two",
        does="It sends a line and closes, without the last chunk.",
        answers=((*begun(LINES, LINE), CLOSE),),
        flow=lines,
        expected=lost(status=200),
    ),
    Case(
        number=343,
        title="lines that are reset within one",
        does="It sends a line and a half and resets.",
        answers=((*begun(LINES, LINE, LINE[:6]), Pause(0.1), RESET),),
        flow=lines,
        expected=lost(status=200),
    ),
    Case(
        number=344,
        title="a last line that is cut",
        does="It ends the stream well within a line.",
        answers=(ended(LINES, LINE, LINE[:6]),),
        flow=lines,
        expected=undecodable(),
    ),
    Case(
        number=345,
        title="a line that is no JSON",
        does="It sends a line, and then another thing.",
        answers=(ended(LINES, LINE, b"oops\n", LINE),),
        flow=lines,
        expected=undecodable(),
    ),
    Case(
        number=346,
        title="a line that is no text",
        does="It sends a line with bytes that are no UTF-8.",
        answers=(ended(LINES, LINE, b'{"id": "\xff"}\n'),),
        flow=lines,
        expected=undecodable(),
    ),
    Case(
        number=347,
        title="a line without end",
        does="It sends two megabytes without a line break, where one is the limit.",
        answers=(ended(LINES, b'{"id": "' + b"x" * (2 << 20)),),
        flow=lines,
        settings=SMALL,
        expected=undecodable(check=names_limit),
    ),
    Case(
        number=348,
        title="silence between lines",
        does="It sends a line, then nothing.",
        answers=((*begun(LINES, LINE), HOLD),),
        flow=lines,
        settings={"timeout": Timeout(read=2.0)},
        expected=late(status=200),
    ),
    Case(
        number=349,
        title="a stream that outlives the total",
        does="It sends lines for longer than the total, which ends with the head.",
        answers=(
            (
                *begun(LINES, LINE),
                *drip(chunks(LINE, LINE, LINE), 0.05, 3),
            ),
        ),
        flow=lines,
        settings={"timeout": Timeout(read=5.0, total=0.8)},
        expected=value(at_least=0.8),
    ),
    Case(
        number=350,
        title="a head that drips, of a stream",
        does="It sends the headers byte by byte.",
        answers=(drip(head(200, "x-slow: " + "z" * 300), 0.05),),
        flow=lines,
        settings={"timeout": Timeout(read=5.0, total=1.5), "max_retries": 0},
        expected=late(within=12.0),
    ),
    Case(
        number=351,
        title="a stream that is refused",
        does="It says 404.",
        answers=((answer(404, b"{}"),),),
        flow=lines,
        expected=refused(404, "ClientStatusError"),
    ),
    Case(
        number=352,
        title="a stream that is refused once",
        does="It says 503, then serves.",
        answers=((answer(503, b"", "retry-after: 0"),), ended(LINES, LINE)),
        flow=lines,
        expected=value(requests=2),
    ),
    Case(
        number=353,
        title="a stream that is given up",
        does="It sends a line, then nothing; the next call goes on.",
        answers=((*begun(LINES, LINE), HOLD), (answer(200, LINE),)),
        flow=given_up,
        expected=value(released, requests=2),
    ),
    Case(
        number=354,
        title="events that break off",
        does="It sends an event and a half and resets.",
        answers=((*begun(EVENTS, EVENT, EVENT[:9]), Pause(0.1), RESET),),
        flow=events,
        expected=lost(status=200),
    ),
    Case(
        number=355,
        title="a page in the place of events",
        does="A portal answers in the place of the server.",
        answers=((answer(200, b"<html>", content_type="text/html"),),),
        flow=events,
        expected=undecodable(),
    ),
    Case(
        number=356,
        title="a download that breaks off",
        does="It sends a part of a file and closes.",
        answers=((*begun(BYTES, b"x" * 9999), CLOSE),),
        flow=pieces,
        expected=lost(status=200),
    ),
    Case(
        number=357,
        title="a packed download that is cut",
        does="It sends a part of a packed file as if that were all.",
        answers=(
            (
                answer(
                    200,
                    gzip.compress(bytes(9999))[:-12],
                    "content-encoding: gzip",
                    content_type=BYTES,
                ),
            ),
        ),
        flow=pieces,
        expected=lost(status=200),
    ),
    Case(
        number=358,
        title="a download in an unknown packing",
        does="It says that the file is packed in a way that nobody knows.",
        answers=(
            (answer(200, b"?", "content-encoding: strange", content_type=BYTES),),
        ),
        flow=pieces,
        expected=undecodable(),
    ),
    Case(
        number=359,
        title="a download to a path that breaks off twice",
        does="It resets in the middle, and goes on by range.",
        answers=(
            (part(0, 4000, TAG), Pause(0.1), RESET),
            (part(4000, 9000, TAG), Pause(0.1), RESET),
            (part(9000, len(FILE), TAG),),
        ),
        flow=saved,
        expected=value(is_file, requests=3),
    ),
    Case(
        number=360,
        title="a packed download to a path that breaks off",
        does="It packs the file though nobody asked, and resets in the middle.",
        answers=(
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
        flow=saved,
        expected=lost(status=200),
    ),
]
