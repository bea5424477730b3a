"""Status codes, documented or not, and whether the error allows a retry."""

from __future__ import annotations

from tests.faults.actions import (
    RUN,
    SUCCESS,
    THING_RESPONSE,
    Actions,
    error_json,
    response,
)
from tests.faults.calls import create_thing, read_thing
from tests.faults.case import Case, Expected, expect_refusal, expect_value

RETRIED = expect_value(requests=2)
CREATED = (response(201, b'{"id": "1"}'),)


def error(status: int, retryable: bool | None = None) -> Actions:
    """Return an error response, without `retryable` in its body if that is None."""
    return (response(status, error_json("SOME_CODE", retryable), "retry-after: 0"),)


CASES = [
    Case(
        number=271,
        title="408, POST",
        behaviour="Sends 408, then serves the next request.",
        responses=(error(408), CREATED),
        call=create_thing,
        expected=RETRIED,
    ),
    Case(
        number=272,
        title="409",
        behaviour="Sends 409 with an error that must not be retried.",
        responses=(error(409, False), SUCCESS),
        expected=expect_refusal(409, "ClientStatusError"),
    ),
    Case(
        number=273,
        title="425",
        behaviour="Sends 425.",
        responses=(error(425), SUCCESS),
        expected=expect_refusal(425, "ClientStatusError"),
    ),
    Case(
        number=274,
        title="429",
        behaviour="Sends 429, then serves the next request.",
        responses=(error(429), SUCCESS),
        expected=RETRIED,
    ),
    Case(
        number=275,
        title="429 that is not retryable",
        behaviour="Sends 429 with an error that must not be retried.",
        responses=(error(429, False), SUCCESS),
        expected=expect_refusal(429, "TooManyRequestsError"),
    ),
    Case(
        number=276,
        title="400 that is retryable",
        behaviour="Sends 400 with an error that may be retried, then serves the next request.",
        responses=(error(400, True), SUCCESS),
        expected=RETRIED,
    ),
    Case(
        number=277,
        title="500 that is not retryable",
        behaviour="Sends 500 with an error that must not be retried.",
        responses=(error(500, False), SUCCESS),
        expected=expect_refusal(500, "InternalServerError"),
    ),
    Case(
        number=278,
        title="500 that is retryable",
        behaviour="Sends 500 with an error that may be retried, then serves the next request.",
        responses=(error(500, True), SUCCESS),
        expected=RETRIED,
    ),
    Case(
        number=279,
        title="500, POST",
        behaviour="Sends 500; the operation may have been performed.",
        responses=(error(500), CREATED),
        call=create_thing,
        expected=expect_refusal(500, "ServerStatusError"),
    ),
    Case(
        number=280,
        title="500, GET",
        behaviour="Sends 500, then serves the next request.",
        responses=(error(500), THING_RESPONSE),
        call=read_thing,
        expected=RETRIED,
    ),
    Case(
        number=281,
        title="502, POST",
        behaviour="Sends 502; the operation may have been performed.",
        responses=(error(502), CREATED),
        call=create_thing,
        expected=expect_refusal(502, "ServerStatusError"),
    ),
    Case(
        number=282,
        title="502, GET",
        behaviour="Sends 502, then serves the next request.",
        responses=(error(502), THING_RESPONSE),
        call=read_thing,
        expected=RETRIED,
    ),
    Case(
        number=283,
        title="503, POST",
        behaviour="Sends 503, then serves the next request.",
        responses=(error(503), CREATED),
        call=create_thing,
        expected=RETRIED,
    ),
    Case(
        number=284,
        title="503 with HTML",
        behaviour="Sends 503 with HTML, then serves the next request.",
        responses=((response(503, b"<html>", content_type="text/html"),), SUCCESS),
        expected=RETRIED,
    ),
    Case(
        number=285,
        title="504, POST",
        behaviour="Sends 504; the operation may have been performed.",
        responses=(error(504), CREATED),
        call=create_thing,
        expected=expect_refusal(504, "ServerStatusError"),
    ),
    Case(
        number=286,
        title="504, GET",
        behaviour="Sends 504, then serves the next request.",
        responses=(error(504), THING_RESPONSE),
        call=read_thing,
        expected=RETRIED,
    ),
    Case(
        number=287,
        title="503 for every request",
        behaviour="Sends 503 to each request.",
        responses=(error(503),),
        expected=expect_refusal(503, "ServerStatusError", requests=3),
    ),
    Case(
        number=288,
        title="503 without retries",
        behaviour="Sends 503; would serve the next request.",
        responses=(error(503), SUCCESS),
        settings={"max_retries": 0},
        expected=expect_refusal(503, "ServerStatusError"),
    ),
    Case(
        number=289,
        title="418",
        behaviour="Sends a status that the document does not declare.",
        responses=(error(418), SUCCESS),
        expected=expect_refusal(418, "ClientStatusError"),
    ),
    Case(
        number=290,
        title="599",
        behaviour="Sends a status that is not registered.",
        responses=(error(599), SUCCESS),
        expected=expect_refusal(599, "ServerStatusError"),
    ),
    Case(
        number=291,
        title="299",
        behaviour="Sends a success that the document does not declare, with a run.",
        responses=((response(299, RUN),), SUCCESS),
        expected=expect_value(),
    ),
    Case(
        number=292,
        title="999",
        behaviour="Sends a status outside all classes.",
        responses=(error(999), SUCCESS),
        expected=Expected(outcome="APIError"),
    ),
    Case(
        number=293,
        title="401",
        behaviour="Rejects the credential.",
        responses=(error(401), SUCCESS),
        expected=expect_refusal(401, "UnauthorizedError"),
    ),
]
