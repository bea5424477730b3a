"""Responses of a fake: results of operations and bodies of errors, as the server would send them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from .._runtime.codec.codec import (
    COMPLETE,
    InvalidArgumentError,
    InvalidDataError,
)
from .._runtime.codec.encoders import encode_any
from .._runtime.codec.parameter_values import to_text
from .._runtime.codec.types import decode_value, encode_value
from .._runtime.json.json import dumps
from .._runtime.operation import Operation, ResponseSpec
from .._runtime.response_reader import (
    charset_of,
    find_closest,
    find_codec,
    find_documented,
    read_content,
)
from .._runtime.transport.headers import Headers
from .._runtime.transport.transport import Response
from .transports import response

# The response of an operation that documents no success.
UNDOCUMENTED = ResponseSpec("200", None, None, "detect")
STREAMS = ("events", "lines", "chunks")
# Content that the client does not decode.
CONTENT_TYPES: dict[Any, str] = {bytes: "application/octet-stream", str: "text/plain"}


def build_response(
    operation: Operation[Any], value: Any, is_checked: bool = True
) -> Response:
    """Return the successful response with a result of an operation.

    Of several that can have the value, it is the first that is read as this value: the texts of an enum in
    `text/plain` may be JSON too.

    Raises:
        ValueError: the operation does not return this value.
    """
    failure: Exception | None = None
    possible: list[Response] = []
    specs = operation.responses or (UNDOCUMENTED,)
    exact = {int(spec.status) for spec in specs if spec.status.isdigit()}
    for spec in specs:
        is_exact = spec.status.isdigit()
        status = int(spec.status) if is_exact else _choose_status(exact)
        try:
            siblings = [other for other in specs if other.status == spec.status]
            media_type = _choose_media_type(spec, siblings, value)
            written = _write(spec, status, value, media_type, is_checked)
            possible.append(written)
            if len(specs) == 1 or not is_checked or _is_read_back(spec, written):
                return written
        except (InvalidArgumentError, InvalidDataError) as error:
            failure = failure or error
    if possible:
        return possible[0]
    text = f"{operation.name} cannot return {_shorten(value)}: {_describe(failure)}"
    raise ValueError(f"{text}; pass testing.response(…) to send it nevertheless")


def _is_read_back(spec: ResponseSpec, written: Response) -> bool:
    """Return whether the result that a client reads is written in the same way."""
    if spec.kind == "empty" or spec.kind in STREAMS:
        return True
    media_type = written.headers["content-type"]
    result = read_content(spec, written.content, media_type)
    return _encode(spec, result, media_type) == written.content


def _choose_status(exact: Container[int]) -> int:
    """Return a status of `2XX` or `default` that the operation does not document itself."""
    # 204 and 205 have no content.
    candidates = (200, 201, 202, 203, *range(206, 300))
    return next((status for status in candidates if status not in exact), 200)


def build_error_response(
    operation: Operation[Any] | None,
    status: int,
    body: Any,
    headers: Mapping[str, str | Sequence[str]],
) -> Response:
    """Return an error response; a documented body must have its documented type.

    Raises:
        ValueError: the status is not an error, or the body has another type.
    """
    if not 300 <= status < 600:
        raise ValueError(f"status of an error must be 300 to 599, got {status}")
    plain = response(status, None, **headers)
    spec = find_documented(operation.errors, plain) if operation is not None else None
    if body is None or isinstance(body, bytes):
        return response(status, body, **headers)
    if operation is None or spec is None or spec.kind == "empty":
        return response(status, encode_any(body, COMPLETE), **headers)
    try:
        siblings = [other for other in operation.errors if other.status == spec.status]
        media_type = _choose_media_type(spec, siblings, body)
        written = _write(spec, status, body, media_type)
    except (InvalidArgumentError, InvalidDataError) as error:
        hint = f"pass testing.response({status}, …) to send it nevertheless"
        text = f"{operation.name} has another body for status {status}"
        raise ValueError(f"{text}: {_describe(error)}; {hint}") from None
    return Response(
        status,
        Headers([*written.headers.items(), *plain.headers.items()]),
        written.content,
    )


def build_untyped_response(value: Any) -> Response:
    """Return a response with status 200 and a value that no operation describes."""
    content_type = CONTENT_TYPES.get(type(value))
    if content_type is None:
        return response(200, encode_any(value, COMPLETE))
    content = value if isinstance(value, bytes) else value.encode()
    return response(200, content, content_type=content_type)


def _describe(failure: Exception | None) -> str:
    """Return the message of a failure; its path begins at the value."""
    return str(failure).removeprefix("value: ").removeprefix(".")


def _shorten(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:79]}…"


def _write(
    spec: ResponseSpec,
    status: int,
    value: Any,
    media_type: str,
    is_checked: bool = True,
) -> Response:
    """Return the response with a value in the media type and of the type of its specification.

    Raises:
        InvalidArgumentError: the value cannot be encoded.
        InvalidDataError: the client would not decode the value.
    """
    if spec.kind == "empty":
        if value is not None:
            raise InvalidArgumentError("None, as the response has no content", value)
        return Response(status, Headers(), b"")
    content = _encode(spec, value, media_type)
    if is_checked and spec.kind not in STREAMS:
        read_content(spec, content, media_type)
    return Response(status, Headers([("content-type", media_type)]), content)


def _choose_media_type(
    spec: ResponseSpec, siblings: Sequence[ResponseSpec], value: Any
) -> str:
    """Return the media type by which a client finds the response among those with its status."""
    media_type = spec.media_type or "*/*"
    if "*" not in media_type:
        return media_type
    is_plain = spec.kind in ("bytes", "text", "chunks") or spec.type is None
    usual = "application/json"
    if is_plain:
        usual = CONTENT_TYPES.get(type(value), usual)
    main = media_type.partition("/")[0].replace("*", "application")
    ending = "+json" if usual == "application/json" else ""
    candidates = (usual, f"{main}/vnd.fake{ending}")
    own = (c for c in candidates if find_closest(siblings, c) is spec)
    return next(own, usual)


def _encode(spec: ResponseSpec, value: Any, media_type: str) -> bytes:
    """Return the content of a response."""
    match spec.kind:
        case "events":
            return b"".join(_encode_event(spec, item) for item in _list(value))
        case "lines":
            items = (_encode_item(spec, item) for item in _list(value))
            return b"".join(dumps(item) + b"\n" for item in items)
        case "chunks" if not isinstance(value, bytes):
            return b"".join(map(_check_bytes, _list(value)))
        case "bytes" | "chunks":
            return _check_bytes(value)
        case "text":
            return _encode_text(spec, value, media_type)
        case "detect" if spec.type is None and isinstance(value, (bytes, str)):
            return value if isinstance(value, bytes) else value.encode()
    encoded = _encode_json(spec, value)
    if spec.format is not None:
        return spec.format.write(encoded, media_type)
    return dumps(encoded)


def _encode_json(spec: ResponseSpec, value: Any) -> Any:
    """Return the JSON value of a model, or of JSON, in which dates and ids are already text."""
    try:
        return encode_value(spec.type, value, COMPLETE)
    except InvalidArgumentError:
        if not isinstance(value, (Mapping, list, tuple)):
            raise
        return encode_any(value, COMPLETE)


def _encode_text(spec: ResponseSpec, value: Any, media_type: str) -> bytes:
    text = to_text(encode_value(spec.type or "str", value, COMPLETE))
    return text.encode(find_codec(charset_of(media_type)) or "utf-8")


def _check_bytes(value: Any) -> bytes:
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value)
    raise InvalidArgumentError("bytes", value)


def _list(value: Any) -> Iterable[Any]:
    """Return the items of a stream."""
    if isinstance(value, (str, bytes, Mapping)) or not isinstance(value, Iterable):
        raise InvalidArgumentError("the items of the stream, as a list", value)
    items: Iterable[Any] = value
    return items


def _encode_item(spec: ResponseSpec, item: Any) -> Any:
    encoded = _encode_json(spec, item)
    decode_value(spec.type, encoded)
    return encoded


def _encode_event(spec: ResponseSpec, item: Any) -> bytes:
    """Return an event of a `text/event-stream`; an item without fields of an event is its data."""
    fields: dict[str, Any] = {}
    if spec.is_event:
        fields = _encode_item(spec, item)
    elif spec.type is None and not isinstance(item, str):
        names = ("event", "id", "retry", "data")
        fields = {name: getattr(item, name, None) for name in names}
    elif spec.type is None:
        fields = {"data": item}
    else:
        fields = {"data": dumps(_encode_item(spec, item)).decode()}
    lines = []
    for name, value in fields.items():
        is_text = isinstance(value, str) and not (name == "data" and spec.has_json_data)
        text = value if is_text else dumps(value).decode()
        if value is not None:
            lines += [f"{name}: {line}" for line in text.splitlines() or [""]]
    return ("\n".join(lines) + "\n\n").encode()
