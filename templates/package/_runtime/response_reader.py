"""Read an answer: decode what the document promises, raise what it does not. No input or output here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from .codec import InvalidDataError, contradiction
from .content import plain, read
from .content_encoding import KNOWN, packing
from .operation import ResponseSpec, Operation
from .transport import Response

ANY = ResponseSpec("default", None, None, "detect")
"""How the body of an error is read that no document describes: as its media type says."""
PAGE, GENERIC = "text/html", "application/octet-stream"
OPAQUE = ("bytes", "text", "chunks")
"""Kinds whose content does not tell by itself whether it is what was promised."""


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
    answer = success(operation, response)
    if answer is None:
        return None
    if response.content:
        check_packing(response.headers)
    check_page(answer, response)
    return read(answer, response.content, content_type(response))


def check_page(answer: ResponseSpec, response: Opened) -> None:
    """Refuse a page in the place of a file or a text: a portal may answer for the server, with success.

    Raises:
        InvalidDataError: it is a page, and the document promises another, definite media type.
    """
    if answer.kind not in OPAQUE:
        return
    own, told = plain(answer.media_type or ""), plain(content_type(response))
    may_be_page = "*" in own or own in ("", GENERIC) or "html" in own
    if told == PAGE and not may_be_page:
        raise contradiction(own, told)


def check_packing(headers: Mapping[str, str]) -> None:
    """Refuse a body that is still packed.

    Raises:
        InvalidDataError: it is packed in a way that is not known here.
    """
    name = packing(headers.get("content-encoding", ""))
    if name and name not in KNOWN:
        raise contradiction("a body in gzip or deflate", name)


def error_body(
    operation: Operation[Any], response: Response, otherwise: ResponseSpec | None = None
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
    if operation.retryable_field is None:
        return None
    told = getattr(error_body(operation, response), operation.retryable_field, None)
    return told if isinstance(told, bool) else None


def content_type(response: Opened) -> str:
    """The media type that an answer says it has, with its parameters."""
    return response.headers.get("content-type", "")


def documented(answers: tuple[ResponseSpec, ...], response: Opened) -> ResponseSpec | None:
    """The documented answer: the exact status, then its range, then the default."""
    for status in keys(response.status):
        found = [answer for answer in answers if answer.status == status]
        if found:
            return nearest(found, content_type(response))
    return None


def success(operation: Operation[Any], response: Opened) -> ResponseSpec | None:
    """The documented answer; a success that has none is read as one that has."""
    answers = operation.responses
    return documented(answers, response) or nearest(answers, content_type(response))


def keys(status: int) -> tuple[str, str, str]:
    """How a document may name a status, from the narrowest to the widest."""
    return str(status), f"{status // 100}XX", "default"


def nearest(answers: Sequence[ResponseSpec], told: str) -> ResponseSpec | None:
    """Of several documented answers the one whose media type is nearest to the one that came."""
    if len(answers) == 1:
        return answers[0]
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
