"""Read an answer: decode what the document promises, raise what it does not. No input or output here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from .codec import Fault, Faults
from .errors import APIDecodeError, APIStatusError
from .json import loads
from .operation import Answer, ClientSettings, Operation
from .request import Request
from .transport import Response


class Opened(Protocol):
    """What the answers of both shells have, whether their bodies were read or not."""

    @property
    def status(self) -> int: ...

    @property
    def headers(self) -> Mapping[str, str]: ...


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


def stream_of(operation: Operation[Any], request: Request, response: Opened) -> Answer:
    """The documented stream that an answer is.

    Raises:
        APIDecodeError: it is no stream that the document promises.
    """
    told = response.headers.get("content-type", "")
    answer = _matching(operation.answers, response)
    if answer is None:
        raise _decode_error(request, response, "a documented success status", told)
    return answer


def read_item(answer: Answer, request: Request, response: Opened, part: Any) -> Any:
    """The value of one item of a stream.

    Raises:
        APIDecodeError: the item is not what the document promises.
    """
    if isinstance(part, bytes):
        return part
    if answer.decode is None and answer.kind == "events":
        return part
    text = part if isinstance(part, str) else part.data
    if answer.whole and not isinstance(part, str):
        value = part.as_object()
    else:
        value = _parsed(text, request, response)
    if answer.decode is None:
        return value
    faults, holder = Faults(), [value]
    result = answer.decode.load()(value, holder, 0, faults)
    if not faults:
        return result
    found = faults.located(holder)
    raw = text.encode()
    status, headers = response.status, response.headers
    raise APIDecodeError(request.label, status, headers, raw, found, result)


def _parsed(text: str, request: Request, response: Opened) -> Any:
    try:
        return loads(text.encode())
    except ValueError:
        raise _decode_error(request, response, "JSON", text[:200]) from None


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


def _matching(answers: tuple[Answer, ...], response: Opened) -> Answer | None:
    """The documented answer: the exact status, then its range, then the default."""
    exact = str(response.status)
    media_type = (
        response.headers.get("content-type", "").partition(";")[0].strip().lower()
    )
    for status in (exact, f"{exact[0]}XX", "default"):
        found = [a for a in answers if a.status == status]
        if found:
            return min(found, key=lambda a: _distance(a.media_type, media_type))
    return None


def _distance(declared: str | None, told: str) -> int:
    """How far a declared media type is from the one that came: the same, its wildcard, its kin, another."""
    plain = (declared or "").partition(";")[0].strip().lower()
    if plain == told:
        return 0
    kind = told.partition("/")[0]
    if plain in (f"{kind}/*", "*/*"):
        return 1
    if told.endswith("json") and plain.endswith("json"):
        return 2
    return 3


def _decode_error(
    request: Request, response: Opened, expected: str, got: Any
) -> APIDecodeError:
    raw = getattr(response, "content", b"")
    fault = Fault("", expected, got, "")
    return APIDecodeError(
        request.label, response.status, response.headers, raw, [fault], None
    )
