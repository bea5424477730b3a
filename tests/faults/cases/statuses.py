"""Statuses, documented or not, and what an error says of another attempt."""

from __future__ import annotations

from tests.faults.acts import DONE, READ, RUN, Act, answer, refusal
from tests.faults.case import Case, Expected, refused, value
from tests.faults.flows import create, read

AGAIN = value(requests=2)
MADE = (answer(201, b'{"id": "1"}'),)


def told(status: int, retryable: bool | None = None) -> Act:
    """An error, with its own word on another attempt, or without one."""
    return (answer(status, refusal("SOME_CODE", retryable), "retry-after: 0"),)


CASES = [
    Case(
        number=271,
        title="408, POST",
        does="It says that it did not get the request in time, then serves.",
        answers=(told(408), MADE),
        flow=create,
        expected=AGAIN,
    ),
    Case(
        number=272,
        title="409",
        does="It says that there is a conflict.",
        answers=(told(409, False), DONE),
        expected=refused(409, "ClientStatusError"),
    ),
    Case(
        number=273,
        title="425",
        does="It says that it is too early.",
        answers=(told(425), DONE),
        expected=refused(425, "ClientStatusError"),
    ),
    Case(
        number=274,
        title="429",
        does="It limits the rate, then serves.",
        answers=(told(429), DONE),
        expected=AGAIN,
    ),
    Case(
        number=275,
        title="429 that is final",
        does="It limits the rate and says that another attempt is in vain.",
        answers=(told(429, False), DONE),
        expected=refused(429, "TooManyRequestsError"),
    ),
    Case(
        number=276,
        title="400 that passes",
        does="It refuses and says that another attempt may go well, then serves.",
        answers=(told(400, True), DONE),
        expected=AGAIN,
    ),
    Case(
        number=277,
        title="500 that is final",
        does="It fails and says that another attempt is in vain.",
        answers=(told(500, False), DONE),
        expected=refused(500, "InternalServerError"),
    ),
    Case(
        number=278,
        title="500 that passes",
        does="It fails and says that another attempt may go well, then serves.",
        answers=(told(500, True), DONE),
        expected=AGAIN,
    ),
    Case(
        number=279,
        title="500, POST",
        does="It fails, and nobody knows how far it came.",
        answers=(told(500), MADE),
        flow=create,
        expected=refused(500, "ServerStatusError"),
    ),
    Case(
        number=280,
        title="500, GET",
        does="It fails, then serves.",
        answers=(told(500), READ),
        flow=read,
        expected=AGAIN,
    ),
    Case(
        number=281,
        title="502, POST",
        does="A proxy fails, and nobody knows how far the request came.",
        answers=(told(502), MADE),
        flow=create,
        expected=refused(502, "ServerStatusError"),
    ),
    Case(
        number=282,
        title="502, GET",
        does="A proxy fails, then serves.",
        answers=(told(502), READ),
        flow=read,
        expected=AGAIN,
    ),
    Case(
        number=283,
        title="503, POST",
        does="It does not act, then serves.",
        answers=(told(503), MADE),
        flow=create,
        expected=AGAIN,
    ),
    Case(
        number=284,
        title="503 with a page",
        does="A proxy says 503 in HTML, then serves.",
        answers=((answer(503, b"<html>", content_type="text/html"),), DONE),
        expected=AGAIN,
    ),
    Case(
        number=285,
        title="504, POST",
        does="A proxy gives up, and nobody knows how far the request came.",
        answers=(told(504), MADE),
        flow=create,
        expected=refused(504, "ServerStatusError"),
    ),
    Case(
        number=286,
        title="504, GET",
        does="A proxy gives up, then serves.",
        answers=(told(504), READ),
        flow=read,
        expected=AGAIN,
    ),
    Case(
        number=287,
        title="503 without end",
        does="It says 503, always.",
        answers=(told(503),),
        expected=refused(503, "ServerStatusError", requests=3),
    ),
    Case(
        number=288,
        title="503, and no retries wanted",
        does="It says 503, then would serve.",
        answers=(told(503), DONE),
        settings={"max_retries": 0},
        expected=refused(503, "ServerStatusError"),
    ),
    Case(
        number=289,
        title="418",
        does="It answers with a status that no document has.",
        answers=(told(418), DONE),
        expected=refused(418, "ClientStatusError"),
    ),
    Case(
        number=290,
        title="599",
        does="It answers with a status that there is not.",
        answers=(told(599), DONE),
        expected=refused(599, "ServerStatusError"),
    ),
    Case(
        number=291,
        title="299",
        does="It answers with a success that no document has, and a run.",
        answers=((answer(299, RUN),), DONE),
        expected=value(),
    ),
    Case(
        number=292,
        title="999",
        does="It answers with a status beyond all ranges.",
        answers=(told(999), DONE),
        expected=Expected(outcome="APIError"),
    ),
    Case(
        number=293,
        title="401",
        does="It refuses the credential.",
        answers=(told(401), DONE),
        expected=refused(401, "UnauthorizedError"),
    ),
]
