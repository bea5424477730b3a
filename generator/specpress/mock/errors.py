"""Error responses: the documented error of an operation, with a message filled in."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial, reduce
from typing import Any

from specpress.mock.limits import MAX_MESSAGE, shorten
from specpress.mock.requests import Rejection
from specpress.mock.responses import (
    MockResponse,
    NotAcceptable,
    ResponseBuilder,
    Transform,
)
from specpress.schema.validation import ContradictoryDocument

# Properties of an error that receive the message if they are strings, the most likely first.
MESSAGE_PROPERTIES = (
    "message",
    "detail",
    "details",
    "error_description",
    "error_message",
    "errormessage",
    "errordescription",
    "msg",
    "reason",
    "title",
    "description",
    "error",
    "errors",
    "text",
    "summary",
)
# Properties of an error that receive the status: the first that is an integer.
STATUS_PROPERTIES = ("status", "status_code", "statuscode", "code")
# Properties that receive the JSON Pointer of the invalid value.
POINTER_PROPERTIES = ("pointer", "jsonpointer", "json_pointer")
MAX_DEPTH = 4
SHORT_LENGTH = 60
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
    rejection = replace(rejection, message=shorten(rejection.message, MAX_MESSAGE))
    status = next(
        (s for s in rejection.statuses if str(s) in responses.statuses),
        rejection.statuses[0],
    )
    build = partial(_build_error, responses, accept, status)
    response = None
    if responses.response_key(status) is not None:
        response = _fill_error(build, _list_changes(status, rejection, properties))
    response = response or problem_details(status, rejection.message)
    reason = (REASON_HEADER, _header_value(rejection.message))
    return replace(response, reason=rejection.message).with_headers(
        *rejection.headers, reason
    )


def _fill_error(
    build: Callable[[Sequence[Transform]], MockResponse | None],
    changes: Sequence[Sequence[Transform]],
) -> MockResponse | None:
    """Return the error with as many changes as its schema allows; None without a valid error.

    Args:
        changes: Changes of the body, each with its alternatives.
    """
    response = build([alternatives[0] for alternatives in changes])
    if response is not None:
        return response
    accepted: list[Transform] = []
    best = build(accepted)
    if best is None:
        return None
    # Enums and limits of one property must not prevent the message in another one.
    for alternatives in changes:
        for change in alternatives:
            response = build([*accepted, change])
            if response is not None:
                best, accepted = response, [*accepted, change]
                break
    return best


def _build_error(
    responses: ResponseBuilder, accept: str, status: int, changes: Sequence[Transform]
) -> MockResponse | None:
    """Return the response with changes of its body; None if the schema rejects them."""

    def transform(value: Any) -> Any:
        return reduce(lambda changed, change: change(changed), changes, value)

    # An error in an unwanted media type is better than none.
    for accepted in (accept, ""):
        try:
            return responses.build(status, accepted, transform)
        except (ContradictoryDocument, NotAcceptable):
            continue
    return None


def _list_changes(
    status: int, rejection: Rejection, properties: Mapping[str, Any]
) -> list[list[Transform]]:
    """Return the changes of an error's body, each with its alternatives."""
    message = rejection.message
    short = f"{message[:SHORT_LENGTH]}…" if len(message) > SHORT_LENGTH else message
    texts: list[list[Transform]] = [
        [partial(_set_property, name, text) for text in (message, short)]
        for name in MESSAGE_PROPERTIES
    ]
    codes: list[list[Transform]] = [
        [partial(_set_property, name, status)] for name in STATUS_PROPERTIES
    ]
    pointers: list[list[Transform]] = [
        [partial(_set_property, name, rejection.pointer)]
        for name in POINTER_PROPERTIES
        if rejection.pointer
    ]
    added: Transform = partial(_add_properties, properties)
    # Last, because these are exact and the texts are not.
    return [*texts, *codes, *pointers, [added]]


def _add_properties(properties: Mapping[str, Any], value: Any) -> Any:
    return {**value, **properties} if isinstance(value, dict) else value


def _set_property(name: str, content: str | int, error: Any, depth: int = 0) -> Any:
    """Set all properties with a name and the type of `content`.

    Many APIs wrap the error in a property or a list, so those are searched too; of a list
    only the first item.
    """
    if depth > MAX_DEPTH:
        return error
    if isinstance(error, list):
        first = [_set_property(name, content, item, depth + 1) for item in error[:1]]
        return [*first, *error[1:]]
    if not isinstance(error, dict):
        return error
    return {
        key: (
            content
            if key.lower() == name and type(entry) is type(content)
            else _set_property(name, content, entry, depth + 1)
        )
        for key, entry in error.items()
    }


def problem_details(status: int, message: str) -> MockResponse:
    """Return a response that no operation documents, as problem details (RFC 9457)."""
    message = shorten(message, MAX_MESSAGE)
    value = {
        "type": "about:blank",
        "status": status,
        "title": "specpress mock",
        "detail": message,
    }
    headers = (("content-type", "application/problem+json"),)
    return MockResponse(status, headers, json.dumps(value).encode(), value, message)


def _header_value(text: str) -> str:
    """Return `text` restricted to the characters and the length of a header."""
    visible = "".join(c if c.isascii() and c.isprintable() else "?" for c in text)
    return visible[:MAX_HEADER_LENGTH].strip()
