"""Read an answer: decode what the document promises, raise what it does not. No input or output here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from .codec import Fault, Faults, InvalidDataError
from .json import loads
from .operation import Answer, Lazy, Operation
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


def read_success(operation: Operation[Any], response: Response) -> Any:
    """The value of a successful answer.

    Raises:
        InvalidDataError: the body is not what the document promises.
    """
    answer = _matching(operation.answers, response)
    if answer is None:
        if not response.content:
            return None
        raise _refusal("a documented success status", response.status)
    match answer.kind:
        case "empty":
            return None
        case "text":
            return response.content.decode("utf-8", "replace")
        case "bytes":
            return response.content
        case _:
            return decoded(answer.decode, response.content)


def decoded(decode: Lazy | None, data: bytes) -> Any:
    """The value of a JSON text.

    Raises:
        InvalidDataError: it is not JSON, or contradicts the document; `faults` says where.
    """
    try:
        value = loads(data)
    except ValueError:
        raise _refusal("JSON", data[:200].decode("utf-8", "replace")) from None
    return checked(decode, value)


def checked(decode: Lazy | None, value: Any) -> Any:
    """What a JSON value stands for.

    Raises:
        InvalidDataError: it contradicts the document; `faults` says where.
    """
    if decode is None:
        return value
    faults, holder = Faults(), [value]
    result = decode.load()(value, holder, 0, faults)
    if faults:
        raise InvalidDataError(faults.located(holder), result)
    return result


def stream_of(operation: Operation[Any], response: Opened) -> Answer:
    """The documented stream that an answer is.

    Raises:
        InvalidDataError: it is no stream that the document promises.
    """
    answer = _matching(operation.answers, response)
    if answer is None:
        told = response.headers.get("content-type", "")
        raise _refusal("a documented success status", told)
    return answer


def read_item(answer: Answer, part: Any) -> Any:
    """The value of one item of a stream.

    Raises:
        InvalidDataError: the item is not what the document promises.
    """
    if isinstance(part, bytes) or (answer.decode is None and answer.kind == "events"):
        return part
    if isinstance(part, str):
        return decoded(answer.decode, part.encode())
    if answer.whole:
        return checked(answer.decode, part.as_object())
    return decoded(answer.decode, part.data.encode())


def error_body(operation: Operation[Any], response: Response) -> Any:
    """The decoded body of an error; None where it is not what the document says."""
    answer = _matching(operation.errors, response)
    if answer is None or answer.kind != "json":
        return None
    try:
        return decoded(answer.decode, response.content)
    except InvalidDataError:
        return None


def told_retryable(operation: Operation[Any], response: Response) -> bool | None:
    """What an error says of another attempt, where the document has a place for that."""
    if operation.retryable is None:
        return None
    told = getattr(error_body(operation, response), operation.retryable, None)
    return told if isinstance(told, bool) else None


def has(response: Response, name: str, values: tuple[str, ...]) -> bool:
    """Whether a property of a JSON answer has one of the values."""
    value = loads(response.content)
    return isinstance(value, dict) and value.get(name) in values


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


def _refusal(expected: str, got: Any) -> InvalidDataError:
    return InvalidDataError([Fault("", expected, got, "")], None)
