"""Heads of answers: hints before them, old versions, floods, and bytes that do not belong there."""

from __future__ import annotations

from typing import Any

from tests.faults.acts import CLOSE, DONE, RUN, answer, head
from tests.faults.case import Case, Expected, lost, refused, value
from tests.faults.flows import of_extend, told
from tests.faults.server import Site

SIZE = f"content-length: {len(RUN)}"
JSON = "content-type: application/json"


@of_extend
async def headers(client: Any) -> Any:
    """The headers of an answer, as the raw answer has them."""
    method = client.extract_runs.cancel
    return (await told(client.raw(method)("exr_1"))).headers


def merged(found: Any, site: Site) -> object:
    """A header that came twice has both values."""
    return found.get("x-two") != "one, two" and f"got {found.get('x-two')!r}"


def readable(found: Any, site: Site) -> object:
    """The header is text."""
    return not isinstance(found.get("x-odd"), str) and f"got {found.get('x-odd')!r}"


ONCE = {"max_retries": 0}

CASES = [
    Case(
        number=221,
        title="100 before the answer",
        does="It says 100 Continue, then answers.",
        answers=((head(100), *DONE),),
        expected=value(),
    ),
    Case(
        number=222,
        title="hints before the answer",
        does="It says 103 Early Hints twice, then answers.",
        answers=((head(103, "link: </a>") * 2, *DONE),),
        expected=value(),
    ),
    Case(
        number=223,
        title="another protocol, though nobody asked",
        does="It says 101 and goes on in a protocol of its own.",
        answers=((head(101, "upgrade: other"), b"\x00\x01", CLOSE), DONE),
        settings=ONCE,
        expected=Expected(outcome="APIError"),
    ),
    Case(
        number=224,
        title="HTTP/1.0",
        does="It answers as HTTP/1.0 and closes.",
        answers=((head(200, JSON, version="1.0"), RUN, CLOSE),),
        expected=value(),
    ),
    Case(
        number=225,
        title="HTTP/1.0 with a length",
        does="It answers as HTTP/1.0 with a length, and keeps the connection.",
        answers=((head(200, SIZE, "connection: keep-alive", version="1.0"), RUN),),
        expected=value(),
    ),
    Case(
        number=226,
        title="ninety headers",
        does="It sends ninety headers.",
        answers=((head(200, SIZE, *(f"x-{i}: {i}" for i in range(90))), RUN),),
        expected=value(),
    ),
    Case(
        number=227,
        title="a flood of headers",
        does="It sends twenty thousand headers.",
        answers=(
            (head(200, SIZE, *(f"x-{i}: {i}" for i in range(20000))), RUN, CLOSE),
            DONE,
        ),
        settings=ONCE,
        expected=lost(),
    ),
    Case(
        number=228,
        title="a header without end",
        does="It sends a header of four megabytes.",
        answers=((head(200, SIZE, "x-long: " + "z" * (4 << 20)), RUN, CLOSE), DONE),
        settings=ONCE,
        expected=lost(),
    ),
    Case(
        number=229,
        title="odd bytes in a header",
        does="It sends a header that is no text in any encoding.",
        answers=((head(200, SIZE, "x-odd: a\xff\xfe\xe9z"), RUN),),
        flow=headers,
        expected=value(readable),
        of={"pyreqwest": value()},
    ),
    Case(
        number=230,
        title="NUL in a header",
        does="It sends a header with NUL in it.",
        answers=((head(200, SIZE, "x-odd: a\x00z"), RUN, CLOSE), DONE),
        settings=ONCE,
        expected=lost(),
    ),
    Case(
        number=231,
        title="the same header twice",
        does="It sends a header twice, with two values.",
        answers=((head(200, SIZE, "x-two: one", "X-Two: two"), RUN),),
        flow=headers,
        expected=value(merged),
    ),
    Case(
        number=232,
        title="a header without a name",
        does="It sends a line that is no header.",
        answers=((head(200, SIZE, "no header at all"), RUN, CLOSE), DONE),
        settings=ONCE,
        expected=lost(),
    ),
    Case(
        number=233,
        title="a status line without a reason",
        does="It leaves out all that comes after the status.",
        answers=((f"HTTP/1.1 200\r\n{SIZE}\r\n\r\n".encode(), RUN),),
        expected=value(),
    ),
    Case(
        number=234,
        title="another protocol altogether",
        does="It greets as a server of another protocol.",
        answers=((b"SSH-2.0-Other_1.0\r\n\r\n", CLOSE), DONE),
        settings=ONCE,
        expected=lost(),
    ),
    Case(
        number=235,
        title="a version that there is not",
        does="It answers as HTTP/9.9.",
        answers=((head(200, SIZE, version="9.9"), RUN, CLOSE), DONE),
        settings=ONCE,
        expected=value(),
        of={"pyreqwest": lost()},
    ),
    Case(
        number=236,
        title="a status that is no number",
        does="Its status is 2xx.",
        answers=((b"HTTP/1.1 2xx OK\r\n\r\n", CLOSE), DONE),
        settings=ONCE,
        expected=lost(),
    ),
    Case(
        number=237,
        title="a body and no head",
        does="It sends the body alone, as HTTP/0.9 did.",
        answers=((RUN, CLOSE), DONE),
        settings=ONCE,
        expected=lost(),
    ),
    Case(
        number=238,
        title="the same length twice",
        does="It tells the length twice.",
        answers=((head(200, SIZE, SIZE), RUN),),
        expected=value(),
    ),
    Case(
        number=239,
        title="an error with a flood of headers",
        does="It says 404 with ninety headers.",
        answers=(
            (answer(404, b"{}", *(f"x-{i}: {i}" for i in range(90))),),
            DONE,
        ),
        expected=refused(404, "NotFoundError"),
    ),
]
