"""Read an answer: decode what the document promises, raise what it does not. No input or output here."""

from __future__ import annotations

from typing import Any

from .codec import Fault, Faults
from .errors import APIDecodeError, APIStatusError
from .json import loads
from .operation import Answer, ClientSettings, Operation
from .request import Request
from .transport import Response


def is_success(status: int) -> bool:
    """Whether the server did what was asked."""
    return 200 <= status < 300


def read_success(
    operation: Operation[Any], request: Request, response: Response
) -> Any:
    """The value of a successful answer.

    Raises:
        APIDecodeError: the body is not what the document promises.
    """
    answer = _matching(operation.answers, response)
    if answer is None:
        if not response.content:
            return None
        raise _decode_error(
            request, response, "a documented success status", response.status
        )
    match answer.kind:
        case "empty":
            return None
        case "text":
            return response.content.decode("utf-8", "replace")
        case "bytes":
            return response.content
        case _:
            return _read_json(answer, request, response)


def _read_json(answer: Answer, request: Request, response: Response) -> Any:
    try:
        value = loads(response.content)
    except ValueError:
        text = response.content[:200].decode("utf-8", "replace")
        raise _decode_error(request, response, "JSON", text) from None
    if answer.decode is None:
        return value
    faults, holder = Faults(), [value]
    result = answer.decode.load()(value, holder, 0, faults)
    if faults:
        raise APIDecodeError(
            request.label,
            response.status,
            response.headers,
            response.content,
            faults.located(holder),
            result,
        )
    return result


def status_error(
    operation: Operation[Any],
    request: Request,
    response: Response,
    settings: ClientSettings,
    attempts: int,
) -> APIStatusError:
    """The exception for an answer that is no success."""
    found = settings.status_errors.get(response.status)
    kind: type[APIStatusError] = found.load() if found else APIStatusError
    ids = (response.headers.get(name) for name in settings.request_id_headers)
    return kind(
        request.label,
        response.status,
        response.headers,
        response.content,
        error_body(operation, response),
        next((i for i in ids if i), None),
        attempts,
    )


def error_body(operation: Operation[Any], response: Response) -> Any:
    """The decoded body of an error; None where it is not what the document says."""
    answer = _matching(operation.errors, response)
    if answer is None or answer.kind != "json":
        return None
    try:
        value = loads(response.content)
    except ValueError:
        return None
    if answer.decode is None:
        return value
    faults, holder = Faults(), [value]
    result = answer.decode.load()(value, holder, 0, faults)
    return None if faults else result


def _matching(answers: tuple[Answer, ...], response: Response) -> Answer | None:
    """The documented answer: the exact status, then its range, then the default."""
    exact = str(response.status)
    media_type = (
        response.headers.get("content-type", "").partition(";")[0].strip().lower()
    )
    for status in (exact, f"{exact[0]}XX", "default"):
        found = [a for a in answers if a.status == status]
        if found:
            same = [
                a for a in found if a.media_type and a.media_type.lower() == media_type
            ]
            return (same or found)[0]
    return None


def _decode_error(
    request: Request, response: Response, expected: str, got: Any
) -> APIDecodeError:
    fault = Fault("", expected, got, "")
    return APIDecodeError(
        request.label,
        response.status,
        response.headers,
        response.content,
        [fault],
        None,
    )
