"""Read an answer: decode what the document promises, raise what it does not. No input or output here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from .codec import InvalidDataError, contradiction
from .events import ServerSentEvent
from .operation import Answer, Operation
from .packed import KNOWN, packing
from .reading import plain, read, read_json, text_of
from .transport import Response
from .types import decoded

ANY = Answer("default", None, None, "told")
"""How the body of an error is read that no document describes: as its media type says."""


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
    answer = _success(operation, response)
    if answer is None:
        return None
    if response.content:
        check_packing(response.headers)
    return read(answer, response.content, content_type(response))


def is_stream(operation: Operation[Any], response: Opened) -> bool:
    """Whether an answer is a stream that the document promises: its body is left to be read in parts."""
    answer = _success(operation, response)
    if not is_success(response.status) or answer is None:
        return False
    told = plain(content_type(response))
    return answer.kind != "events" or told in ("", "text/event-stream")


def stream_of(operation: Operation[Any], response: Response) -> Answer:
    """The documented stream that an answer is.

    Raises:
        InvalidDataError: it is no stream that the document promises.
    """
    answer = _success(operation, response)
    if answer is None or not is_stream(operation, response):
        expected = answer.media_type if answer else "a documented stream"
        raise contradiction(str(expected), content_type(response))
    check_packing(response.headers)
    return answer


def check_packing(headers: Mapping[str, str]) -> None:
    """Refuse a body that is still packed.

    Raises:
        InvalidDataError: it is packed in a way that is not known here.
    """
    name = packing(headers.get("content-encoding", ""))
    if name and name not in KNOWN:
        raise contradiction("a body in gzip or deflate", name)


def read_item(answer: Answer, part: bytes | ServerSentEvent) -> Any:
    """The value of one item of a stream.

    Raises:
        InvalidDataError: the item is not what the document promises.
    """
    if answer.type is None and answer.kind != "lines":
        return part
    if isinstance(part, bytes):
        return read_json(text_of(part, ""), answer.type)
    if answer.whole:
        return decoded(answer.type, part.as_object(answer.parsed))
    return read_json(part.data, answer.type)


def error_body(
    operation: Operation[Any], response: Response, otherwise: Answer | None = None
) -> Any:
    """The decoded body of an error; None where it is not what the document says, or else `otherwise`."""
    answer = documented(operation.errors, response)
    if answer is None or answer.kind == "empty":
        answer = otherwise
    if answer is None:
        return None
    try:
        return read(answer, response.content, content_type(response))
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
    value = read_json(text_of(response.content, content_type(response)), None)
    return isinstance(value, dict) and value.get(name) in values


def content_type(response: Opened) -> str:
    """The media type that an answer says it has, with its parameters."""
    return response.headers.get("content-type", "")


def documented(answers: tuple[Answer, ...], response: Opened) -> Answer | None:
    """The documented answer: the exact status, then its range, then the default."""
    for status in keys(response.status):
        found = [answer for answer in answers if answer.status == status]
        if found:
            return nearest(found, content_type(response))
    return None


def _success(operation: Operation[Any], response: Opened) -> Answer | None:
    """The documented answer; a success that has none is read as one that has."""
    answers = operation.answers
    return documented(answers, response) or nearest(answers, content_type(response))


def keys(status: int) -> tuple[str, str, str]:
    """How a document may name a status, from the narrowest to the widest."""
    return str(status), f"{status // 100}XX", "default"


def nearest(answers: Sequence[Answer], told: str) -> Answer | None:
    """Of several documented answers the one whose media type is nearest to the one that came."""
    return min(answers, key=lambda a: _distance(a.media_type, told), default=None)


def _distance(declared: str | None, told: str) -> int:
    """How far a declared media type is from the one that came: the same, its wildcard, its kin, another."""
    if (declared or "").lower() == told.lower():
        return 0
    own, other = plain(declared or ""), plain(told)
    if own == other:
        return 1
    if own in ("*/*", f"{other.partition('/')[0]}/*"):
        return 3 if own == "*/*" else 2
    if other.endswith("json") and own.endswith("json"):
        return 4
    return 5
