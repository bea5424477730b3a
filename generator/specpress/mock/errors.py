"""Error responses: the documented error of an operation, with a message filled in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from specpress.mock.requests import Rejection
from specpress.mock.responses import (
    MockResponse,
    NotAcceptable,
    ResponseBuilder,
    Transform,
)
from specpress.schema.validation import ContradictoryDocument

# Properties of an error that receive the message: the first that is a string.
MESSAGE_PROPERTIES = (
    "message",
    "detail",
    "error_description",
    "error_message",
    "errormessage",
    "msg",
    "title",
    "description",
    "reason",
    "error",
)
# Properties of an error that receive the status: the first that is an integer.
STATUS_PROPERTIES = ("status", "status_code", "statuscode", "code")
# Carries the message even if the body has no property for it.
REASON_HEADER = "x-mock-reason"
MAX_HEADER_LENGTH = 500


def reject(
    responses: ResponseBuilder,
    rejection: Rejection,
    accept: str,
    properties: Mapping[str, Any],
) -> MockResponse:
    """Return the documented response that fits a rejection best, or problem details.

    Args:
        properties: Properties to set in the body of the error.
    """
    status = next(
        (s for s in rejection.statuses if str(s) in responses.statuses),
        rejection.statuses[0],
    )
    response = _documented_error(
        responses, status, accept, rejection.message, properties
    )
    response = response or problem_details(status, rejection.message)
    return response.with_headers(
        *rejection.headers, (REASON_HEADER, _header_value(rejection.message))
    )


def _documented_error(
    responses: ResponseBuilder,
    status: int,
    accept: str,
    message: str,
    properties: Mapping[str, Any],
) -> MockResponse | None:
    """Return the documented response with as many details as its schema allows."""
    if responses.response_key(status) is None:
        return None
    for transform in _transforms(status, message, properties):
        # An error in an unwanted media type is better than none.
        for accepted in (accept, ""):
            try:
                return responses.build(status, accepted, transform)
            except (ContradictoryDocument, NotAcceptable):
                continue
    return None


def problem_details(status: int, message: str) -> MockResponse:
    """Return a response that no operation documents, as problem details (RFC 9457)."""
    value = {
        "type": "about:blank",
        "status": status,
        "title": "specpress mock",
        "detail": message,
    }
    headers = (("content-type", "application/problem+json"),)
    return MockResponse(status, headers, json.dumps(value).encode(), value)


def _transforms(
    status: int, message: str, properties: Mapping[str, Any]
) -> Iterator[Transform]:
    """Yield changes of the error body, the most informative first; schemas may reject some."""

    def add_properties(value: Any) -> Any:
        return {**value, **properties} if isinstance(value, dict) else value

    yield lambda value: add_properties(
        _set_status(_set_message(value, message), status)
    )
    yield lambda value: add_properties(_set_message(value, message))
    yield add_properties
    yield lambda value: value


def _set_message(error: Any, message: str) -> Any:
    return _set_property(error, MESSAGE_PROPERTIES, message)


def _set_status(error: Any, status: int) -> Any:
    return _set_property(error, STATUS_PROPERTIES, status)


def _set_property(error: Any, names: tuple[str, ...], content: str | int) -> Any:
    """Set the first property with one of the names and the type of `content`.

    Many APIs wrap the error in a property or a list, so ``error`` and ``errors`` are
    searched too.
    """
    if isinstance(error, list):
        return [_set_property(error[0], names, content), *error[1:]] if error else error
    if not isinstance(error, dict):
        return error
    for name in names:
        for key, entry in error.items():
            if key.lower() == name and type(entry) is type(content):
                return {**error, key: content}
    for key in ("error", "errors"):
        if isinstance(error.get(key), dict | list):
            return {**error, key: _set_property(error[key], names, content)}
    return error


def _header_value(text: str) -> str:
    """Return `text` restricted to the characters and the length of a header."""
    visible = "".join(c if c.isascii() and c.isprintable() else "?" for c in text)
    return visible[:MAX_HEADER_LENGTH].strip()
