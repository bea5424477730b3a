"""Where an answer ends: lengths and chunks that are wrong, and bytes that belong to no answer."""

from __future__ import annotations

from typing import Any

from extend_client import APIDecodeError

from tests.faults.acts import CLOSE, DONE, RUN, Pause, answer, chunks, head, run
from tests.faults.case import Case, lost, undecodable, value
from tests.faults.flows import cancel, delete, twice
from tests.faults.server import Site

CHUNKED = head(200, "transfer-encoding: chunked")
SIZE = f"content-length: {len(RUN)}"
OTHER = (answer(200, run("PROCESSED")),)


def second_is_its_own(found: Any, site: Site) -> object:
    """The second call must get the second answer, not what was left of the first."""
    status = getattr(found[1], "status", None)
    return status != "PROCESSED" and f"the second call got {found[1]!r}"


def cut_and_then_its_own(found: Any, site: Site) -> object:
    """The first answer is cut, which is told; the second call is not harmed by it."""
    is_told = isinstance(found[0], APIDecodeError)
    return second_is_its_own(found, site) if is_told else f"the first gave {found[0]!r}"


def both_none(found: Any, site: Site) -> object:
    """Both calls end well."""
    return found != [None, None] and f"got {found}"


ONCE = {"max_retries": 0}

CASES = [
    Case(
        number=161,
        title="chunks as they should be",
        does="It sends the body in chunks, with extensions and a trailer.",
        answers=(
            (
                CHUNKED,
                b"5;x=y\r\n" + RUN[:5] + b"\r\n",
                chunks(RUN[5:], end=b"0\r\nx-sum: 1\r\n\r\n"),
            ),
        ),
        expected=value(),
    ),
    Case(
        number=162,
        title="chunk that is cut",
        does="It closes within a chunk.",
        answers=((CHUNKED, b"fff\r\n" + RUN[:80], CLOSE), DONE),
        settings=ONCE,
        expected=lost(status=200, raw=RUN[:80]),
    ),
    Case(
        number=163,
        title="chunk size that is no number",
        does="It sends zz as the size of a chunk.",
        answers=((CHUNKED, b"zz\r\n" + RUN, CLOSE), DONE),
        settings=ONCE,
        expected=lost(status=200),
    ),
    Case(
        number=164,
        title="last chunk missing",
        does="It sends the whole body in a chunk and closes without the last one.",
        answers=((CHUNKED, chunks(RUN, end=b""), CLOSE), DONE),
        settings=ONCE,
        expected=lost(status=200, raw=RUN),
    ),
    Case(
        number=165,
        title="length too large",
        does="It tells ten bytes more than it sends, and closes.",
        answers=((head(200, f"content-length: {len(RUN) + 10}"), RUN, CLOSE), DONE),
        settings=ONCE,
        expected=lost(status=200, raw=RUN),
    ),
    Case(
        number=166,
        title="length too small",
        does="It tells ten bytes less than it sends; the next call goes on.",
        answers=((head(200, f"content-length: {len(RUN) - 10}") + RUN,), OTHER),
        flow=twice(cancel),
        expected=value(cut_and_then_its_own, requests=2),
    ),
    Case(
        number=167,
        title="an answer that nobody asked for",
        does="It sends two answers to the first request; the next call goes on.",
        answers=((DONE[0] + answer(200, run("FAILED")),), OTHER),
        flow=twice(cancel),
        expected=value(second_is_its_own, requests=2),
    ),
    Case(
        number=168,
        title="an answer that nobody asked for, a moment later",
        does="It sends a second answer when the first was read; the next call goes on.",
        answers=((*DONE, Pause(0.05), answer(408, b"{}"), CLOSE), OTHER),
        flow=twice(cancel),
        expected=value(second_is_its_own, requests=2),
    ),
    Case(
        number=169,
        title="body without length",
        does="It sends the body and closes.",
        answers=((head(200, "connection: close"), RUN, CLOSE),),
        expected=value(),
    ),
    Case(
        number=170,
        title="body without length, cut",
        does="It sends a part of the body and closes.",
        answers=((head(200, "connection: close"), RUN[:80], CLOSE),),
        expected=undecodable(RUN[:80]),
    ),
    Case(
        number=171,
        title="two lengths that differ",
        does="It tells two lengths.",
        answers=((head(200, SIZE, "content-length: 5"), RUN, CLOSE), DONE),
        settings=ONCE,
        expected=lost(),
    ),
    Case(
        number=172,
        title="length that is no number",
        does="It tells a length of -1.",
        answers=((head(200, "content-length: -1"), RUN, CLOSE), DONE),
        settings=ONCE,
        expected=lost(),
    ),
    Case(
        number=173,
        title="length beyond all numbers",
        does="It tells a length of thirty digits, and closes.",
        answers=((head(200, "content-length: " + "9" * 30), RUN, CLOSE), DONE),
        settings=ONCE,
        expected=lost(),
    ),
    Case(
        number=174,
        title="length and chunks at once",
        does="It sends chunks and tells a length besides.",
        answers=((head(200, SIZE, "transfer-encoding: chunked"), chunks(RUN), CLOSE),),
        expected=value(),
    ),
    Case(
        number=175,
        title="an unknown transfer coding",
        does="It says that the body is coded in a way that nobody knows.",
        answers=((head(200, "transfer-encoding: strange"), RUN, CLOSE), DONE),
        settings=ONCE,
        expected=lost(),
        of={"pyreqwest": value()},
    ),
    Case(
        number=176,
        title="a body where there is none",
        does="It sends 204 with a body; the next call goes on.",
        answers=((head(204) + b"surprise",), (answer(204),)),
        flow=twice(delete),
        expected=value(both_none, requests=2),
    ),
]
